package markup

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/a-h/templ"
)

// A Part places another page of the app inside this one, by its URL. What it shows is a screen of its own, with its own audience and its own
// topics, and none of it is in the body of the page around it: a list that a whole team shares can hold each member's own badge.
//
// Its children are the placeholder, which stands there until the part does: while a lazy one is out of sight, where it fails, and, for a lazy
// one, where scripts are off. Without children that is a link to the part, with its Label.
//
// Links and forms in a part lead the whole page on, as anywhere; with data-gf-patch="part" their answer goes into the part.
type Part struct {
	URL   URL    // from the part's own route
	ID    string // of the element, unique on the page. By default it is made of the path
	Label string // of the link that is the placeholder
	Lazy  bool   // loaded when the place comes into sight, not with the page
}

// Render implements [templ.Component].
func (p Part) Render(ctx context.Context, w io.Writer) error {
	var placeholder strings.Builder
	if err := templ.GetChildren(ctx).Render(templ.ClearChildren(ctx), &placeholder); err != nil {
		return err
	}
	placed, _ := ctx.Value(partsKey{}).(*[]Part)
	if err := p.setID(placed); err != nil {
		return err
	}
	if p.Label == "" {
		p.Label = string(p.URL)
	}
	if placed != nil {
		*placed = append(*placed, p)
	}
	return part(p, placeholder.String()).Render(templ.ClearChildren(ctx), w)
}

// setID gives the part an ID that no part before it on the page has: "part-badge" for "/badge". If a part
// before it has that ID, such as "part-a-b" of "/a/b" for "/a-b", the ID gets a number. Two parts
// for which the author chose one ID are an error: the page could show only one of them.
func (p *Part) setID(placed *[]Part) error {
	chosen := p.ID != ""
	if !chosen {
		path, _, _ := strings.Cut(string(p.URL), "?")
		p.ID = "part" + strings.ReplaceAll(path, "/", "-")
	}
	if placed == nil {
		return nil
	}
	taken := func() bool {
		return slices.ContainsFunc(*placed, func(o Part) bool { return o.ID == p.ID })
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

// WithParts returns a context in which a render notes the parts that it places, in order and with their IDs.
func WithParts(ctx context.Context, placed *[]Part) context.Context {
	return context.WithValue(ctx, partsKey{}, placed)
}
