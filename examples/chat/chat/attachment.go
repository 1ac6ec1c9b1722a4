package chat

import (
	"context"
	"database/sql"
	"errors"
	"net/url"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/framework"
)

// An Attachment is a file of a message, or of a draft.
type Attachment struct {
	files.File
	Room          string
	Author        string // ID of the person
	Number        int64  // of the message; 0: it is not sent yet
	Width, Height int    // of the image as it is shown, in pixels; 0: it is not shown
}

// URL is where the file is served.
func (a Attachment) URL() templ.SafeURL {
	return templ.SafeURL("/rooms/" + url.PathEscape(a.Room) + "/files/" + a.ID)
}

// visible reports whether a member may have the file. All members may see all rooms, but nobody
// sees what somebody has not sent yet.
func (a Attachment) visible(me Person) bool {
	return a.Number > 0 || a.Number == 0 && a.Author == me.ID
}

// attachedTopic is notified when the files change that a person has not sent yet.
func attachedTopic(me Person, room string) string { return "attached:" + me.ID + "/" + room }

const attachmentQuery = `SELECT file, room, author, number, name, type, size, width, height FROM attachments `

func scanAttachment(scan func(...any) error) (a Attachment, err error) {
	return a, scan(&a.ID, &a.Room, &a.Author, &a.Number, &a.Name, &a.Type, &a.Size, &a.Width, &a.Height)
}

const (
	ofDraft = `WHERE room = ? AND author = ? AND number = 0 `
	inOrder = `ORDER BY added, place, file`
)

// Attached returns the files that a person has attached in a room and not sent yet.
func (s *Store) Attached(ctx context.Context, me Person, room string) ([]Attachment, error) {
	return collect(ctx, s, scanAttachment, attachmentQuery+ofDraft+inOrder, room, me.ID)
}

// attached returns the same in a write.
func (t transaction) attached(ctx context.Context, me Person, room string) ([]Attachment, error) {
	rows, err := t.QueryContext(ctx, t.bind(attachmentQuery+ofDraft+inOrder), room, me.ID)
	return scanAll(rows, err, scanAttachment)
}

// filesOf returns the files of a message in a write.
func (t transaction) filesOf(ctx context.Context, room string, number int64) ([]Attachment, error) {
	rows, err := t.QueryContext(ctx, t.bind(attachmentQuery+`WHERE room = ? AND number = ? `+inOrder), room, number)
	return scanAll(rows, err, scanAttachment)
}

// addFiles reads the files of messages. The condition finds those of all of them.
func (s *Store) addFiles(ctx context.Context, messages []Message, condition string, args ...any) error {
	found, err := collect(ctx, s, scanAttachment, attachmentQuery+`WHERE number > 0 AND `+condition+` `+inOrder, args...)
	for _, a := range found {
		for i := range messages {
			if m := &messages[i]; m.Room == a.Room && m.Number == a.Number && !m.Deleted {
				m.Files = append(m.Files, a)
			}
		}
	}
	return err
}

// Attachment returns a file of a room. It reports whether there is one.
func (s *Store) Attachment(ctx context.Context, room, id string) (a Attachment, ok bool, err error) {
	a, err = scanAttachment(s.row(ctx, attachmentQuery+`WHERE room = ? AND file = ?`, room, id).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return a, false, nil
	}
	return a, err == nil, err
}

// HasFile is the app's [framework.Options.FileInUse].
func (s *Store) HasFile(ctx context.Context, f files.File) (has bool, err error) {
	err = s.row(ctx, `SELECT count(*) > 0 FROM attachments WHERE file = ? AND number >= 0`, f.ID).Scan(&has)
	return has, err
}

// attach adds files to what a person has not sent yet, and gives up those that waited too long.
func (s *Store) attach(ctx context.Context, tx transaction, me Person, room string, attached []Attachment) error {
	now := s.now()
	// The row of the room is held until the commit, so that two forms cannot both be the last.
	var newest, waiting int64
	if err := tx.row(ctx, `UPDATE rooms SET newest = newest WHERE id = ? RETURNING newest`, room).Scan(&newest); err != nil {
		return err
	}
	if err := tx.row(ctx, `SELECT count(*) FROM attachments `+ofDraft, room, me.ID).Scan(&waiting); err != nil {
		return err
	}
	//mutant:false TestTooManyFiles: the files of several forms are counted together
	if int(waiting)+len(attached) > maxAttached {
		return framework.FieldErrors{"files": textWith(ctx, "A message has at most %d files.", maxAttached)}
	}
	tx.Notify(attachedTopic(me, room))
	err := tx.giveUp(ctx, now.Add(-attachedTime).UnixMilli())
	for i, a := range attached {
		err = errors.Join(err, tx.exec(ctx, `INSERT INTO attachments (file, room, author, number, added, place, name, type, size, width, height) VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?)`,
			a.ID, room, me.ID, now.UnixMilli(), i, a.Name, a.Type, a.Size, a.Width, a.Height))
	}
	return err
}

// giveUp marks files to be deleted that were added before a time and not sent.
func (t transaction) giveUp(ctx context.Context, before int64) error {
	rows, err := t.QueryContext(ctx, t.bind(`UPDATE attachments SET number = -1 WHERE number = 0 AND added < ? RETURNING author, room`), before)
	topics, err := scanAll(rows, err, func(scan func(...any) error) (string, error) {
		var author Person
		var room string
		err := scan(&author.ID, &room)
		return attachedTopic(author, room), err
	})
	t.Notify(topics...)
	return err
}

// unneeded returns the files whose content can be deleted.
func (s *Store) unneeded(ctx context.Context) ([]string, error) {
	return collect(ctx, s, func(scan func(...any) error) (id string, err error) { return id, scan(&id) }, `SELECT file FROM attachments WHERE number = -1`)
}
