package markup

import (
	"context"
	"io"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// A Choice asks the person which of two values of a field counts: the one in the field, or that of
// somebody else, who has changed it meanwhile (framework.Merge). It must be answered before the
// form is submitted, and works without scripts.
type Choice struct {
	Name   string // of the field
	Label  string // of the field, if the choice does not stand beside it
	Theirs string // the other value, as people read it; empty: says that it is empty
}

// Render implements [templ.Component].
func (c Choice) Render(ctx context.Context, w io.Writer) error { return choice(c).Render(ctx, w) }

func (c Choice) field() string { return wire.ChoicePrefix + c.Name }
