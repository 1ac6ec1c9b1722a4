package desk

import (
	"context"
	"math/rand/v2"
	"strings"
	"time"
)

// demoPeople are who can sign in. The second team has an empty desk, to show that nobody sees
// another team's tickets.
var demoPeople = []User{
	{"amara", "Amara Okafor", "Support lead", "Harbour"},
	{"ben", "Ben Šimić", "Hardware and network", "Harbour"},
	{"chiyo", "Chiyo Tanaka", "Billing", "Harbour"},
	{"dara", "Dara O’Neill", "Shipping", "Harbour"},
	{"elif", "Elif Yılmaz", "Accounts and logins", "Harbour"},
	{"robin", "Robin Vale", "Runs an empty desk", "Lantern"},
}

const (
	demoTickets = 1000
	demoSpan    = 200 * 24 * time.Hour // how far back they go
)

// A seeder writes the same tickets each time, only later.
type seeder struct {
	*rand.Rand
	ctx   context.Context
	tx    transaction
	staff []User
	now   time.Time
}

// seed fills an empty database with demo people and tickets, as of now.
func seed(ctx context.Context, tx transaction, now time.Time) error {
	s := &seeder{rand.New(rand.NewPCG(1, 2)), ctx, tx, nil, now.Truncate(time.Second)}
	for _, p := range demoPeople {
		if _, err := tx.ExecContext(ctx, "INSERT INTO people (id, name, title, team) VALUES (?, ?, ?, ?)", p.ID, p.Name, p.Title, p.team); err != nil {
			return err
		}
		if p.team == demoPeople[0].team {
			s.staff = append(s.staff, p)
		}
	}
	for i := range demoTickets {
		step := demoSpan / demoTickets
		at := s.now.Add(time.Duration(i-demoTickets)*step + time.Duration(s.Int64N(int64(step))))
		if err := s.ticket(at); err != nil {
			return err
		}
	}
	return nil
}

// ticket writes a ticket that came in at a time, and what became of it until now.
func (s *seeder) ticket(at time.Time) error {
	t := s.words()
	t.Created, t.Updated, t.Revision = at, at, 1
	id, err := insertTicket(s.ctx, s.tx, s.staff[0].team, t)
	if err != nil {
		return err
	}
	t.ID = id
	for _, e := range s.life(&t) {
		if err := insertEvent(s.ctx, s.tx, id, e); err != nil {
			return err
		}
	}
	return updateTicket(s.ctx, s.tx, t)
}

// life makes up what happens to a ticket: older ones are mostly closed, new ones mostly wait.
func (s *seeder) life(t *Ticket) []Event {
	events := []Event{{At: t.Created, Who: t.Requester, Kind: Created}}
	add := func(who string, kind Kind, text string) bool {
		at := t.Updated.Add(time.Duration(5+s.IntN(60*20)) * time.Minute)
		if at.After(s.now) {
			return false
		}
		t.Updated = at
		events = append(events, Event{At: at, Who: who, Kind: kind, Text: text})
		return true
	}
	age := s.now.Sub(t.Created)
	if s.Float64() < 0.25 && age < demoSpan/2 {
		return events // nobody has looked yet
	}
	me := pick(s, s.staff)
	if who := pick(s, s.staff); add(who.Name, Assigned, me.Name) {
		t.Assignee = me
	}
	for i := range s.IntN(9) {
		if i%2 == 0 {
			add(me.Name, Commented, s.fill(pick(s, answers), t.Requester))
		} else {
			add(t.Requester, Commented, s.fill(pick(s, replies), me.Name))
		}
	}
	if s.Float64() < 0.1 {
		if was := t.Priority; was != "urgent" && add(me.Name, Edited, "Priority: “"+string(was)+"” → “urgent”") {
			t.Priority = "urgent"
			t.Revision++
		}
	}
	if s.Float64() < 0.35+0.6*float64(age)/float64(demoSpan) && add(me.Name, ClosedIt, "") {
		t.Closed = true
		if s.Float64() < 0.08 && add(t.Requester, Commented, pick(s, again)) && add(me.Name, Reopened, "") {
			t.Closed = false
		}
	}
	return events
}

// words makes up what somebody asks for.
func (s *seeder) words() Ticket {
	p := pick(s, plots)
	t := Ticket{Subject: s.fill(p.subject, ""), Requester: pick(s, requesters), Label: p.label, Priority: pick(s, moods)}
	t.Body = strings.Join([]string{pick(s, greetings), s.fill(p.body, ""), pick(s, details), pick(s, farewells)}, "\n\n")
	return t
}

// fill puts words into the holes of a sentence: {name}, or the name of a list of words.
func (s *seeder) fill(sentence, name string) string {
	for {
		before, rest, found := strings.Cut(sentence, "{")
		if !found {
			return sentence
		}
		notificationCounter, after, _ := strings.Cut(rest, "}")
		word := name
		if notificationCounter != "name" {
			word = pick(s, fillings[notificationCounter])
		}
		sentence = before + word + after
	}
}

func pick[T any](s *seeder, list []T) T { return list[s.IntN(len(list))] }
