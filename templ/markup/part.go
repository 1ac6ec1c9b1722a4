package markup

import (
	"context"
	"fmt"
	"io"
	"slices"
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
// A shell may contain parts too. They are live on every page, and stay while the person navigates.
// If a page contains another part with the same path, that part needs an ID of its own.
//
// Links and forms in a part navigate the whole page. With data-gf-patch="part" their answer goes
// into the part.
type Part struct {
	URL   URL    // built by the part's own route
	ID    string // of the element; unique on the page; default: made from the path
	Label string // of the default placeholder
	Lazy  bool   // loaded when the element becomes visible
}

// Render implements [templ.Component].
func (p Part) Render(ctx context.Context, w io.Writer) error {
	var placeholder strings.Builder
	if err := templ.GetChildren(ctx).Render(templ.ClearChildren(ctx), &placeholder); err != nil {
		return err
	}
	collected, _ := ctx.Value(partsKey{}).(*[]Part)
	if err := p.setID(collected); err != nil {
		return err
	}
	if p.Label == "" {
		p.Label = string(p.URL)
	}
	if collected != nil {
		*collected = append(*collected, p)
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

// WithFilledParts returns a context in which a render fills the parts that it places, except lazy
// ones: for what surrounds a page, which has no version that the parts must stay out of.
func WithFilledParts(ctx context.Context, fill FillPart) context.Context {
	return context.WithValue(ctx, fillKey{}, fill)
}

// setID gives the part an ID that no part before it on the page has: "part-badge" for "/badge". If
// a part before it has that ID, such as "part-a-b" of "/a/b" for "/a-b", the ID gets a number. Two
// parts for which the author chose one ID are an error: the page could show only one of them.
func (p *Part) setID(collected *[]Part) error {
	chosen := p.ID != ""
	if !chosen {
		path, _, _ := strings.Cut(string(p.URL), "?")
		p.ID = "part" + strings.ReplaceAll(path, "/", "-")
	}
	if collected == nil {
		return nil
	}
	taken := func() bool {
		return slices.ContainsFunc(*collected, func(o Part) bool { return o.ID == p.ID })
	}
	//mutant:false TestPartsWithOneID: two parts do not have one ID
	if taken() && chosen {
		return fmt.Errorf("two parts of a page have the ID %q; give each an ID of its own", p.ID)
	}
	for base, n := p.ID, 2; taken(); n++ {
		p.ID = fmt.Sprint(base, "-", n)
	}
	return nil
}

type partsKey struct{}

// WithPartCollector returns a context in which a render appends the parts that it contains to
// collected, in order and with their IDs.
func WithPartCollector(ctx context.Context, collected *[]Part) context.Context {
	return context.WithValue(ctx, partsKey{}, collected)
}
