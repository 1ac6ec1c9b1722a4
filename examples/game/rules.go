package main

import "strings"

// A Side is "X", "O", or "" for nobody.
type Side string

const (
	X Side = "X"
	O Side = "O"
)

// Other returns who moves after this side.
func (s Side) Other() Side {
	if s == X {
		return O
	}
	return X
}

// A Board has nine cells, row by row: 'X', 'O' or '.'.
type Board string

const emptyBoard Board = "........."

// At returns who has taken a cell.
func (b Board) At(cell int) Side {
	if b[cell] == '.' {
		return ""
	}
	return Side(b[cell : cell+1])
}

// With returns the board after a side has taken a cell.
func (b Board) With(cell int, s Side) Board { return b[:cell] + Board(s) + b[cell+1:] }

// Full reports whether no cell is left.
func (b Board) Full() bool { return !strings.Contains(string(b), ".") }

var lines = [][3]int{{0, 1, 2}, {3, 4, 5}, {6, 7, 8}, {0, 3, 6}, {1, 4, 7}, {2, 5, 8}, {0, 4, 8}, {2, 4, 6}}

// Winner returns the side that has three in a line, and the line.
func (b Board) Winner() (Side, [3]int) {
	for _, l := range lines {
		if s := b.At(l[0]); s != "" && s == b.At(l[1]) && s == b.At(l[2]) {
			return s, l
		}
	}
	return "", [3]int{}
}
