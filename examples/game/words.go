package main

import "fmt"

func title(m Match) string {
	if m.O.ID == "" {
		return fmt.Sprintf("#%d: %s", m.ID, m.X.Name)
	}
	return fmt.Sprintf("#%d: %s and %s", m.ID, m.X.Name, m.O.Name)
}

// status says how it stands, to whoever looks.
func status(m Match, me Player) string {
	mine := m.SideOf(me)
	switch {
	case m.Reason == Draw:
		return "A draw."
	case m.Reason == Timeout:
		return m.Of(m.Winner).Name + " won: the other clock has run out."
	case m.Reason == Line && m.Winner == mine:
		return "You won."
	case m.Reason == Line:
		return m.Of(m.Winner).Name + " won."
	case m.TurnFrom.IsZero() && mine == X:
		return "Send the address of this page to somebody, to play against."
	case m.TurnFrom.IsZero():
		return m.X.Name + " waits for somebody to play."
	case m.Turn == mine:
		return fmt.Sprintf("It is your turn. You are %s.", mine)
	}
	return fmt.Sprintf("%s moves.", m.Of(m.Turn).Name)
}

func cellLabel(m Match, cell int) string {
	where := fmt.Sprintf("Row %d, column %d", cell/3+1, cell%3+1)
	if s := m.Board.At(cell); s != "" {
		return fmt.Sprintf("%s: %s", where, s)
	}
	return where
}

func inLine(m Match, cell int) bool {
	winner, line := m.Board.Winner()
	return winner != "" && (line[0] == cell || line[1] == cell || line[2] == cell)
}
