package main

import (
	"fmt"
	"time"

	"github.com/goldfish-go/goldfish/framework"
)

// clock is what each player has for all moves of a game.
const clock = time.Minute

// A Player is who somebody is. The zero value is a stranger.
type Player struct {
	ID   string
	Name string
}

// A Match is a game of two players, as the database has it.
type Match struct {
	ID       int64
	X, O     Player // O is the zero value until somebody joins
	Board    Board
	Turn     Side
	Left     map[Side]time.Duration // what each had when the turn began
	TurnFrom time.Time              // when the turn began; zero: O has not joined
	Winner   Side
	Reason   Reason // empty while the game goes on
	Moving   bool   // the node that runs the clock is about to stop
}

// A Reason is why a game has ended.
type Reason string

const (
	Line    Reason = "line"
	Draw    Reason = "draw"
	Timeout Reason = "timeout"
)

// Running reports whether somebody's clock runs.
func (m Match) Running() bool { return m.Reason == "" && !m.TurnFrom.IsZero() }

// Deadline is when the side whose turn it is has lost.
func (m Match) Deadline() time.Time { return m.TurnFrom.Add(m.Left[m.Turn]) }

// SideOf returns the side of a player, or "" for those who watch.
func (m Match) SideOf(p Player) Side {
	switch {
	case p.ID == "":
		return ""
	case p.ID == m.X.ID:
		return X
	case p.ID == m.O.ID:
		return O
	}
	return ""
}

// Of returns the player of a side.
func (m Match) Of(s Side) Player {
	if s == X {
		return m.X
	}
	return m.O
}

// Why a move is refused, in words for the player.
var (
	errOver    = framework.FieldErrors{"": "This game is over."}
	errWaiting = framework.FieldErrors{"": "Nobody has joined yet."}
	errTurn    = framework.FieldErrors{"": "It is not your turn."}
	errTaken   = framework.FieldErrors{"": "That cell is taken."}
)

// Play returns the match after a move, or why there is none.
func (m Match) Play(p Player, cell int, now time.Time) (Match, error) {
	switch side := m.SideOf(p); {
	case m.Reason != "":
		return m, errOver
	case m.TurnFrom.IsZero():
		return m, errWaiting
	case side != m.Turn:
		return m, errTurn
	case cell < 0 || cell > 8 || m.Board.At(cell) != "":
		return m, errTaken
	}
	if !now.Before(m.Deadline()) {
		return m.timeOut(), nil
	}
	m.Board = m.Board.With(cell, m.Turn)
	m.Left = map[Side]time.Duration{m.Turn: m.Deadline().Sub(now), m.Turn.Other(): m.Left[m.Turn.Other()]}
	m.TurnFrom = now
	if winner, _ := m.Board.Winner(); winner != "" {
		m.Winner, m.Reason = winner, Line
	} else if m.Board.Full() {
		m.Reason = Draw
	} else {
		m.Turn = m.Turn.Other()
	}
	return m, nil
}

// timeOut is the match after the clock of the turn has run out.
func (m Match) timeOut() Match {
	m.Winner, m.Reason = m.Turn.Other(), Timeout
	return m
}

// topic names the match in notifications.
func (m Match) topic() string { return topicOf(m.ID) }

func topicOf(id int64) string { return fmt.Sprint("match:", id) }
