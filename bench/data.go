package main

import (
	"fmt"
	"slices"
	"sync"
)

// The data of the pages, the same as in the measurements of other frameworks that ours are held
// against: one counter and three lists of 200 rows of 60 bytes.

type row struct {
	ID, Name, Status string
	Cents            int // of the amount
}

func (r row) amount() string { return fmt.Sprintf("%d.%02d", r.Cents/100, r.Cents%100) }

var (
	towns    = []string{"Springfield", "Greenville1", "Bridgeport2", "Farmington3", "Clearwater4"}
	statuses = []string{"pending", "shipped", "blocked", "refused"}
	lists    = []string{"a", "b", "c"}
)

func newList(t int) []row {
	rows := make([]row, 200)
	for n := range rows {
		i := n + 1
		side := "South"
		if i%2 == 0 {
			side = "North"
		}
		rows[n] = row{
			ID:     fmt.Sprintf("%s%03d", lists[t], i),
			Name:   fmt.Sprintf("Customer %03d of list %s, %s %s", i, lists[t], towns[i%5], side),
			Status: statuses[(i+t)%4],
			Cents:  (10000+(i*7919+t*131)%80000)*100 + (i*37)%100,
		}
	}
	return rows
}

// A world is what the views read. What it hands out never changes.
type world struct {
	mu    sync.RWMutex
	count int
	lists [3][]row
}

func newWorld() *world {
	w := &world{count: 100_000}
	for t := range lists {
		w.lists[t] = newList(t)
	}
	return w
}

func (w *world) counter() int {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.count
}

func (w *world) list(tab string) []row {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.lists[max(slices.Index(lists, tab), 0)]
}

// change makes the one change of a page: the count, or two cells of row a100.
func (w *world) change(page string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if page == counterPage {
		w.count++
		return
	}
	rows := slices.Clone(w.lists[0])
	r := &rows[99]
	r.Status = statuses[(slices.Index(statuses, r.Status)+1)%len(statuses)]
	r.Cents += 100
	w.lists[0] = rows
}

// The pages, and the topics of their changes.
const (
	counterPage = "/counter"
	boardPage   = "/board"
)
