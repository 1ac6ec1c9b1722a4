package node

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/a-h/templ"
)

// rows are the part of a page that never changes, of about so many bytes.
func rows(bytes int) string {
	var b strings.Builder
	b.WriteString("<ul>")
	for n := 0; b.Len() < bytes; n++ {
		fmt.Fprintf(&b, `<li id="row%d">Customer %03d, Greenville South, shipped, %d.00</li>`, n, n, 100+n)
	}
	b.WriteString("</ul>")
	return b.String()
}

// page is the body of a screen.
func page(count int, rows string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := fmt.Fprintf(w, `<h1>Screen</h1><p id="count">%d</p>%s`, count, rows)
		return err
	})
}
