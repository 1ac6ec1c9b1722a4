package framework

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"time"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/internal/uploads"
	"github.com/goldfish-go/goldfish/templ/markup"
	"github.com/goldfish-go/goldfish/templ/text"
)

// resolve looks up the files that a form refers to. It leaves those that cannot be used out of the
// form, and returns an error for each of their fields.
func (f *formFiles) resolve(ctx context.Context, sent url.Values) FieldErrors {
	if f == nil {
		return nil
	}
	errs := FieldErrors{}
	for field, rule := range f.rules {
		var ids []string
		name := f.nameIn(sent, field)
		for _, id := range sent[name] {
			sentence := ""
			if id != "" && !slices.Contains(ids, id) {
				if sentence = f.find(ctx, rule, id); sentence == "" {
					ids = append(ids, id)
				}
			}
			if sentence != "" && !f.check {
				errs[field] = sentence
			}
		}
		if !rule.Many && len(ids) > 1 {
			ids = []string{f.newest(ids)}
		}
		if len(ids) > rule.MaxCount {
			errs[field] = text.Fill(f.texts.TooManyFiles, "max", strconv.Itoa(rule.MaxCount))
		}
		sent[name] = ids
		// A former name stays: the error is for the field of the page that has it.
		if len(ids) == 0 && name == field {
			delete(sent, field)
		}
		if f.refused[field] != "" {
			errs[field] = f.refused[field]
		}
	}
	return errs
}

// newest returns the file that came with the form: it replaces one that came before.
func (f *formFiles) newest(ids []string) string {
	for _, id := range ids {
		if _, ok := f.received[id]; ok {
			return id
		}
	}
	return ids[len(ids)-1]
}

// find looks up one file. It returns a sentence if the form may not use it.
func (f *formFiles) find(ctx context.Context, rule files.Rule, id string) (sentence string) {
	if !files.ValidID(id) {
		if !f.check {
			f.log.Warn("goldfish: a form sent the name of a file and not the file: set markup.Form.Files", "value", fmt.Sprintf("%.40q", id))
		}
		return f.texts.FileIncomplete
	}
	u, err := f.store.Find(ctx, id)
	switch {
	case errors.Is(err, files.ErrNotFound):
		return f.texts.FileGone
	case err != nil:
		f.failed = err
		return f.texts.FileIncomplete
	//mutant:false TestFileOfSomebodyElse: a file belongs to the viewer who has sent it
	case u.Owner != "" && u.Owner != f.owner:
		return f.texts.FileGone
	case u.State == files.Arriving:
		return f.texts.FileIncomplete
	case u.State == files.Kept:
		return text.Fill(f.texts.FileTaken, "name", u.Name)
	//mutant:false TestFileThatExpires: what may be swept now is not taken any more
	case u.State == files.Complete && time.Since(u.Changed) > f.expire:
		return f.texts.FileGone
	case u.Size > rule.MaxSize:
		return fileSentence(f.texts, u.Name, uploads.SizeError{Max: rule.MaxSize})
	//mutant:false TestFileOfAnotherField: the rule of this field counts
	case !rule.Accepts(u.Type):
		return fileSentence(f.texts, u.Name, uploads.TypeError{Type: u.Type})
	}
	f.found[id] = u
	return ""
}

// fill completes the files of a form that has been read: they have only their IDs.
func (f *formFiles) fill(v reflect.Value) {
	if f == nil {
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		if file, ok := v.Addr().Interface().(*files.File); ok {
			*file = f.found[file.ID].File()
			return
		}
		for i := range v.NumField() {
			if field := v.Field(i); field.CanSet() || v.Type().Field(i).Anonymous {
				f.fill(field)
			}
		}
	case reflect.Slice:
		if list, ok := v.Interface().([]files.File); ok {
			for i := range list {
				list[i] = f.found[list[i].ID].File()
			}
		}
	}
}

// fileValues are the files of a refused form, for its markup.
func (f *formFiles) fileValues(sent url.Values) map[string][]markup.File {
	if f == nil {
		return nil
	}
	shown := map[string][]markup.File{}
	for field := range f.rules {
		for _, id := range sent[f.nameIn(sent, field)] {
			if u, ok := f.found[id]; ok {
				shown[field] = append(shown[field], markup.File{ID: id, Name: u.Name, Size: u.Size})
			}
		}
	}
	return shown
}
