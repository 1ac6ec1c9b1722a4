package markup

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/goldfish-go/goldfish/templ/text"
)

// A Conflict says which fields of a refused form somebody else has changed meanwhile.
type Conflict struct {
	Base   string              // of the form that is drawn
	Theirs map[string][]string // by field: the texts that the record holds now
}

// Theirs returns what somebody else has made of a field that the person has changed too, and
// whether that is so. Whoever draws the field then also draws [Choice]. Fields for which no
// element calls Theirs have their choice at the top of the form.
func Theirs(ctx context.Context, name string) ([]string, bool) {
	f := currentInvalidForm(ctx)
	if f == nil || f.Conflict == nil {
		return nil, false
	}
	theirs, ok := f.Conflict.Theirs[name]
	if !ok || f.choices[name] {
		return nil, false // of several boxes of one name, the first one has the choice
	}
	f.choices[name] = true
	return theirs, true
}

// withChoices returns the children with the choices that no element draws at their top.
func (r *InvalidForm) withChoices(ctx context.Context, body string, f *invalidFormRender) (string, error) {
	if r.Conflict == nil {
		return body, nil
	}
	var all strings.Builder
	for _, name := range slices.Sorted(maps.Keys(r.Conflict.Theirs)) {
		if f.choices[name] {
			continue
		}
		if err := (Choice{Name: name, Label: name, Theirs: strings.Join(r.Conflict.Theirs[name], ", ")}).Render(ctx, &all); err != nil {
			return "", err
		}
	}
	return all.String() + body, nil
}

// orNone returns the text, or what stands for none.
func orNone(ctx context.Context, s string) string {
	if s == "" {
		return text.From(ctx).NoText
	}
	return s
}
