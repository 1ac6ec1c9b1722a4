package framework

import (
	"context"
	"net/url"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/internal/values"
)

// Posted is the form of an action that takes what was posted as it is, be it right or wrong, such
// as one that saves a draft. F is the struct of the form: it says which lists of rows the form has,
// so that their buttons work without scripts. Its Check does not run: [ReadForm] calls it.
//
//	var Save = router.NewAction[framework.Posted[ItemsForm]](Items, "save")
type Posted[F any] struct {
	Values url.Values
}

// A rawForm is a [Posted].
type rawForm interface {
	// newCodec returns the codec and the files of F.
	newCodec() (*values.Codec, map[string]files.Rule, error)
	set(ctx context.Context, sent url.Values)
}

func (*Posted[F]) newCodec() (*values.Codec, map[string]files.Rule, error) {
	f, err := newForm[F]()
	return f.codec, f.files, err
}

func (p *Posted[F]) set(_ context.Context, sent url.Values) { p.Values = sent }
