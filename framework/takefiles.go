package framework

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/templ/text"
)

// used are the files that the form has.
func (f *formFiles) used(sent url.Values) (used []files.Upload) {
	for field := range f.rules {
		for _, id := range sent[f.nameIn(sent, field)] {
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
		name := f.nameIn(sent, field)
		if slices.Contains(sent[name], id) {
			errs[field] = sentence
			sent[name] = slices.DeleteFunc(slices.Clone(sent[name]), func(other string) bool { return other == id })
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

// doneElsewhere ends a form whose submission another post has done meanwhile, such as on another
// node. Files that were uploaded before are those that the app has. Those that came with this post
// are copies that nobody has.
func (f *formFiles) doneElsewhere(ctx context.Context) {
	if f == nil {
		return
	}
	// They are deleted below. Where that fails, a sweep finds them, since they are not marked as
	// kept.
	f.taken = slices.DeleteFunc(f.taken, func(u files.Upload) bool { _, copied := f.received[u.ID]; return copied })
	f.succeeded(ctx, nil)
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
