package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"unicode/utf8"

	"github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

// MaxSearch is how many letters one may search for. Cutting them off would find more than was asked
// for.
const MaxSearch = 100

// tickets is the view of the list.
func (d *Desk) tickets(ctx context.Context, team Team, u TicketsURL) (framework.Page, error) {
	if utf8.RuneCountInString(u.Q) > MaxSearch {
		return framework.Page{}, framework.Error{Status: http.StatusBadRequest, Message: fmt.Sprintf(text(ctx, "A search has at most %d letters. Please shorten it."), MaxSearch)}
	}
	list, err := d.store.Tickets(ctx, team, u)
	if err != nil {
		return framework.Page{}, err
	}
	people, err := d.store.People(ctx, team)
	if err != nil {
		return framework.Page{}, err
	}
	page := framework.Page{Title: listTitle(ctx, u), Topics: []string{"tickets"}, NoIndex: u.Narrowed()}
	var chosen *Ticket
	if u.Ticket != 0 {
		t, err := d.store.Ticket(ctx, team, u.Ticket)
		switch {
		case err == nil:
			chosen = &t
		case !errors.Is(err, ErrNoTicket): // whoever has one open that is gone keeps the list
			return framework.Page{}, err
		}
		page.Topics = append(page.Topics, topic(u.Ticket))
	}
	page.Body = ticketsPage(u, list, people, chosen)
	return page, nil
}

func listTitle(ctx context.Context, u TicketsURL) string {
	switch u.Tab {
	case Closed:
		return text(ctx, "Closed tickets")
	case All:
		return text(ctx, "All tickets")
	}
	return text(ctx, "Open tickets")
}

// columns are the heads of the list, each a link that sorts.
func columns(ctx context.Context, u TicketsURL) []components.Column {
	head := func(label, column string) components.Column {
		c := components.Column{Label: text(ctx, label), Sort: Tickets.From(u).To(u.SortedBy(column))}
		if u.Sort.Column == column {
			c.Order = components.Ascending
			if u.Sort.Desc {
				c.Order = components.Descending
			}
		}
		return c
	}
	requester := head("Requester", "requester")
	requester.LowPriority = true
	return []components.Column{head("Subject", "subject"), requester, head("Priority", "priority"), head("Assignee", "assignee"), head("Updated", "updated")}
}

// chips are the filters that are on, each with the list without it.
func chips(ctx context.Context, u TicketsURL, people []User) (chips []components.Chip) {
	at := Tickets.From(u)
	add := func(label, value string, without TicketsURL) {
		if value != "" {
			chips = append(chips, components.Chip{Label: text(ctx, label), Value: value, Remove: at.To(without)})
		}
	}
	add("Search", u.Q, u.Search(""))
	add("Assignee", nameOf(u.Assignee, people), u.Of(""))
	add("Priority", word(ctx, u.Priority), u.Rated(""))
	add("Label", word(ctx, u.Label), u.Labelled(""))
	return chips
}

// nameOf returns what people call a person, or the id where there is no such person.
func nameOf(id string, people []User) string {
	for _, p := range people {
		if p.ID == id {
			return p.Name
		}
	}
	return id
}

// choice is one line of a filter's menu.
func choice(label string, current bool, to router.URL) components.MenuItem {
	return components.MenuItem{Label: label, Href: to, Current: current}
}

func assignees(ctx context.Context, u TicketsURL, people []User) []components.MenuItem {
	at := Tickets.From(u)
	items := []components.MenuItem{choice(text(ctx, "Anyone"), u.Assignee == "", at.To(u.Of(""))), choice(text(ctx, "Nobody"), u.Assignee == Nobody, at.To(u.Of(Nobody)))}
	for _, p := range people {
		items = append(items, choice(p.Name, u.Assignee == p.ID, at.To(u.Of(p.ID))))
	}
	return items
}

func priorities(ctx context.Context, u TicketsURL) []components.MenuItem {
	at := Tickets.From(u)
	items := []components.MenuItem{choice(text(ctx, "Any"), u.Priority == "", at.To(u.Rated("")))}
	for _, p := range u.Priority.Values() {
		items = append(items, choice(word(ctx, p), u.Priority == p, at.To(u.Rated(p))))
	}
	return items
}

func labels(ctx context.Context, u TicketsURL) []components.MenuItem {
	at := Tickets.From(u)
	items := []components.MenuItem{choice(text(ctx, "Any"), u.Label == "", at.To(u.Labelled("")))}
	for _, l := range u.Label.Values() {
		items = append(items, choice(word(ctx, l), u.Label == l, at.To(u.Labelled(l))))
	}
	return items
}
