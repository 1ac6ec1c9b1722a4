package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/framework"
)

// draw renders the body of a page.
func draw(t testing.TB, p framework.Page) string {
	t.Helper()
	var b strings.Builder
	if err := p.Body.Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A view is a function, so it is tested by calling it.
func TestTicketsView(t *testing.T) {
	d := New(newStore(t))
	u := Tickets.Defaults()
	u.Ticket = 42
	p := must(d.tickets(t.Context(), harbour, u))(t)
	if p.Title != "Open tickets" || !slices.Equal(p.Topics, []string{"tickets", "ticket:42"}) {
		t.Errorf("title %q, topics %q", p.Title, p.Topics)
	}
	if html := draw(t, p); strings.Count(html, `<tr id="t`) != PageSize || !strings.Contains(html, `id="drawer"`) {
		t.Error("the page has not 50 rows and a drawer")
	}
	if html := draw(t, p); html != draw(t, p) {
		t.Error("two renders differ")
	}
}

func TestTicketView(t *testing.T) {
	d := New(newStore(t))
	p := must(d.ticket(t.Context(), harbour, TicketURL{42}))(t)
	if !strings.HasPrefix(p.Title, "#42 ") || !slices.Equal(p.Topics, []string{"ticket:42"}) {
		t.Errorf("title %q, topics %q", p.Title, p.Topics)
	}
	h := must(d.history(t.Context(), harbour, HistoryURL{42}))(t)
	if html := draw(t, h); !strings.Contains(html, "wrote in") {
		t.Error("the history has no beginning")
	}
}

func TestUnknownTicket(t *testing.T) {
	d := New(newStore(t))
	for name, view := range map[string]func() error{
		"ticket": func() error {
			_, err := d.ticket(t.Context(), harbour, TicketURL{99999})
			return err
		},
		"other's": func() error {
			_, err := d.ticket(t.Context(), "Lantern", TicketURL{42})
			return err
		},
		"history": func() error { _, err := d.history(t.Context(), harbour, HistoryURL{-1}); return err },
		"edit": func() error {
			_, err := d.editTicket(t.Context(), harbour, EditURL{ID: 99999})
			return err
		},
	} {
		if e, ok := errors.AsType[framework.Error](view()); !ok || e.Status != http.StatusNotFound || e.Message == "" {
			t.Errorf("%s: %v", name, e)
		}
	}
}

func TestAddresses(t *testing.T) {
	u := Tickets.Defaults()
	at := Tickets.From(u.OnPage(3))
	for got, want := range map[string]string{
		string(at.To(u.OnPage(3).OnTab(Closed))):                       "/tickets?tab=closed",
		string(at.To(u.OnPage(3).SortedBy("subject"))):                 "/tickets?sort=subject",
		string(at.To(u.OnPage(4))):                                     "/tickets?page=4",
		string(u.OnPage(3).Choose(7)):                                  "/tickets?page=3&ticket=7",
		string(Tickets.URL(u.SortedBy("updated"))):                     "/tickets?sort=updated",
		string(Tickets.URL(u.SortedBy("updated").SortedBy("updated"))): "/tickets",
		string(Tickets.URL(u.Of(Nobody).Rated("high"))):                "/tickets?assignee=nobody&priority=high",
	} {
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestTicketForm(t *testing.T) {
	good := TicketForm{Subject: " A\n  kettle ", Requester: "Ünal", Priority: "low", Label: "hardware", Body: "one\r\ntwo\r\n"}
	ticket, wrong := good.ticket(), good.Check(context.Background())
	if len(wrong) > 0 || ticket.Subject != "A kettle" || ticket.Body != "one\ntwo" {
		t.Errorf("%+v, %v", ticket, wrong)
	}
	for field, f := range map[string]TicketForm{
		"subject":   {" ", "R", "low", "login", "B"},
		"requester": {"S", strings.Repeat("ü", 81), "low", "login", "B"},
		"priority":  {"S", "R", "", "login", "B"},
		"label":     {"S", "R", "low", "other", "B"},
		"body":      {"S", "R", "low", "login", strings.Repeat("x", MaxText+1)},
	} {
		if wrong := f.Check(context.Background()); len(wrong) != 1 || wrong[field] == "" {
			t.Errorf("%s: %v", field, wrong)
		}
	}
}

func TestLongSearchIs414(t *testing.T) {
	d := New(newStore(t))
	u := Tickets.Defaults()
	u.Q = strings.Repeat("ü", MaxSearch)
	must(d.tickets(t.Context(), harbour, u))(t)
	u.Q += "ü"
	_, err := d.tickets(t.Context(), harbour, u)
	if e, ok := errors.AsType[framework.Error](err); !ok || e.Status != http.StatusBadRequest {
		t.Errorf("a search of %d letters: %v", MaxSearch+1, err)
	}
}

func ExampleDesk_tickets() {
	store, _ := OpenStore(context.Background(), ":memory:", Options{})
	defer store.Close()
	page, err := New(store).tickets(context.Background(), "Harbour", TicketsURL{Tab: Closed, Sort: Sort{"updated", true}})
	fmt.Println(page.Title, page.Topics, err)
	// Output: Closed tickets [tickets] <nil>
}
