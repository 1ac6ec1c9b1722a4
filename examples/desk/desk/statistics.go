package desk

import (
	"context"
	"fmt"
	"time"

	"github.com/goldfish-go/goldfish/framework"
)

// A Day is what happened on one day.
type Day struct {
	Date           time.Time // its midnight, UTC
	Opened, Closed int
}

// statistics is the view of what came and went. It reads every event of that time, so pages place
// it where it is loaded when it is seen.
func (d *Desk) statistics(ctx context.Context, team Team, u StatisticsURL) (framework.Page, error) {
	days, err := d.store.Days(ctx, team, int(u.Days))
	if err != nil {
		return framework.Page{}, err
	}
	page := framework.Page{Title: fmt.Sprintf(text(ctx, "The last %d days"), u.Days), Topics: []string{"tickets"}}
	page.Body = statisticsPart(u, days)
	page.ExpiresAt = days[len(days)-1].Date.AddDate(0, 0, 1) // another day
	return page, nil
}

// Days returns what happened on each of the last n days, the oldest first.
func (s *Store) Days(ctx context.Context, team Team, n int) ([]Day, error) {
	first := s.now().UTC().Truncate(24*time.Hour).AddDate(0, 0, 1-n)
	days := make([]Day, n)
	for i := range days {
		days[i].Date = first.AddDate(0, 0, i)
	}
	type count struct {
		day, n int
		kind   Kind
	}
	counts, err := collect(ctx, s.read, func(r row) (c count, err error) { return c, r.Scan(&c.day, &c.kind, &c.n) },
		`SELECT (at - ?) / 86400 AS day, kind, count(*) FROM events e JOIN tickets t ON t.id = e.ticket
		WHERE t.team = ? AND at >= ? AND kind IN ('created', 'closed') GROUP BY day, kind`, first.Unix(), team, first.Unix())
	if err != nil {
		return nil, err
	}
	for _, c := range counts {
		switch {
		case c.day < 0 || c.day >= n:
		case c.kind == Created:
			days[c.day].Opened = c.n
		default:
			days[c.day].Closed = c.n
		}
	}
	return days, nil
}

// totals adds the days up.
func totals(days []Day) (all Day) {
	for _, d := range days {
		all.Opened += d.Opened
		all.Closed += d.Closed
	}
	return all
}

// highest is the height of the chart, in tickets.
func highest(days []Day) int {
	most := 1
	for _, d := range days {
		most = max(most, d.Opened, d.Closed)
	}
	return most
}
