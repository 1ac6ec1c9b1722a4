package desk

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"
)

const harbour = Team("Harbour")

var amara, robin = demoPeople[0], demoPeople[5]

// seeded is a database file with the demo tickets, made once: each store of a test starts with a
// copy.
var seeded = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "desk")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	s, err := OpenStore(context.Background(), filepath.Join(dir, "desk.db"), Options{})
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(dir, "desk.db"))
})

// newStore returns a seeded store in a file of its own.
func newStore(t testing.TB) *Store {
	t.Helper()
	path := filepath.Join(t.TempDir(), "desk.db")
	if err := os.WriteFile(path, must(seeded())(t), 0o600); err != nil {
		t.Fatal(err)
	}
	s := must(OpenStore(t.Context(), path, Options{}))(t)
	t.Cleanup(func() { s.Close() })
	return s
}

func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// everything lists all pages of what u asks for.
func everything(t testing.TB, s *Store, team Team, u TicketsURL) (all []Ticket) {
	t.Helper()
	for u.Page = 1; ; u.Page++ {
		l := must(s.Tickets(t.Context(), team, u))(t)
		all = append(all, l.Tickets...)
		if u.Page >= l.Pages {
			if l.Total != len(all) {
				t.Errorf("%s: says %d tickets, has %d", Tickets.URL(u), l.Total, len(all))
			}
			return all
		}
	}
}

func TestSeed(t *testing.T) {
	s := newStore(t)
	all := everything(t, s, harbour, TicketsURL{Tab: All, Sort: Sort{"updated", true}})
	if len(all) != demoTickets {
		t.Fatalf("%d tickets", len(all))
	}
	var open, mine, comments int
	subjects, labels, priorities, requesters := map[string]bool{}, map[Label]int{}, map[Priority]int{}, map[string]bool{}
	for _, ticket := range all {
		subjects[ticket.Subject], requesters[ticket.Requester] = true, true
		labels[ticket.Label]++
		priorities[ticket.Priority]++
		if !ticket.Closed {
			open++
		}
		if ticket.Assignee.ID == "amara" {
			mine++
		}
		if ticket.Updated.Before(ticket.Created) || ticket.Updated.After(time.Now()) {
			t.Errorf("ticket %d: created %v, updated %v", ticket.ID, ticket.Created, ticket.Updated)
		}
		if text := ticket.Subject + ticket.Body; strings.ContainsAny(text, "{}") || !utf8.ValidString(text) {
			t.Errorf("ticket %d: a hole was not filled: %s", ticket.ID, text)
		}
		if wrong := (TicketForm{ticket.Subject, ticket.Requester, ticket.Priority, ticket.Label, ticket.Body}).Check(context.Background()); len(wrong) > 0 {
			t.Errorf("ticket %d could not be saved: %v", ticket.ID, wrong)
		}
	}
	s.read.QueryRow("SELECT count(*) FROM events WHERE kind = 'commented'").Scan(&comments)
	t.Logf("%d open, %d of Amara, %d comments, %d subjects, labels %v, priorities %v", open, mine, comments, len(subjects), labels, priorities)
	if len(subjects) < 200 || len(labels) != 7 || len(priorities) != 4 || len(requesters) < 40 || open < 200 || open > 600 || comments < 1500 {
		t.Error("the demo tickets are all alike")
	}
}

func TestSeedIsDeterministic(t *testing.T) {
	dump := func(now time.Time) []string {
		s := must(OpenStore(t.Context(), ":memory:", Options{Now: func() time.Time { return now }}))(t)
		defer s.Close()
		return must(collect(t.Context(), s.read, func(r row) (line string, err error) {
			var subject, body, requester, who, kind, text string
			var id, ago int64
			err = r.Scan(&id, &subject, &body, &requester, &ago, &who, &kind, &text)
			return fmt.Sprint(id, subject, body, requester, now.Unix()-ago, who, kind, text), err
		}, "SELECT t.id, subject, body, requester, at, who, kind, text FROM tickets t JOIN events e ON e.ticket = t.id ORDER BY e.id"))(t)
	}
	first := dump(time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC))
	second := dump(time.Date(2027, 7, 9, 3, 4, 5, 6, time.UTC))
	if !slices.Equal(first, second) {
		t.Error("two seedings differ in more than their dates")
	}
}

func TestStoreIsSeededOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a b?c#d%.db")
	for range 2 {
		s := must(OpenStore(t.Context(), path, Options{}))(t)
		if l := must(s.Tickets(t.Context(), harbour, TicketsURL{Tab: All, Sort: Sort{"updated", true}}))(t); l.Total != demoTickets {
			t.Errorf("%d tickets", l.Total)
		}
		s.Close()
	}
}

func TestOpenStoreErrorNamesFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "no", "such", "folder", "desk.db")
	if _, err := OpenStore(t.Context(), path, Options{}); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("error %v", err)
	}
}

func TestViewsCannotWrite(t *testing.T) {
	if _, err := newStore(t).read.Exec("DELETE FROM events"); err == nil {
		t.Error("the connections for views can write")
	}
}

// TestTickets compares SQL with the same filter in Go.
func TestTickets(t *testing.T) {
	s := newStore(t)
	all := everything(t, s, harbour, TicketsURL{Tab: All, Sort: Sort{"updated", true}})
	for _, u := range []TicketsURL{
		{Tab: Closed},
		{Tab: All, Assignee: "ben"}, {Tab: Open, Assignee: Nobody}, {Tab: All, Assignee: "nobody-such"},
		{Tab: All, Priority: "urgent"}, {Tab: Closed, Label: "billing", Priority: "high"},
		{Tab: All, Q: "printer"}, {Tab: All, Q: "PRINTER  blank"}, {Tab: All, Q: "žak"}, {Tab: All, Q: "ŽAK"}, {Tab: All, Q: "佐藤"},
		{Tab: All, Q: "%"}, {Tab: All, Q: "_"}, {Tab: All, Q: `\`}, {Tab: All, Q: `"`}, {Tab: All, Q: "'"}, {Tab: All, Q: "drop table"}, {Tab: All, Q: "<b>"},
		{Tab: All, Q: "*"}, {Tab: All, Q: "NEAR("}, {Tab: All, Q: "a OR b"}, {Tab: All, Q: "#42"}, {Tab: All, Q: "👍 nothing has both"}, {Tab: All, Q: " \t "},
		{Tab: Open, Assignee: "ben", Priority: "normal", Label: "network", Q: "wi-fi"},
	} {
		u.Sort = Sort{"updated", true}
		want := slices.DeleteFunc(slices.Clone(all), func(t Ticket) bool { return !matches(t, u) })
		got := everything(t, s, harbour, u)
		if !slices.Equal(ids(got), ids(want)) {
			t.Errorf("%s: %d tickets, want %d", Tickets.URL(u), len(got), len(want))
		}
	}
}

// matches says in Go what filter says in SQL.
func matches(t Ticket, u TicketsURL) bool {
	for _, word := range strings.Fields(strings.ToLower(u.Q)) {
		if !strings.Contains(strings.ToLower(t.Subject+"\n"+t.Requester+"\n"+t.Body), word) && word != fmt.Sprintf("#%d", t.ID) {
			return false
		}
	}
	return (u.Tab == All || t.Closed == (u.Tab == Closed)) &&
		(u.Assignee == "" || u.Assignee == t.Assignee.ID || u.Assignee == Nobody && t.Assignee.ID == "") &&
		(u.Priority == "" || u.Priority == t.Priority) && (u.Label == "" || u.Label == t.Label)
}

func ids(tickets []Ticket) (ids []int64) {
	for _, t := range tickets {
		ids = append(ids, t.ID)
	}
	return ids
}

func TestSort(t *testing.T) {
	s := newStore(t)
	normal := TicketsURL{Tab: Open, Priority: "normal"}
	for column, desc := range sortable {
		normal.Sort = Sort{column, desc}
		found := ids(everything(t, s, harbour, normal))
		slices.Sort(found)
		if all := len(found); len(slices.Compact(found)) != all {
			t.Errorf("%s: some ticket is on two pages, and some on none", column)
		}
	}
	first := must(s.Tickets(t.Context(), harbour, TicketsURL{Tab: All, Sort: Sort{"priority", true}}))(t).Tickets[0]
	if first.Priority != "urgent" {
		t.Errorf("the most pressing ticket is %s", first.Priority)
	}
}

func TestPaginationBeyondLastPage(t *testing.T) {
	s := newStore(t)
	for _, page := range []int{-1 << 62, -1, 0, 1, 20, 21, 1 << 62} {
		l := must(s.Tickets(t.Context(), harbour, TicketsURL{Tab: All, Sort: Sort{"updated", true}, Page: page}))(t)
		if want := max(1, min(page, 20)); l.Page != want || len(l.Tickets) != PageSize {
			t.Errorf("page %d: is %d with %d tickets", page, l.Page, len(l.Tickets))
		}
	}
	if l := must(s.Tickets(t.Context(), "Lantern", TicketsURL{Tab: All, Sort: Sort{"updated", true}, Page: 3}))(t); l.Page != 1 || l.Pages != 1 || l.Total != 0 {
		t.Errorf("an empty list: %+v", l)
	}
}

func TestTeamIsolation(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	for name, err := range map[string]error{
		"see":     errorOf(s.Ticket(ctx, robin.Team(), 42)),
		"close":   s.SetClosed(ctx, robin, 42, true),
		"comment": s.Comment(ctx, robin, 42, "hello"),
		"assign":  s.Assign(ctx, robin, 42, ""),
		"edit":    s.Edit(ctx, robin, 42, replaceBy(Ticket{})),
	} {
		if !errors.Is(err, ErrNoTicket) {
			t.Errorf("a stranger to the team can %s: %v", name, err)
		}
	}
	for _, person := range []string{"robin", "nobody", "x' OR 1=1"} {
		if err := s.Assign(ctx, amara, 42, person); !errors.Is(err, ErrNobody) {
			t.Errorf("assigned %s: %v", person, err)
		}
	}
}

func errorOf(_ Ticket, err error) error { return err }

// replaceBy is an edit that replaces all words of a ticket.
func replaceBy(t Ticket) func(Ticket, string) (Ticket, error) {
	return func(Ticket, string) (Ticket, error) { return t, nil }
}

func TestEditTicket(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	id := must(s.Create(ctx, amara, Ticket{Subject: "Kettle", Body: "Cold", Requester: "Ünal", Priority: "low", Label: "hardware"}))(t)
	if id != demoTickets+1 {
		t.Errorf("the first new ticket is #%d", id)
	}
	steps := []func() error{
		func() error { return s.Assign(ctx, amara, id, "ben") },
		func() error { return s.Assign(ctx, amara, id, "ben") }, // harmless
		func() error { return s.Comment(ctx, amara, id, "Looking.") },
		func() error { return s.SetClosed(ctx, amara, id, true) },
		func() error { return s.SetClosed(ctx, amara, id, true) }, // harmless
		func() error { return s.SetClosed(ctx, amara, id, false) },
		func() error {
			return s.Edit(ctx, amara, id, replaceBy(Ticket{Subject: "Kettle", Body: "Hot", Requester: "Ünal", Priority: "high", Label: "hardware"}))
		},
		func() error {
			return s.Edit(ctx, amara, id, replaceBy(Ticket{Subject: "Kettle", Body: "Hot", Requester: "Ünal", Priority: "high", Label: "hardware"}))
		}, // changes nothing
		func() error { return s.Assign(ctx, amara, id, "") },
	}
	for i, step := range steps {
		if err := step(); err != nil {
			t.Fatalf("step %d: %v", i, err)
		}
	}
	var history []string
	for _, e := range must(s.Events(ctx, id))(t) {
		history = append(history, string(e.Kind)+" "+e.Text)
	}
	want := []string{"created ", "assigned Ben Šimić", "commented Looking.", "closed ", "reopened ", "edited Priority: “low” → “high”\nDescription rewritten", "assigned "}
	if !slices.Equal(history, want) {
		t.Errorf("history %q", history)
	}
	if got := must(s.Ticket(ctx, harbour, id))(t); got.Closed || got.Assignee.ID != "" || got.Revision != 2 || got.Body != "Hot" {
		t.Errorf("ticket %+v", got)
	}
	if found := everything(t, s, harbour, TicketsURL{Tab: All, Q: "ünal hot kettle", Sort: Sort{"updated", true}}); len(found) != 1 {
		t.Errorf("search finds %d", len(found))
	}
}

// An edit gets the ticket as it is now, and who has edited it last. One that is refused changes
// nothing.
func TestEditSeesTheNewest(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	theirs := must(s.Ticket(ctx, harbour, 7))(t)
	theirs.Subject = "theirs"
	if err := s.Edit(ctx, amara, 7, replaceBy(theirs)); err != nil {
		t.Fatal(err)
	}
	refused := errors.New("refused")
	err := s.Edit(ctx, amara, 7, func(now Ticket, by string) (Ticket, error) {
		if now.Subject != "theirs" || by != amara.Name {
			t.Errorf("the ticket is %q, edited by %q", now.Subject, by)
		}
		return Ticket{Subject: "mine"}, refused
	})
	if !errors.Is(err, refused) {
		t.Errorf("a refused edit: %v", err)
	}
	if got := must(s.Ticket(ctx, harbour, 7))(t); got.Subject != "theirs" {
		t.Errorf("subject %q", got.Subject)
	}
}

// TestWritersDoNotFail has many people act at once: nobody is told that the database is locked, and
// nothing is lost.
func TestWritersDoNotFail(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	before := len(must(s.Events(ctx, 5))(t))
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 10 {
				if err := s.Comment(ctx, amara, 5, "me too"); err != nil {
					t.Error(err)
				}
				if _, err := s.Tickets(ctx, harbour, TicketsURL{Tab: All, Q: "printer", Sort: Sort{"subject", false}}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if after := len(must(s.Events(ctx, 5))(t)); after != before+80 {
		t.Errorf("%d of 80 comments arrived", after-before)
	}
}

func TestSessions(t *testing.T) {
	s := Sessions{newStore(t)}
	if _, found, err := s.Find("x"); found || err != nil {
		t.Errorf("an unknown session: %v, %v", found, err)
	}
	if err := s.Commit("x", []byte("data"), time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if data, found, err := s.Find("x"); string(data) != "data" || !found || err != nil {
		t.Errorf("a session: %q, %v, %v", data, found, err)
	}
	s.Commit("old", nil, time.Now().Add(-time.Hour))
	if _, found, _ := s.Find("old"); found {
		t.Error("an expired session is found")
	}
	s.Delete("x")
	if _, found, _ := s.Find("x"); found {
		t.Error("a deleted session is found")
	}
}

func TestInMemoryStore(t *testing.T) {
	s := must(OpenStore(context.Background(), ":memory:", Options{}))(t)
	defer s.Close()
	if err := s.Comment(t.Context(), amara, 1, "hello"); err != nil {
		t.Error(err)
	}
	if l := must(s.Tickets(t.Context(), harbour, TicketsURL{Tab: All, Sort: Sort{"updated", true}}))(t); l.Total != demoTickets {
		t.Errorf("%d tickets", l.Total)
	}
}
