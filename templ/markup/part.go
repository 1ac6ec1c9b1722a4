package markup

import (
	"context"
	"io"
	"strings"

	"github.com/a-h/templ"
)

// A Part places another page of the app inside this one, by its URL. What it shows is a screen of its own, with its own audience and its own
// topics, and none of it is in the body of the page around it: a list that a whole team shares can hold each member's own badge.
//
// Its children are the placeholder, which stands there until the part does: while a lazy one is out of sight, where it fails, and, for a lazy
// one, where scripts are off. Without children that is a link to the part, with its Label.
//
// A shell may place parts too. They are live on every page, and stay while the person navigates. Another part with
// the same path on a page needs an ID of its own then.
//
// Links and forms in a part lead the whole page on, as anywhere; with data-gf-patch="part" their answer goes into the part.
type Part struct {
	URL   URL    // from the part's own route
	ID    string // of the element; needed where two parts of a page have one path. By default it is made of the path
	Label string // of the link that is the placeholder
	Lazy  bool   // loaded when the place comes into sight, not with the page
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
	if placed, ok := ctx.Value(partsKey{}).(*[]Part); ok {
		*placed = append(*placed, p)
	}
	content := ""
	if fill, ok := ctx.Value(fillKey{}).(FillPart); ok && !p.Lazy {
		html, err := p.placeholder(ctx, placeholder.String())
		if err != nil {
			return err
		}
		content = fill(p, html)
	}
	return part(p, placeholder.String(), content).Render(templ.ClearChildren(ctx), w)
}

// placeholder returns the HTML that stands in the element until the part does.
func (p Part) placeholder(ctx context.Context, children string) (string, error) {
	var out strings.Builder
	err := partPlaceholder(p, children).Render(templ.ClearChildren(ctx), &out)
	return out.String(), err
}

// FillPart returns the inner HTML of a part's element, which has a placeholder.
type FillPart func(p Part, placeholder string) string

type fillKey struct{}

// WithFilledParts returns a context in which a render fills the parts that it places, except lazy ones:
// for what surrounds a page, which has no version that the parts must stay out of.
func WithFilledParts(ctx context.Context, fill FillPart) context.Context {
	return context.WithValue(ctx, fillKey{}, fill)
}

type partsKey struct{}

// WithParts returns a context in which a render notes the parts that it places, in order and with their IDs.
func WithParts(ctx context.Context, placed *[]Part) context.Context {
	return context.WithValue(ctx, partsKey{}, placed)
}
