package desk

import (
	"context"
	"time"

	"github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/framework"
)

const (
	// WindowSize is how many events the activity page shows at once.
	WindowSize = 100
	// WindowStep is how far it moves when somebody scrolls to one of its ends: what is on the
	// screen stays on the page.
	WindowStep = 50
)

// A Window is a stretch of all that happened on a team's tickets, the newest first.
type Window struct {
	Events []TeamEvent
	Up     int // the number of the first of these, counted from the oldest
	Total  int
}

// A TeamEvent is an event with its ticket.
type TeamEvent struct {
	Event
	Ticket  int64
	Subject string
}

// frame has the windows above and below at its ends. At the upper end of all it is the one that
// grows with what comes.
func (w Window) frame(ctx context.Context) (f components.VirtualList) {
	f.AboveLabel, f.BelowLabel = text(ctx, "What came later"), text(ctx, "What came before")
	switch {
	case w.Up+WindowStep < w.Total:
		f.Above = Activity.URL(ActivityURL{w.Up + WindowStep})
	case w.Up < w.Total:
		f.Above = Activity.URL(ActivityURL{})
	}
	if w.Up > len(w.Events) {
		f.Below = Activity.URL(ActivityURL{w.Up - WindowStep})
	}
	return f
}

// activity is the view of all that happened, in a window.
func (d *Desk) activity(ctx context.Context, team Team, u ActivityURL) (framework.Page, error) {
	w, err := d.store.Activity(ctx, team, u.Up)
	return framework.Page{Title: text(ctx, "Activity"), Body: activityPage(w), Topics: []string{"tickets"}}, err
}

// Activity returns the window up to an event by its number, or up to the newest where that is 0 or
// more than there are.
func (s *Store) Activity(ctx context.Context, team Team, up int) (w Window, err error) {
	const from = " FROM events e JOIN tickets t ON t.id = e.ticket WHERE t.team = ?"
	if err := s.read.QueryRowContext(ctx, "SELECT count(*)"+from, team).Scan(&w.Total); err != nil {
		return w, err
	}
	if w.Up = up; up <= 0 || up > w.Total {
		w.Up = w.Total
	}
	w.Up = max(w.Up, min(WindowSize, w.Total))
	w.Events, err = collect(ctx, s.read, func(r row) (e TeamEvent, err error) {
		var at int64
		err = r.Scan(&e.ID, &at, &e.Who, &e.Kind, &e.Text, &e.Ticket, &e.Subject)
		e.At = time.Unix(at, 0).UTC()
		return e, err
	}, "SELECT e.id, at, who, kind, text, t.id, subject"+from+" ORDER BY at DESC, e.id DESC LIMIT ? OFFSET ?", team, WindowSize, w.Total-w.Up)
	return w, err
}
