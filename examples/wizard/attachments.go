package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/store"
)

// An AttachForm adds files to an application. It is a form of its own, beside that of the step: so
// the step is saved as the person types, also while a large file is on its way. Without scripts the
// files are sent with the step: see postedDocuments.
type AttachForm struct {
	Files []files.File `url:"files" file:"max=25MB,count=8,types=application/pdf image/*"`
}

// postedDocuments is the form of the step as it is posted. The draft has no files: see Attachment.
type postedDocuments struct {
	DocumentsForm
	AttachForm
}

// A DetachForm removes a file from an application.
type DetachForm struct {
	File string `url:"file"`
}

var attachRule = files.RuleOf[AttachForm]("files")

// attach adds files to a draft. Other devices show them at once.
func (w *Wizard) attach(ctx context.Context, me Person, u StepURL, f AttachForm) (router.URL, error) {
	if len(f.Files) == 0 {
		return framework.Stay, nil // another submit of this tab has added the files meanwhile
	}
	return framework.Stay, w.store.live.Write(ctx, func(tx *store.Tx) error { return w.addFiles(ctx, tx, me, u, f.Files) })
}

// addFiles adds files to a draft in a write. If the draft is gone, the form is refused: so these
// files are swept.
func (w *Wizard) addFiles(ctx context.Context, tx *store.Tx, me Person, u StepURL, all []files.File) error {
	tx.Next(framework.Stay)
	_, err := Applications.Touch(ctx, tx, me.ID, u.ID)
	if errors.Is(err, store.ErrNotFound) {
		err = framework.FieldErrors{"files": text(ctx, "There is no such draft, or not any more.")}
	}
	//mutant:false TestAttachToADraftThatIsGone: no files are added to a draft that is gone
	if err != nil {
		return err
	}
	return addAttachments(ctx, tx, me.ID, u.ID, all)
}

// errTooManyFiles refuses files of an application that would have too many.
func errTooManyFiles(ctx context.Context) error {
	return framework.FieldErrors{"files": fmt.Sprintf(text(ctx, "There can be at most %d files."), attachRule.MaxCount)}
}

// detach removes a file from a draft, on all devices. If another device was first, nothing happens.
func (w *Wizard) detach(ctx context.Context, me Person, u StepURL, f DetachForm) (router.URL, error) {
	err := w.store.live.Write(ctx, func(tx *store.Tx) error {
		tx.Next(framework.Stay)
		_, err := Applications.Touch(ctx, tx, me.ID, u.ID)
		//mutant:false TestAttachmentsOfSentApplication: a sent application keeps its files
		if err != nil {
			return err
		}
		return removeAttachment(ctx, tx, me.ID, u.ID, f.File)
	})
	if errors.Is(err, store.ErrNotFound) {
		_, err = w.draft(ctx, me, u.ID)
	}
	if err == nil {
		w.deleteFiles(ctx)
	}
	return framework.Stay, err
}

// sweep removes the files of drafts that are gone: they have expired, or a build without files has
// deleted them. It is called when the process starts, and then every hour.
func (w *Wizard) sweep(ctx context.Context) {
	err := w.store.live.Write(store.WithoutSubmission(ctx), func(tx *store.Tx) error { return removeUnowned(ctx, tx) })
	if err != nil {
		w.store.log("the files of drafts that are gone are not removed yet", err)
	}
	w.deleteFiles(ctx)
}

// deleteFiles deletes the content of removed files, after the commit. If the process is killed in
// between, the next call goes on.
func (w *Wizard) deleteFiles(ctx context.Context) {
	ctx = store.WithoutSubmission(context.WithoutCancel(ctx))
	ids, err := w.store.removed(ctx)
	for _, id := range ids {
		if err == nil {
			err = w.store.files.Delete(ctx, id)
		}
		if err == nil {
			err = w.store.live.Write(ctx, func(tx *store.Tx) error { return forgetAttachment(ctx, tx, id) })
		}
	}
	if err != nil {
		w.store.log("files that nobody needs are not all deleted yet", err)
	}
}
