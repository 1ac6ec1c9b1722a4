package main

import (
	"context"
	"database/sql"
	"errors"
	"net/url"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/store"
)

// An Attachment is a file of an application. It belongs to the ID of the draft, also when that was
// sent: so a build that knows no files loses none, whatever it does with the draft.
type Attachment struct {
	files.File
	Person string // ID
	Draft  string // ID
}

// URL is where the file is served.
func (a Attachment) URL() templ.SafeURL {
	return templ.SafeURL("/drafts/" + url.PathEscape(a.Draft) + "/files/" + a.ID)
}

const attachmentQuery = `SELECT file, name, type, size, person, draft FROM attachments WHERE removed = 0 AND person = ? AND draft = ? `

func scanAttachment(scan func(...any) error) (a Attachment, err error) {
	return a, scan(&a.ID, &a.Name, &a.Type, &a.Size, &a.Person, &a.Draft)
}

// Attachments returns the files of a draft, or of the application that it has become.
func (s *Store) Attachments(ctx context.Context, person, draft string) ([]Attachment, error) {
	found, err := s.db.QueryContext(ctx, attachmentQuery+`ORDER BY place`, person, draft)
	return scanAll(found, err, scanAttachment)
}

// Attachment returns a file of an application; [store.ErrNotFound] if there is none.
func (s *Store) Attachment(ctx context.Context, person, draft, file string) (Attachment, error) {
	a, err := scanAttachment(s.db.QueryRowContext(ctx, attachmentQuery+`AND file = ?`, person, draft, file).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		err = store.ErrNotFound
	}
	return a, err
}

// HasFile is the app's [framework.Options.FileInUse].
func (s *Store) HasFile(ctx context.Context, f files.File) (has bool, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT count(*) > 0 FROM attachments WHERE file = ? AND removed = 0`, f.ID).Scan(&has)
	return has, err
}

// addAttachments adds files to a draft. The transaction has touched the draft, so that two forms
// cannot both be the last.
func addAttachments(ctx context.Context, tx *store.Tx, person, draft string, all []files.File) error {
	var n int
	if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM attachments WHERE removed = 0 AND draft = ?`, draft).Scan(&n); err != nil {
		return err
	}
	//mutant:false TestTooManyAttachments: the files of several forms are counted together
	if n+len(all) > attachRule.MaxCount {
		return errTooManyFiles(ctx)
	}
	for _, f := range all {
		_, err := tx.ExecContext(ctx, `INSERT INTO attachments (file, person, draft, name, type, size) VALUES (?, ?, ?, ?, ?, ?)`, f.ID, person, draft, f.Name, f.Type, f.Size)
		if err != nil {
			return err
		}
	}
	return nil
}

// Removed files are marked in a transaction. Their content is deleted after it, and then the rows.
const remove = `UPDATE attachments SET removed = 1 WHERE `

func removeAttachment(ctx context.Context, tx *store.Tx, person, draft, file string) error {
	_, err := tx.ExecContext(ctx, remove+`person = ? AND draft = ? AND file = ?`, person, draft, file)
	return err
}

// removeAttachments removes all files of a draft.
func removeAttachments(ctx context.Context, tx *store.Tx, person, draft string) error {
	_, err := tx.ExecContext(ctx, remove+`person = ? AND draft = ?`, person, draft)
	return err
}

// removeUnowned removes the files of drafts that are gone and were not sent.
func removeUnowned(ctx context.Context, tx *store.Tx) error {
	type key struct{ person, draft string }
	found, err := tx.QueryContext(ctx, `SELECT DISTINCT person, draft FROM attachments WHERE removed = 0 AND draft NOT IN (SELECT draft FROM applications)`)
	all, err := scanAll(found, err, func(scan func(...any) error) (k key, err error) { return k, scan(&k.person, &k.draft) })
	if err != nil {
		return err
	}
	for _, k := range all {
		_, err := Applications.Load(ctx, tx, k.person, k.draft)
		if errors.Is(err, store.ErrNotFound) {
			err = removeAttachments(ctx, tx, k.person, k.draft)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// removed returns the files whose content can be deleted.
func (s *Store) removed(ctx context.Context) ([]string, error) {
	found, err := s.db.QueryContext(ctx, `SELECT file FROM attachments WHERE removed = 1`)
	return scanAll(found, err, func(scan func(...any) error) (id string, err error) { return id, scan(&id) })
}

func forgetAttachment(ctx context.Context, tx *store.Tx, file string) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM attachments WHERE file = ? AND removed = 1`, file)
	return err
}

// scanAll reads all rows of a query.
func scanAll[T any](found *sql.Rows, err error, scan func(func(...any) error) (T, error)) (all []T, _ error) {
	if err != nil {
		return nil, err
	}
	defer found.Close()
	for found.Next() {
		v, err := scan(found.Scan)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, found.Err()
}
