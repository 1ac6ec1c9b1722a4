package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/goldfish-go/goldfish/framework"
)

// maxGrant is the most that is granted.
const maxGrant Cents = 5000_00

// An Item is one thing that the grant is to pay.
type Item struct {
	What  string
	Count int
	Price Cents
}

// used reports whether anything was entered.
func (i Item) used() bool { return strings.TrimSpace(i.What) != "" || i.Count != 0 || i.Price != 0 }

// Total is what the item costs.
func (i Item) Total() Cents { return Cents(i.Count) * i.Price }

// An ItemsForm is what the grant is to pay.
type ItemsForm struct{ First, Second, Third Item }

// rows names the rows of the form.
var rows = []string{"first", "second", "third"}

func (f ItemsForm) all() []Item { return []Item{f.First, f.Second, f.Third} }

// Used are the rows with anything in them.
func (f ItemsForm) Used() (used []Item) {
	for _, i := range f.all() {
		if i.used() {
			used = append(used, i)
		}
	}
	return used
}

// WithoutEmpty returns the form.
func (f ItemsForm) WithoutEmpty() ItemsForm { return f }

// Total is what all items cost.
func (f ItemsForm) Total() (sum Cents) {
	for _, i := range f.all() {
		sum += i.Total()
	}
	return sum
}

// Check implements [framework.Checker].
func (f ItemsForm) Check(ctx context.Context) framework.FieldErrors {
	wrong := framework.FieldErrors{}
	for n, item := range f.all() {
		if !item.used() && (n > 0 || len(f.Used()) > 0) {
			continue
		}
		need(ctx, wrong, rows[n]+".what", item.What, 120, text(ctx, "Please say what you need."))
		if item.Count < 1 || item.Count > 999 {
			wrong[rows[n]+".count"] = text(ctx, "Please give a number from 1 to 999.")
		}
		if item.Price <= 0 || item.Price > maxGrant {
			wrong[rows[n]+".price"] = fmt.Sprintf(text(ctx, "Please give a price of up to %s."), maxGrant.In(ctx))
		}
	}
	if f.Total() > maxGrant {
		wrong[""] = fmt.Sprintf(text(ctx, "We can give at most %s. Please take something off the list."), maxGrant.In(ctx))
	}
	return wrong
}
