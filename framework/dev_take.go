package framework

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/internal/lint"
	"github.com/goldfish-go/goldfish/internal/snapshot"
	"github.com/goldfish-go/goldfish/internal/trace"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// take renders a page as [snapshot.Take] does, and looks for what will hurt later: mistakes in its HTML, and whether the same view gives the
// same page again. again runs the view once more.
func (d *dev) take(ctx context.Context, name string, page Page, parts *[]markup.Part, again func() (Page, error)) (snapshot.Snapshot, error) {
	html, err := rendered(markup.WithPartCollector(ctx, parts), page.Body)
	if err != nil {
		return snapshot.Snapshot{}, err
	}
	if len(lint.Check(html, nil)) > 0 {
		d.lint(ctx, name, page)
	}
	d.compare(ctx, name, outcome{page: page, html: html}, again)
	return snapshot.New(page.Title, html), nil
}

func rendered(ctx context.Context, body templ.Component) (string, error) {
	var out strings.Builder
	if body == nil {
		return "", nil
	}
	if err := body.Render(ctx, &out); err != nil {
		return "", fmt.Errorf("render: %w", err)
	}
	return out.String(), nil
}

// traced renders a page once more, with the places where it is written: that takes a hundred times as long, so it is done where something is wrong.
func traced(ctx context.Context, page Page) (t *trace.Trace) {
	err := guard(func() (err error) {
		t, err = trace.Render(markup.WithPartCollector(ctx, new([]markup.Part)), page.Body)
		return err
	})
	if err != nil {
		return new(trace.Trace)
	}
	return t
}

// lint warns of mistakes in the HTML of a page.
func (d *dev) lint(ctx context.Context, name string, page Page) {
	body := traced(ctx, page)
	for _, f := range lint.Check(body.HTML, body.Same) {
		w := warning{Kind: string(f.Kind), Page: name, At: body.At(f.At).String(), Say: f.Message}
		if f.Related >= 0 {
			w.Say += " The first is at " + body.At(f.Related).String() + "."
		}
		d.warn(w)
	}
}

// An outcome is what one run of a view has led to.
type outcome struct {
	page Page
	html string
	err  error
}

// equals compares what a version covers, and the description, which changes the document.
func (o outcome) equals(other outcome) bool {
	if o.err != nil || other.err != nil {
		return fmt.Sprint(o.err) == fmt.Sprint(other.err)
	}
	return o.html == other.html && o.page.Title == other.page.Title && o.page.Description == other.page.Description
}

// shuffled reports whether the other body holds the same in another order.
func (o outcome) shuffled(other outcome) bool {
	return o.html != other.html && shuffled(o.html, other.html)
}

// compare warns where a view that runs again gives another page. Where the third page is the second one, it is taken that something was
// written to the database meanwhile; but what only stands in another order is the order of a map.
func (d *dev) compare(ctx context.Context, name string, first outcome, again func() (Page, error)) {
	run := func() (o outcome) {
		o.err = guard(func() (err error) {
			if o.page, err = again(); err != nil {
				return err
			}
			o.html, err = rendered(markup.WithPartCollector(ctx, new([]markup.Part)), o.page.Body)
			return err
		})
		return o
	}
	second := run()
	if first.equals(second) || !first.shuffled(second) && second.equals(run()) || ctx.Err() != nil {
		return
	}
	w := warning{Kind: "twice", Page: name}
	switch {
	case errors.As(second.err, new(redirect)):
		w.Say = fmt.Sprintf("This view, run again, gave a %v.", second.err)
	case second.err != nil:
		w.Say = fmt.Sprintf("This view, run again, failed: %v.", second.err)
	case first.page.Title != second.page.Title:
		w.Say = differs("title", first.page.Title, second.page.Title, 0)
	case first.html != second.html:
		body, other := traced(ctx, first.page), second.html
		if body.HTML == other {
			other = first.html // the third time it was as the second
		}
		at := common(body.HTML, other)
		w.At = body.At(min(at, len(body.HTML)-1)).String()
		w.Say = differs("body", body.HTML, other, at)
	default:
		w.Say = differs("description", first.page.Description, second.page.Description, 0)
	}
	d.warn(w)
}

// differs says that something was not the same twice, and where.
func differs(what, first, second string, at int) string {
	say := fmt.Sprintf("This view, run twice, gave two results: the %s had %s, then %s. ", what, quote(first, at), quote(second, at))
	if shuffled(first, second) {
		return say + "It holds the same things in another order: usually the order of a map. Sort its keys."
	}
	return say + "Usually that is the time of day, a random number or a counter: what is shown must come from the arguments and the database alone."
}

// common returns the length of what two texts begin with, in whole characters.
func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && n < len(a) && a[n]&0xC0 == 0x80 {
		n--
	}
	return n
}

// quote shows what is around a place.
func quote(text string, at int) string {
	from, to := max(0, at-24), min(len(text), at+40)
	cut := strings.ToValidUTF8(text[from:to], "")
	cut = strings.Join(strings.Fields(cut), " ")
	if from > 0 {
		cut = "…" + cut
	}
	if to < len(text) {
		cut += "…"
	}
	return "“" + cut + "”"
}

// shuffled reports whether two texts have the same bytes, in whatever order.
func shuffled(a, b string) bool {
	var count [256]int
	for i := range len(a) {
		count[a[i]]++
	}
	for i := range len(b) {
		count[b[i]]--
	}
	return count == [256]int{}
}
