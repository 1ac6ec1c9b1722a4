package devmode

import (
	"context"
	"fmt"
	"strings"

	"github.com/goldfish-go/goldfish/templ/markup"
)

// A result is what one run of a view and its template has led to.
type result struct {
	Page
	html string
	err  error
}

// equals compares what a version covers, and the description, which changes the document.
func (r result) equals(other result) bool {
	if r.err != nil || other.err != nil {
		return fmt.Sprint(r.err) == fmt.Sprint(other.err)
	}
	return r.html == other.html && r.Title == other.Title && r.Description == other.Description
}

// reordered reports whether the other body holds the same in another order.
func (r result) reordered(other result) bool {
	return r.html != other.html && reordered(r.html, other.html)
}

// compare warns where a view that runs again returns another page. If the third page equals the
// second, something was probably written to the database meanwhile, and there is no warning. Pages
// that differ in their order alone are an exception: then the order is that of a map.
func (m *Mode) compare(ctx context.Context, first result, again func() (Page, error)) {
	run := func() (r result) {
		r.err = try(func() (err error) {
			if r.Page, err = again(); err != nil {
				return err
			}
			r.html, err = render(markup.WithPartCollector(ctx, new([]markup.Part)), r.Body)
			return err
		})
		return r
	}
	second := run()
	if first.equals(second) || !first.reordered(second) && second.equals(run()) || ctx.Err() != nil {
		return
	}
	w := Warning{Kind: "twice", Page: first.URL}
	switch {
	case second.err != nil:
		w.Message = fmt.Sprintf("This view, run again, returned no page but an error: %v.", second.err)
	case first.Title != second.Title:
		w.Message = describeDifference("title", first.Title, second.Title, 0)
	case first.html != second.html:
		body, other := renderTraced(ctx, first.Page), second.html
		if body.HTML == other {
			other = first.html // the third run was like the second
		}
		at := commonPrefix(body.HTML, other)
		w.At = body.At(min(at, len(body.HTML)-1)).String()
		w.Message = describeDifference("body", body.HTML, other, at)
	default:
		w.Message = describeDifference("description", first.Description, second.Description, 0)
	}
	m.Warn(w)
}

// describeDifference says that something was not the same twice, and where.
func describeDifference(what, first, second string, at int) string {
	text := fmt.Sprintf("This view, run twice, gave two results: the %s had %s, then %s. ", what, excerpt(first, at), excerpt(second, at))
	if reordered(first, second) {
		return text + "It holds the same things in another order: usually the order of a map. Sort its keys."
	}
	return text + "Usually that is the time of day, a random number or a counter: what is shown must come from the arguments and the database alone."
}

// commonPrefix returns the length of what two texts begin with, in whole characters.
func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && n < len(a) && a[n]&0xC0 == 0x80 {
		n--
	}
	return n
}

// excerpt quotes the text around a position.
func excerpt(text string, at int) string {
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

// reordered reports whether two texts have the same bytes, in whatever order.
func reordered(a, b string) bool {
	var count [256]int
	for i := range len(a) {
		count[a[i]]++
	}
	for i := range len(b) {
		count[b[i]]--
	}
	return count == [256]int{}
}
