package main

import (
	"errors"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/framework"
)

var ana, ben = Player{"1", "Ana"}, Player{"2", "Ben"}

func newMatch(from time.Time) Match {
	return Match{X: ana, O: ben, Board: emptyBoard, Turn: X, Left: map[Side]time.Duration{X: clock, O: clock}, TurnFrom: from}
}

// moves plays cells in turn, a second each.
func moves(t *testing.T, m Match, cells ...int) Match {
	t.Helper()
	var err error
	for _, cell := range cells {
		if m, err = m.Play(m.Of(m.Turn), cell, m.TurnFrom.Add(time.Second)); err != nil {
			t.Fatalf("%d: %v", cell, err)
		}
	}
	return m
}

func TestEndOfMatch(t *testing.T) {
	start := time.UnixMilli(1000)
	for _, c := range []struct {
		cells  []int
		winner Side
		reason Reason
	}{
		{[]int{0, 3, 1, 4}, "", ""},
		{[]int{0, 3, 1, 4, 2}, X, Line},
		{[]int{0, 4, 1, 2, 8, 6}, O, Line},
		{[]int{0, 4, 8, 1, 7, 6, 2, 5, 3}, "", Draw},
	} {
		m := moves(t, newMatch(start), c.cells...)
		if m.Winner != c.winner || m.Reason != c.reason {
			t.Errorf("%v: %q wins by %q, want %q by %q", c.cells, m.Winner, m.Reason, c.winner, c.reason)
		}
	}
}

func TestClock(t *testing.T) {
	start := time.UnixMilli(1000)
	m := moves(t, newMatch(start), 0, 4, 8)
	if m.Left[X] != clock-2*time.Second || m.Left[O] != clock-time.Second {
		t.Errorf("left: %v", m.Left)
	}
	late, err := m.Play(ben, 1, m.Deadline())
	if err != nil || late.Winner != X || late.Reason != Timeout || late.Board != m.Board {
		t.Errorf("a move that is too late: %+v, %v", late, err)
	}
}

func TestRefusedMoves(t *testing.T) {
	start := time.UnixMilli(1000)
	waiting := newMatch(time.Time{})
	over := moves(t, newMatch(start), 0, 3, 1, 4, 2)
	for name, c := range map[string]struct {
		m    Match
		who  Player
		cell int
		want error
	}{
		"not joined":   {waiting, ana, 0, errWaiting},
		"over":         {over, ben, 8, errOver},
		"other's turn": {newMatch(start), ben, 0, errTurn},
		"a stranger":   {newMatch(start), Player{}, 0, errTurn},
		"who watches":  {newMatch(start), Player{"3", "Cem"}, 0, errTurn},
		"taken":        {moves(t, newMatch(start), 0), ben, 0, errTaken},
		"no cell":      {newMatch(start), ana, 9, errTaken},
		"below":        {newMatch(start), ana, -1, errTaken},
	} {
		after, err := c.m.Play(c.who, c.cell, start)
		var refused framework.FieldErrors
		if !errors.As(err, &refused) || refused.Error() != c.want.Error() || after.Board != c.m.Board {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}
