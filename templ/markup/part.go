package markup

import (
	"context"
	"io"
	"strings"

	"github.com/a-h/templ"
)

// A Part embeds another page of the app, by its URL. Its content is a screen of its own, with its
// own audience and topics, and is not in the body of the page around it: a list that a team shares
// can contain a badge for each member.
//
// The children are the placeholder. It is shown until the content is loaded, if the part fails,
// and, for a lazy part, without scripts. Without children, the placeholder is a link to the part,
// with its Label.
//
// Links and forms in a part navigate the whole page. With data-gf-patch="part" their answer goes
// into the part.
type Part struct {
	URL   URL    // built by the part's own route
	ID    string // of the element; default: made from the path. Needed if two parts have one path
	Label string // of the default placeholder
	Lazy  bool   // loaded when the element becomes visible
}

// Render implements [templ.Component].
func (p Part) Render(ctx context.Context, w io.Writer) error {
	var placeholder strings.Builder
	if err := templ.GetChildren(ctx).Render(templ.ClearChildren(ctx), &placeholder); err != nil {
		return err
	}
	if p.ID == "" {
		path, _, _ := strings.Cut(string(p.URL), "?")
		p.ID = "part" + strings.ReplaceAll(path, "/", "-")
	}
	if p.Label == "" {
		p.Label = string(p.URL)
	}
	if collected, ok := ctx.Value(partsKey{}).(*[]Part); ok {
		*collected = append(*collected, p)
	}
	return part(p, placeholder.String()).Render(templ.ClearChildren(ctx), w)
}

type partsKey struct{}

// WithPartCollector returns a context in which a render appends the parts that it contains to
// collected, in order and with their IDs.
func WithPartCollector(ctx context.Context, collected *[]Part) context.Context {
	return context.WithValue(ctx, partsKey{}, collected)
}
