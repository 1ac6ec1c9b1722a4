package framework

import (
	"context"
	"log/slog"
	"net/url"
	"time"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/internal/values"
	"github.com/goldfish-go/goldfish/templ/text"
)

// formFiles are the files of one post of a form. See the comment of package files for their states.
type formFiles struct {
	store    files.Store
	rules    map[string]files.Rule // by the key of the field
	codec    *values.Codec
	owner    string
	expire   time.Duration
	log      *slog.Logger
	texts    *text.Texts
	check    bool                    // the form is checked, not submitted
	received map[string]receivedFile // with the form, by ID
	refused  FieldErrors             // of files that came with the form
	failed   error                   // of the store

	found map[string]files.Upload // files that the form refers to, by ID
	taker string                  // names this post
	taken []files.Upload
}

type formFilesKey struct{}

// formFilesOf returns the files of the form that is read, or nil if its type has none.
func formFilesOf(ctx context.Context) *formFiles {
	f, _ := ctx.Value(formFilesKey{}).(*formFiles)
	return f
}

// context returns the context of checks and actions.
func (f *formFiles) context(ctx context.Context) context.Context {
	if f == nil {
		return ctx
	}
	return context.WithValue(ctx, formFilesKey{}, f)
}

// newFormFiles returns nil if the form has no files.
func (rq *request[V]) newFormFiles(action action[V]) *formFiles {
	if len(action.files) == 0 {
		return nil
	}
	o := &rq.app.options
	return &formFiles{
		store: o.Files, rules: action.files, codec: action.form.codecOf(), owner: rq.viewer.ID, expire: o.FilesExpireAfter, log: o.Logger, texts: rq.texts(),
		received: map[string]receivedFile{}, refused: FieldErrors{}, found: map[string]files.Upload{}, taker: files.NewID(),
	}
}

// nameIn returns the name that a posted form has for a field: a page of an older build may have a
// former one.
func (f *formFiles) nameIn(sent url.Values, field string) string {
	if _, ok := sent[field]; ok {
		return field
	}
	for name := range sent {
		//mutant:false TestFormFilesOfAnOlderBuild: a renamed field has its files
		if f.codec.CurrentName(name) == field {
			return name
		}
	}
	return field
}

// forHash returns the form with the content of files in place of their random IDs: two posts of
// the same files are equal.
func (f *formFiles) forHash(form url.Values) url.Values {
	if f == nil {
		return form
	}
	same := url.Values{}
	for name, all := range form {
		for _, value := range all {
			if file, ok := f.received[value]; ok {
				value = file.sum + " " + f.found[value].Name
			}
			same.Add(name, value)
		}
	}
	return same
}
