package desk

import (
	"context"
	"fmt"
	"strings"

	"github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/router"
)

// Ids of elements are made of what they show, so that a patch finds a row wherever it has moved to.
func rowID(t Ticket) string  { return fmt.Sprintf("t%d", t.ID) }
func eventID(e Event) string { return fmt.Sprintf("e%d", e.ID) }

func (p Priority) tone() components.Tone {
	switch p {
	case "urgent":
		return components.Bad
	case "high":
		return components.Warn
	}
	return components.Neutral
}

func (e Event) tone() components.Tone {
	switch e.Kind {
	case Created, Reopened:
		return components.Good
	case Assigned:
		return components.Info
	}
	return components.Neutral
}

// announced is an event in words.
func (e Event) announced(ctx context.Context) string {
	switch e.Kind {
	case Created:
		return text(ctx, "wrote in")
	case Edited:
		return text(ctx, "edited")
	case Assigned:
		if e.Text == "" {
			return text(ctx, "took the ticket from its assignee")
		}
		return text(ctx, "assigned") + " " + e.Text
	case ClosedIt:
		return text(ctx, "closed the ticket")
	case Reopened:
		return text(ctx, "reopened the ticket")
	}
	return text(ctx, "said")
}

// word is the value of an enum as people write it.
func word[T ~string](ctx context.Context, v T) string {
	if v == "" {
		return ""
	}
	return text(ctx, strings.ToUpper(string(v[:1]))+string(v[1:]))
}

// options lists the values of an enum.
func options[T interface {
	~string
	Values() []T
}](ctx context.Context, v T) (options []components.Option) {
	if v == "" {
		options = append(options, components.Option{Label: text(ctx, "Choose…")})
	}
	for _, value := range v.Values() {
		options = append(options, components.Option{Value: string(value), Label: word(ctx, value)})
	}
	return options
}

// assignTo are the people that a ticket can be given to, and nobody.
func assignTo(ctx context.Context, t Ticket, people []User, action router.URL) (items []components.MenuItem) {
	give := func(label, person string) {
		items = append(items, components.MenuItem{Label: label, Action: action, Hidden: []components.Input{{Name: "person", Value: person}}, Current: t.Assignee.ID == person})
	}
	for _, p := range people {
		give(p.Name, p.ID)
	}
	give(text(ctx, "Nobody"), "")
	return items
}
