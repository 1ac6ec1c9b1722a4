package desk

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/goldfish-go/goldfish/router"
)

// In development mode no page of the desk has anything to warn of.
func TestDevWarnings(t *testing.T) {
	t.Setenv("GOLDFISH_DEV", "1")
	d := New(newStore(t))
	server := newServerOn(t, d)
	ana := as(t, server, "amara")
	list, err := d.store.Tickets(t.Context(), "Harbour", TicketsURL{Tab: Open, Page: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, ticket := range list.Tickets[:3] {
		ana.post(AddComment.URL(TicketURL{ticket.ID}), map[string][]string{"text": {"One.\n\nTwo.\n\nThree."}}, http.StatusSeeOther)
		for _, u := range []router.URL{
			TicketsURL{}.Choose(ticket.ID),
			OneTicket.URL(TicketURL{ticket.ID}),
			History.URL(HistoryURL{ticket.ID}),
			Edit.URL(EditURL{ticket.ID}),
		} {
			ana.get(u, http.StatusOK)
		}
	}
	for _, u := range []router.URL{
		SignIn.URL(SignInURL{}),
		NewTicket.URL(NewTicketURL{}),
		Tickets.URL(TicketsURL{}),
		Tickets.URL(TicketsURL{Tab: All, Q: "printer", Priority: "high", Assignee: "ben"}),
		Tickets.URL(TicketsURL{Q: "nothing is called so"}),
		Activity.URL(ActivityURL{}),
		Statistics.URL(StatisticsURL{}),
		Mine.URL(MineURL{}),
	} {
		ana.get(u, http.StatusOK)
	}
	ana.post(Create.URL(NewTicketURL{}), map[string][]string{"subject": {""}}, http.StatusUnprocessableEntity)

	w := httptest.NewRecorder()
	d.app.ServeHTTP(w, httptest.NewRequest("GET", "http://localhost/_goldfish/dev", nil))
	var out struct {
		Warnings []struct{ Kind, Page, At, Message string }
	}
	if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
		t.Fatal(err)
	}
	for _, warning := range out.Warnings {
		t.Errorf("%s %s: %s: %s", warning.Kind, warning.Page, warning.At, warning.Message)
	}
}
