// Package pages holds the pages that patches are measured on, in tests and benchmarks.
package pages

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// A Board is a list of orders.
type Board struct {
	Tab   string
	Count int
	Rows  []Row
	next  int
}

// A Row is an order.
type Row struct {
	ID     int
	Key    string
	Name   string
	Status string
	Amount int // cents
}

var statuses = []string{"pending", "shipped", "returned", "refused", "paid"}

var words = strings.Fields("wander bramble when cedar cobalt lattice ember thistle harbor quill meadow copper lantern orchard saddle willow")

func money(cents int) string {
	return fmt.Sprintf("%d,%03d.%02d", cents/100000, cents/100%1000, cents%100)
}

func cents(n int) string { return fmt.Sprintf("%d.%02d", n/100, n%100) }

// NewBoard returns a board of n orders.
func NewBoard(r *rand.Rand, n int) *Board {
	b := &Board{Tab: "Open", Count: 4711, next: 4201}
	for range n {
		b.Append(r)
	}
	return b
}

func (b *Board) row(r *rand.Rand) Row {
	name := ""
	for len(name) < 30 {
		name += words[r.IntN(len(words))] + " "
	}
	row := Row{ID: b.next, Name: name[:30], Status: statuses[r.IntN(len(statuses))], Amount: 100000 + r.IntN(9900000)}
	b.next++
	return row
}

// A Chat is a list of messages.
type Chat struct{ Messages []Message }

// A Message is what one person said.
type Message struct {
	ID               int
	Who, Text, Since string
}

// NewChat returns a chat of n messages.
func NewChat(r *rand.Rand, n int) *Chat {
	c := new(Chat)
	for range n {
		c.Post(r)
	}
	return c
}

// Post adds a message.
func (c *Chat) Post(r *rand.Rand) {
	var text []string
	for range 5 + r.IntN(10) {
		text = append(text, words[r.IntN(len(words))])
	}
	who := []string{"Ada", "Grace", "Linus", "Barbara", "Edsger"}[r.IntN(5)]
	minute := 600 + len(c.Messages)
	c.Messages = append(c.Messages, Message{8001 + len(c.Messages), who, strings.Join(text, " "), fmt.Sprintf("%02d:%02d", minute/60%24, minute%60)})
}

// The changes of the study.

func (b *Board) Counter(r *rand.Rand) { b.Count += 1 + r.IntN(9) }
func (b *Board) Append(r *rand.Rand)  { b.Rows = append(b.Rows, b.row(r)) }
func (b *Board) RemoveTop(*rand.Rand) { b.Rows = b.Rows[1:] }

func (b *Board) Cell(r *rand.Rand) { b.status(r, r.IntN(len(b.Rows))) }

func (b *Board) status(r *rand.Rand, i int) {
	was := b.Rows[i].Status
	for b.Rows[i].Status == was {
		b.Rows[i].Status = statuses[r.IntN(len(statuses))]
	}
}

func (b *Board) Swap(r *rand.Rand) {
	i, j := r.IntN(len(b.Rows)), r.IntN(len(b.Rows))
	for i == j {
		j = r.IntN(len(b.Rows))
	}
	b.Rows[i], b.Rows[j] = b.Rows[j], b.Rows[i]
}

func (b *Board) Rows20(r *rand.Rand) {
	for _, i := range r.Perm(len(b.Rows))[:min(20, len(b.Rows)/2)] {
		b.status(r, i)
		b.Rows[i].Amount = 100000 + r.IntN(9900000)
	}
}

func (b *Board) TabChange(r *rand.Rand) {
	b.Tab = "Shipped"
	for i := range b.Rows {
		b.Rows[i] = b.row(r)
	}
}

// Clone returns a board that can be changed by itself.
func (b *Board) Clone() *Board {
	c := *b
	c.Rows = slices.Clone(b.Rows)
	return &c
}

// Tab returns list a, b or c of the pages that are held against LiveView.
func Tab(tab string) *Board {
	t := int(tab[0] - 'a')
	b := &Board{Tab: tab}
	towns := []string{"Springfield", "Greenville1", "Bridgeport2", "Farmington3", "Clearwater4"}
	for i := 1; i <= 200; i++ {
		side := "South"
		if i%2 == 0 {
			side = "North"
		}
		b.Rows = append(b.Rows, Row{
			Key:    fmt.Sprintf("%s%03d", tab, i),
			Name:   fmt.Sprintf("Customer %03d of list %s, %s %s", i, strings.ToUpper(tab), towns[i%5], side),
			Status: []string{"pending", "shipped", "blocked", "refused"}[(i+t)%4],
			Amount: (10000+(i*7919+t*131)%80000)*100 + i*37%100,
		})
	}
	return b
}

// NextCells changes two cells: row 100 gets the next status and one more.
func (b *Board) NextCells() {
	row := &b.Rows[99]
	order := []string{"pending", "shipped", "blocked", "refused"}
	row.Status = order[(slices.Index(order, row.Status)+1)%4]
	row.Amount += 100
}
