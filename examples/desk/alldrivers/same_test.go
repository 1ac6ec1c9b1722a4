package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/examples/desk/desk"
	"github.com/goldfish-go/goldfish/internal/test/servers"
)

// SQLite and PostgreSQL answer everything that the desk asks with the same, before and after the
// same changes.
func TestSameAnswers(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: starts PostgreSQL")
	}
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	clock := desk.Options{Now: func() time.Time { return now }}
	var stores []*desk.Store
	for _, database := range []string{filepath.Join(t.TempDir(), "desk.db"), servers.StartPostgres(t).URL("")} {
		s, err := desk.OpenStore(t.Context(), database, clock)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		stores = append(stores, s)
	}
	same := func(what string, ask func(*desk.Store) (any, error)) {
		t.Helper()
		var answers []string
		for _, s := range stores {
			answer, err := ask(s)
			answers = append(answers, fmt.Sprintf("%+v, error %v", answer, err))
		}
		if answers[0] != answers[1] {
			t.Errorf("%s: SQLite answers\n%.2000s\nPostgreSQL answers\n%.2000s", what, answers[0], answers[1])
		}
	}
	askAll := func() {
		t.Helper()
		for _, u := range lists() {
			same("tickets"+string(desk.Tickets.URL(u)), func(s *desk.Store) (any, error) { return s.Tickets(t.Context(), "Harbour", u) })
		}
		for _, team := range []desk.Team{"Harbour", "Lantern", "", "x' OR ''='"} {
			same("people", func(s *desk.Store) (any, error) { return s.People(t.Context(), team) })
			same("days", func(s *desk.Store) (any, error) { return s.Days(t.Context(), team, 90) })
			same("activity", func(s *desk.Store) (any, error) { return s.Activity(t.Context(), team, 0) })
			same("activity of long ago", func(s *desk.Store) (any, error) { return s.Activity(t.Context(), team, 120) })
			same("ticket of a team", func(s *desk.Store) (any, error) { return s.Ticket(t.Context(), team, 42) })
		}
		for _, id := range []int64{0, 1, 42, 1000, 1001, 1002, -1 << 63, 1<<63 - 1} {
			same("ticket", func(s *desk.Store) (any, error) { return s.Ticket(t.Context(), "Harbour", id) })
			same("events", func(s *desk.Store) (any, error) { return s.Events(t.Context(), id) })
		}
		same("everybody", func(s *desk.Store) (any, error) { return s.Everybody(t.Context()) })
		same("nobody", func(s *desk.Store) (any, error) { return s.User(t.Context(), "nobody") })
	}
	askAll()
	me, err := stores[0].User(t.Context(), "amara")
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(context.Context, *desk.Store) (any, error){
		"create": func(ctx context.Context, s *desk.Store) (any, error) {
			return s.Create(ctx, me, desk.Ticket{Subject: `100%_\ "Größe"`, Body: "'; DROP TABLE tickets; --", Requester: "Žofie", Priority: "high", Label: "login"})
		},
		"edit": func(ctx context.Context, s *desk.Store) (any, error) {
			return nil, s.Edit(ctx, me, 42, func(desk.Ticket, string) (desk.Ticket, error) {
				return desk.Ticket{Subject: "New $1 ?", Body: "x", Requester: "y", Priority: "low", Label: "billing"}, nil
			})
		},
		"edit of an edited ticket": func(ctx context.Context, s *desk.Store) (any, error) {
			return nil, s.Edit(ctx, me, 42, func(now desk.Ticket, by string) (desk.Ticket, error) {
				now.Body += by
				return now, nil
			})
		},
		"assign":       func(ctx context.Context, s *desk.Store) (any, error) { return nil, s.Assign(ctx, me, 44, "ben") },
		"take away":    func(ctx context.Context, s *desk.Store) (any, error) { return nil, s.Assign(ctx, me, 45, "") },
		"other team's": func(ctx context.Context, s *desk.Store) (any, error) { return nil, s.Assign(ctx, me, 45, "robin") },
		"close":        func(ctx context.Context, s *desk.Store) (any, error) { return nil, s.SetClosed(ctx, me, 1000, true) },
		"reopen":       func(ctx context.Context, s *desk.Store) (any, error) { return nil, s.SetClosed(ctx, me, 1, false) },
		"comment": func(ctx context.Context, s *desk.Store) (any, error) {
			return nil, s.Comment(ctx, me, 42, "Ünïcödé 🐟 ?")
		},
		"no ticket": func(ctx context.Context, s *desk.Store) (any, error) { return nil, s.Comment(ctx, me, 9999, "x") },
	} {
		now = now.Add(time.Minute)
		same(name, func(s *desk.Store) (any, error) { return change(t.Context(), s) })
	}
	askAll()
	same("session", func(s *desk.Store) (any, error) {
		sessions := desk.Sessions{Store: s}
		err := errors.Join(
			sessions.Commit("gone", []byte{1}, now.Add(-time.Second)),
			sessions.Commit("kept", []byte{0, 255}, now.Add(time.Hour)),
			sessions.Commit("kept", []byte{0, 254}, now.Add(time.Hour)),
			sessions.Commit("deleted", []byte{2}, now.Add(time.Hour)),
			sessions.Delete("deleted"))
		var found []string
		for _, token := range []string{"gone", "kept", "deleted", ""} {
			data, ok, err := sessions.Find(token)
			found = append(found, fmt.Sprint(data, ok, err))
		}
		return strings.Join(found, "; "), err
	})
}

// lists are searches, sorts, filters and pages.
func lists() (all []desk.TicketsURL) {
	for _, column := range []string{"updated", "subject", "requester", "priority", "assignee"} {
		for _, tab := range []desk.Tab{desk.Open, desk.Closed, desk.All} {
			for _, page := range []int{1, 3, 99} {
				all = append(all, desk.TicketsURL{Tab: tab, Sort: desk.Sort{Column: column, Desc: page == 1}, Page: page})
			}
		}
	}
	for _, q := range []string{"printer", "PRINTER blank", "ŽAK", "佐藤", "%", "_", `\`, `"`, "'", "#42", "#1001", "<b>", "100%_", "größe", "?", "$1", ":x", "👍"} {
		all = append(all, desk.TicketsURL{Tab: desk.All, Sort: desk.Sort{Column: "updated"}, Q: q, Page: 1})
	}
	for _, u := range []desk.TicketsURL{{Assignee: "ben"}, {Assignee: desk.Nobody}, {Priority: "high"}, {Label: "billing"}, {Assignee: "x", Priority: "low", Label: "login", Q: "a b"}} {
		u.Tab, u.Page, u.Sort = desk.All, 1, desk.Sort{Column: "updated"}
		all = append(all, u)
	}
	return all
}
