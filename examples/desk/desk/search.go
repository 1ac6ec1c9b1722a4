package desk

import (
	"context"
	"strings"
)

// PageSize is how many tickets a page of the list holds.
const PageSize = 50

// A List is one page of a list of tickets.
type List struct {
	Tickets      []Ticket
	Open, Closed int // how many there are, whatever the tab
	Page, Pages  int // from 1; the page is the last one if the page asked for is beyond
	Total        int // on this tab
}

// First and Last say which tickets of all these are, from 1.
func (l List) First() int { return min((l.Page-1)*PageSize+1, l.Total) }
func (l List) Last() int  { return min(l.Page*PageSize, l.Total) }

// Tickets returns the page of a team's tickets that u asks for.
func (s *Store) Tickets(ctx context.Context, team Team, u TicketsURL) (l List, err error) {
	where, args := filter(team, u)
	err = s.read.QueryRowContext(ctx, "SELECT count(*) FILTER (WHERE NOT closed), count(*) FILTER (WHERE closed) FROM tickets t"+where, args...).Scan(&l.Open, &l.Closed)
	if err != nil {
		return l, err
	}
	switch l.Total = l.Open + l.Closed; u.Tab {
	case Open:
		l.Total, where = l.Open, where+" AND NOT closed"
	case Closed:
		l.Total, where = l.Closed, where+" AND closed"
	}
	l.Pages = max(1, (l.Total+PageSize-1)/PageSize)
	l.Page = max(1, min(u.Page, l.Pages))
	args = append(args, PageSize, (l.Page-1)*PageSize)
	l.Tickets, err = collect(ctx, s.read, scanTicket, ticketColumns+where+" ORDER BY "+order(u.Sort)+" LIMIT ? OFFSET ?", args...)
	return l, err
}

// filter is the condition of all that narrows the list but the tab.
func filter(team Team, u TicketsURL) (where string, args []any) {
	where, args = " WHERE t.team = ?", []any{team}
	and := func(condition string, values ...any) {
		where += " AND " + condition
		args = append(args, values...)
	}
	switch u.Assignee {
	case "":
	case Nobody:
		and("assignee IS NULL")
	default:
		and("assignee = ?", u.Assignee)
	}
	if u.Priority != "" {
		and("priority = ?", u.Priority)
	}
	if u.Label != "" {
		and("label = ?", u.Label)
	}
	for _, word := range strings.Fields(strings.ToLower(u.Q)) {
		and(`(haystack LIKE ? ESCAPE '\' OR '#' || t.id = ?)`, "%"+literally.Replace(word)+"%", word)
	}
	return where, args
}

// literally makes a pattern of LIKE that finds a text.
var literally = strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`)

// order is the SQL of a sort. Equal tickets stay in one order, or they would jump between pages.
func order(s Sort) string {
	by := "updated"
	switch s.Column {
	case "subject", "requester":
		by = "lower(" + s.Column + ")"
	case "priority":
		by = "CASE priority WHEN 'urgent' THEN 4 WHEN 'high' THEN 3 WHEN 'normal' THEN 2 ELSE 1 END"
	case "assignee":
		by = "assignee IS NULL, lower(name)"
	}
	if s.Desc {
		return by + " DESC, t.id DESC"
	}
	return by + ", t.id"
}
