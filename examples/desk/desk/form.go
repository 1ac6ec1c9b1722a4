package desk

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

// A TicketForm is what people write about a ticket.
type TicketForm struct {
	Subject   string
	Requester string
	Priority  Priority
	Label     Label
	Body      string
}

// formOf is the form that shows a ticket.
func formOf(t Ticket) TicketForm {
	return TicketForm{t.Subject, t.Requester, t.Priority, t.Label, t.Body}
}

// ticket returns the ticket that the form describes.
func (f TicketForm) ticket() Ticket {
	return Ticket{Subject: line(f.Subject), Requester: line(f.Requester), Body: trimmed(f.Body), Priority: f.Priority, Label: f.Label}
}

// Check implements [framework.Checker].
func (f TicketForm) Check(ctx context.Context) framework.FieldErrors {
	wrong := framework.FieldErrors{}
	need := func(field, value string, most int, missing string) {
		switch {
		case value == "":
			wrong[field] = text(ctx, missing)
		case utf8.RuneCountInString(value) > most:
			wrong[field] = fmt.Sprintf(text(ctx, "This is too long: at most %d letters."), most)
		}
	}
	t := f.ticket()
	need("subject", t.Subject, 120, "Say in a few words what it is about.")
	need("requester", t.Requester, 80, "Say who asks.")
	need("body", t.Body, MaxText, "Say what happened.")
	if !known(f.Priority) {
		wrong["priority"] = text(ctx, "Say how soon.")
	}
	if !known(f.Label) {
		wrong["label"] = text(ctx, "Choose a label.")
	}
	return wrong
}

// line is a text without line breaks and needless space.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }

// trimmed is what a person typed in a textarea, where browsers end lines with CRLF.
func trimmed(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")) }

func (d *Desk) newTicket(ctx context.Context, _ Team, _ NewTicketURL) (framework.Page, error) {
	return framework.Page{Title: text(ctx, "New ticket"), Body: newPage()}, nil
}

func (d *Desk) create(ctx context.Context, me User, _ NewTicketURL, f TicketForm) (router.URL, error) {
	id, err := d.store.Create(ctx, me, f.ticket())
	if err != nil {
		return framework.Stay, err
	}
	framework.Flash(ctx, fmt.Sprintf(text(ctx, "Ticket #%d created."), id))
	return OneTicket.URL(TicketURL{ID: id}), nil
}

// editTicket is the view of the edit form. The page is live, so the client can ask about what
// somebody else has changed before the form is sent.
func (d *Desk) editTicket(ctx context.Context, team Team, u EditURL) (framework.Page, error) {
	t, err := d.store.Ticket(ctx, team, u.ID)
	if err != nil {
		return framework.Page{}, err
	}
	return framework.Page{Title: text(ctx, "Edit") + " " + ticketTitle(t), Body: editPage(u, t), Topics: []string{topic(t.ID)}}, nil
}

// save stores what both people have changed, if two edit one ticket. Where both have changed one
// field, the second is asked.
func (d *Desk) save(ctx context.Context, me User, u EditURL, f TicketForm) (router.URL, error) {
	mine := formOf(f.ticket())
	err := d.store.Edit(ctx, me, u.ID, func(now Ticket, by string) (Ticket, error) {
		merged, err := framework.Merge(ctx, mine, formOf(now), by)
		return merged.ticket(), err
	})
	if err != nil {
		return framework.Stay, err
	}
	framework.Flash(ctx, fmt.Sprintf(text(ctx, "Ticket #%d saved."), u.ID))
	return OneTicket.URL(TicketURL(u)), nil
}
