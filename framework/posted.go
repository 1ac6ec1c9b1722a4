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
//
// If F has files, those that may not be used, or are too large, refuse the form: the action does
// not run. [files.RuleOf] takes F.
type Posted[F any] struct {
	Values url.Values
	Files  map[string][]files.File // by field; Values have their IDs
}

// A rawForm is a [Posted].
type rawForm interface {
	// newCodec returns the codec and the files of F.
	newCodec() (*values.Codec, map[string]files.Rule, error)
	set(ctx context.Context, sent url.Values) FieldErrors
}

func (*Posted[F]) newCodec() (*values.Codec, map[string]files.Rule, error) {
	f, err := newForm[F]()
	return f.codec, f.files, err
}

func (p *Posted[F]) set(ctx context.Context, sent url.Values) FieldErrors {
	p.Values = sent
	f := formFilesOf(ctx)
	if f == nil {
		return FieldErrors{}
	}
	//mutant:set(FieldErrors{}) TestPostedFiles: an action gets no file that may not be used
	errs := f.resolve(ctx, sent)
	p.Files = map[string][]files.File{}
	for field := range f.rules {
		for _, id := range sent[f.nameIn(sent, field)] {
			p.Files[field] = append(p.Files[field], f.found[id].File())
		}
	}
	return errs
}
