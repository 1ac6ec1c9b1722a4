// Rows is an invoice whose lines have discounts: rows of a form that people add, remove and move,
// with and without scripts.
package main

import (
	"context"
	"log"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/layout"
)

// An InvoiceURL is the page of the invoice.
type InvoiceURL struct{}

var (
	page = router.New("/", InvoiceURL{})
	save = router.NewAction[Invoice](page, "save")
)

// An Invoice is the form, and what is kept.
type Invoice struct {
	Customer string `url:"customer"`
	Lines    []Line `url:"line" rows:"1-20"`
}

// A Line is one row of the invoice.
type Line struct {
	framework.Row
	Text      string     `url:"text"`
	Quantity  int        `url:"quantity"`
	Discounts []Discount `url:"discount" rows:"-3"`
}

// A Discount is one row of a line.
type Discount struct {
	framework.Row
	Reason  string `url:"reason"`
	Percent int    `url:"percent"`
}

// Check implements [framework.Checker].
func (v *Invoice) Check(context.Context) framework.FieldErrors {
	errs := framework.FieldErrors{}
	for _, l := range v.Lines {
		if strings.TrimSpace(l.Text) == "" {
			errs[l.Field("text")] = "Write what was delivered."
		}
		for _, d := range l.Discounts {
			if d.Percent < 1 || d.Percent > 100 {
				errs[d.Field("percent")] = "Write a number from 1 to 100."
			}
		}
	}
	return errs
}

// An office has one invoice.
type office struct {
	mu      sync.Mutex
	invoice Invoice
	lastID  int
}

func newOffice() *office {
	o := &office{}
	o.save(Invoice{Customer: "Ann Lee", Lines: []Line{
		{Text: "Paper", Quantity: 10, Discounts: []Discount{{Reason: "Ten or more", Percent: 5}}},
		{Text: "Ink", Quantity: 2},
	}})
	return o
}

// save keeps an invoice. Each row that is new gets a number: the key of the row from then on.
func (o *office) save(v Invoice) {
	o.mu.Lock()
	defer o.mu.Unlock()
	known := map[string]bool{}
	for _, l := range o.invoice.Lines {
		known[l.Key] = true
		for _, d := range l.Discounts {
			known[d.Key] = true
		}
	}
	number := func(row *framework.Row) {
		if !known[row.Key] { // also if somebody else has removed it meanwhile
			o.lastID++
			row.Key = strconv.Itoa(o.lastID)
		}
	}
	v.Lines = slices.Clone(v.Lines)
	for i := range v.Lines {
		l := &v.Lines[i]
		number(&l.Row)
		l.Discounts = slices.Clone(l.Discounts)
		for j := range l.Discounts {
			number(&l.Discounts[j].Row)
		}
	}
	o.invoice = v
}

func (o *office) read() Invoice {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.invoice
}

var assets = layout.NewAssets("/assets/", components.Files)

func lineKey(l Line) string         { return l.Key }
func discountKey(d Discount) string { return d.Key }

// percent leaves the field of a new discount empty.
func percent(d Discount) string {
	if d.Percent == 0 {
		return ""
	}
	return strconv.Itoa(d.Percent)
}

func newApp(o *office, options framework.Options[framework.Anyone]) *framework.App[framework.Anyone] {
	options.Shell = shell
	app := framework.New(framework.Public, options)
	framework.Get(app, page, framework.Everyone, func(context.Context, framework.Anyone, InvoiceURL) (framework.Page, error) {
		return framework.Page{Title: "Invoice", Body: invoicePage(o.read()), Topics: []string{"invoice"}}, nil
	})
	framework.Post(app, save, framework.Everyone, func(ctx context.Context, _ framework.Anyone, u InvoiceURL, v Invoice) (router.URL, error) {
		o.save(v)
		app.Notify("invoice")
		framework.Flash(ctx, "Saved.")
		return page.URL(u), nil
	})
	return app
}

// handler serves the app and its stylesheets.
func handler(app http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/assets/", assets)
	mux.Handle("/", app)
	return mux
}

func main() {
	app := newApp(newOffice(), framework.Options[framework.Anyone]{})
	log.Fatal(app.Run("localhost:8080", handler(app)))
}
