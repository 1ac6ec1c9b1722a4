package framework

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/internal/uploads"
	"github.com/goldfish-go/goldfish/templ/markup"
	"github.com/goldfish-go/goldfish/templ/text"
)

// formFiles are the files of one post of a form. See the comment of package files for their states.
type formFiles struct {
	store    files.Store
	rules    map[string]files.Rule // by the key of the field
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

// A receivedFile came with the form.
type receivedFile struct {
	field string
	sum   string // of the content
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
func (rq *request[V]) newFormFiles(rules map[string]files.Rule) *formFiles {
	if len(rules) == 0 {
		return nil
	}
	o := &rq.app.options
	return &formFiles{
		store: o.Files, rules: rules, owner: rq.viewer.ID, expire: o.FilesExpireAfter, log: o.Logger, texts: rq.texts(),
		received: map[string]receivedFile{}, refused: FieldErrors{}, found: map[string]files.Upload{}, taker: files.NewID(),
	}
}

// maxBytes is how much longer a body may be for its files. A file that is a little too large gets
// an error at its field; if all are far too large, the app answers 413.
func (f *formFiles) maxBytes() int64 {
	var sum int64
	for _, rule := range f.rules {
		one := 2 * rule.MaxSize
		if one > (1<<62)/int64(rule.MaxCount)-sum {
			return 1 << 62
		}
		sum += one * int64(rule.MaxCount)
	}
	return sum
}

// readFiles reads a multipart form, and streams its files to the store.
func (rq *request[V]) readFiles() error {
	parts, err := rq.r.MultipartReader()
	if err != nil {
		return err
	}
	limits := uploads.Limits{Bytes: rq.app.options.MaxFormBytes, Fields: rq.app.options.MaxFormFields}
	form, err := uploads.ReadForm(parts, limits, func(field, name string, content io.Reader) (string, error) {
		return rq.files.receive(rq.r.Context(), field, name, content)
	})
	switch {
	case errors.Is(err, uploads.ErrTooManyFields):
		return errTooManyFields
	case errors.Is(err, uploads.ErrTooLarge):
		return &http.MaxBytesError{Limit: limits.Bytes}
	case errors.Is(err, io.EOF):
		return io.ErrUnexpectedEOF // the end of the last part is missing
	}
	rq.r.PostForm = form
	return err
}

// receive stores one file, or notes why it is refused. A refused file does not end the form.
func (f *formFiles) receive(ctx context.Context, field, name string, content io.Reader) (id string, err error) {
	rule, known := f.rules[field]
	name = files.CleanName(name)
	if !known {
		return "", nil
	}
	count := 0
	for _, other := range f.received {
		if other.field == field {
			count++
		}
	}
	//mutant:false TestTooManyFormFiles: no more files are stored than a field takes
	if count >= rule.MaxCount {
		f.refused[field] = text.Fill(f.texts.TooManyFiles, "max", strconv.Itoa(rule.MaxCount))
		return "", nil
	}
	sum := &uploads.Summed{Reader: content}
	u := files.Upload{ID: files.NewID(), Name: name, Owner: f.owner, Types: rule.Types}
	u, err = uploads.Receive(ctx, f.store, u, rule.MaxSize, sum)
	if sentence := fileSentence(f.texts, name, err); sentence != "" {
		f.refused[field] = sentence
		return "", nil
	}
	if err != nil {
		return "", err
	}
	f.received[u.ID] = receivedFile{field, sum.String()}
	f.found[u.ID] = u
	return u.ID, nil
}

// fileSentence says why a file is refused. It returns "" for other errors.
func fileSentence(t *text.Texts, name string, err error) string {
	if !uploads.Refused(err) {
		return ""
	}
	if large, ok := errors.AsType[uploads.SizeError](err); ok {
		return text.Fill(t.FileTooLarge, "name", name, "max", text.Bytes(t, large.Max))
	}
	if errors.Is(err, uploads.ErrEmpty) {
		return text.Fill(t.FileEmpty, "name", name)
	}
	return text.Fill(t.FileWrongType, "name", name)
}

// resolve looks up the files that a form refers to. It leaves those that cannot be used out of the
// form, and returns an error for each of their fields.
func (f *formFiles) resolve(ctx context.Context, sent url.Values) FieldErrors {
	if f == nil {
		return nil
	}
	errs := FieldErrors{}
	for field, rule := range f.rules {
		var ids []string
		for _, id := range sent[field] {
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
		if sent[field] = ids; len(ids) == 0 {
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
	//mutant:false TestFileOnce: a file that the app has belongs to one form
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
		for _, id := range sent[field] {
			if u, ok := f.found[id]; ok {
				shown[field] = append(shown[field], markup.File{ID: id, Name: u.Name, Size: u.Size})
			}
		}
	}
	return shown
}

// used are the files that the form has.
func (f *formFiles) used(sent url.Values) (used []files.Upload) {
	for field := range f.rules {
		for _, id := range sent[field] {
			if u, ok := f.found[id]; ok {
				used = append(used, u)
			}
		}
	}
	slices.SortFunc(used, func(a, b files.Upload) int { return strings.Compare(a.ID, b.ID) })
	return used
}

// take takes the files of a form before its action runs. A file that another post has is refused,
// and the form gives back the others. All posts take them in the same order, so one gets them all.
func (f *formFiles) take(ctx context.Context, sent url.Values) error {
	if f == nil {
		return nil
	}
	if f.failed != nil {
		return errUnavailable(f.failed)
	}
	ctx = context.WithoutCancel(ctx)
	for _, u := range f.used(sent) {
		//mutant:set(error(nil)) TestFilesAreTakenBeforeTheAction
		err := f.store.Take(ctx, u.ID, f.taker)
		if err == nil {
			f.taken = append(f.taken, u)
			continue
		}
		if !errors.Is(err, files.ErrTaken) && !errors.Is(err, files.ErrNotFound) {
			f.release(ctx, files.Complete)
			return errUnavailable(err)
		}
		sentence := f.texts.FileGone
		if errors.Is(err, files.ErrTaken) {
			sentence = text.Fill(f.texts.FileTaken, "name", u.Name)
		}
		return f.without(sent, u.ID, sentence)
	}
	return nil
}

// without takes a file that cannot be used out of the form, and returns the error of its field.
func (f *formFiles) without(sent url.Values, id, sentence string) FieldErrors {
	errs := FieldErrors{}
	for field := range f.rules {
		if slices.Contains(sent[field], id) {
			errs[field] = sentence
			sent[field] = slices.DeleteFunc(slices.Clone(sent[field]), func(other string) bool { return other == id })
		}
	}
	return errs
}

// setState changes the state of the files that this post has taken, and ends that.
func (f *formFiles) setState(ctx context.Context, state files.State) (err error) {
	for _, u := range f.taken {
		u.State, u.Taker = state, ""
		err = errors.Join(err, f.store.Update(context.WithoutCancel(ctx), u))
	}
	f.taken = nil
	return err
}

// succeeded marks the files of an action that has succeeded.
func (f *formFiles) succeeded(ctx context.Context, sent url.Values) {
	if f == nil {
		return
	}
	if err := f.setState(ctx, files.Kept); err != nil {
		f.log.Error("goldfish: files of a form are not marked as kept; they are not swept", "err", err)
	}
	f.discardUnused(ctx, sent)
}

// release lets another post take the files. They are Complete if the app does not have them, and
// still Taken if nobody knows.
func (f *formFiles) release(ctx context.Context, state files.State) {
	if f == nil {
		return
	}
	//mutant:set(error(nil)) TestFilesOfAnActionThatFails
	err := f.setState(ctx, state)
	if err != nil {
		f.log.Error("goldfish: files of a form that was not accepted are still marked as taken", "err", err)
	}
}

// refusedBy ends a form that is refused: its files can be sent with it again. shown reports whether
// the answer refers to the files that came with the form.
func (f *formFiles) refusedBy(ctx context.Context, sent url.Values, shown bool) {
	if f == nil {
		return
	}
	f.release(ctx, files.Complete)
	if !shown {
		sent = nil
	}
	f.discardUnused(ctx, sent)
}

// discardUnused deletes files that came with the form, and that the form does not have any more.
func (f *formFiles) discardUnused(ctx context.Context, sent url.Values) {
	if f == nil {
		return
	}
	ctx = context.WithoutCancel(ctx)
	has := f.used(sent)
	for id := range f.received {
		if slices.ContainsFunc(has, func(u files.Upload) bool { return u.ID == id }) {
			continue
		}
		//mutant:set(error(nil)) TestFormFilesBadInput: nothing is left of a form that is not accepted
		err := f.store.Delete(ctx, id)
		if err != nil {
			f.log.Error("goldfish: a file that nobody needs is not deleted yet", "err", err)
		}
	}
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

func isMultipart(r *http.Request) bool {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return kind == "multipart/form-data"
}
