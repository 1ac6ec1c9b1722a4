package markup

import (
	"context"
	"io"

	"github.com/a-h/templ"
)

// A Pending shows a row while its form is being sent, with scripts. It stands in a [Form]. Its
// children are one element, such as an <li>: the client puts a copy into the list, fills each
// element with the attribute [Sent] with the value of that field, as text, and gives the row the
// class goldfish-pending and aria-busy. The answer takes its place. A refusal or a failure takes
// the row back; the form keeps its input all the while.
//
//	@(markup.Pending{List: "#comments"}) {
//		<li><p data-gf-sent="text"></p></li>
//	}
//
// If a push brings the row before the answer does, the client finds it by its text and removes its
// own. So the row of the server should contain what was sent.
type Pending struct {
	List  string // CSS selector of the list
	First bool   // the row stands first, not last
}

// Render implements [templ.Component].
func (p Pending) Render(ctx context.Context, w io.Writer) error {
	children := templ.GetChildren(ctx)
	return pending(p).Render(templ.WithChildren(templ.ClearChildren(ctx), children), w)
}
