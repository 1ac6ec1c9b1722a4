package files

import (
	"context"
	"errors"
	"io"
	"iter"
	"time"
)

// A State says how far a file has got.
type State string

// The states, in their order.
const (
	Arriving State = ""         // bytes are missing
	Complete State = "complete" // all bytes are there, and no action has the file yet
	Taken    State = "taken"    // an action runs with it, or did not end well
	Kept     State = "kept"     // an action has succeeded with it: the app has the file
)

// An Upload is what a store knows of a file.
type Upload struct {
	ID     string // as in File
	Name   string
	Type   string
	Size   int64
	Owner  string   // ID of the viewer who sends it; empty for a stranger
	Types  []string // that the field takes
	State  State
	Offset int64 // bytes that are there; the store counts them

	// Taker names the post of a form that has taken the file; see Store.Take. If the file is
	// Taken and this is empty, that post has failed, and another one may take the file.
	Taker string `json:",omitempty"`

	// Changed is when bytes came, or the state changed. The store sets it.
	Changed time.Time
}

// File returns the file, for the app.
func (u Upload) File() File { return File{ID: u.ID, Name: u.Name, Type: u.Type, Size: u.Size} }

// Errors of stores.
var (
	ErrNotFound = errors.New("files: there is no such file")
	ErrOffset   = errors.New("files: the bytes do not continue those that are there")
	ErrTaken    = errors.New("files: another post of a form has this file")
)

// A Store keeps files. [Folder] returns one; files/s3 has another. Package files/filestest tests
// them. Methods may be called at the same time. For one file the framework makes one call of
// Append at a time, on one node.
type Store interface {
	// Create adds a file without content. Its ID is new.
	Create(ctx context.Context, u Upload) error

	// Append adds content behind the first offset bytes, and returns how many bytes it has stored,
	// also if it fails. If the file does not have offset bytes, it returns ErrOffset and reads
	// nothing.
	Append(ctx context.Context, id string, offset int64, content io.Reader) (written int64, err error)

	// Find returns what the store knows of a file, or ErrNotFound.
	Find(ctx context.Context, id string) (Upload, error)

	// Take makes a file that is Complete, or Taken by nobody, Taken by this taker, which is not
	// empty. Of several calls at the same time, also on several nodes, one succeeds. The others
	// return ErrTaken. A file that this taker has already is no error. When Take returns, the
	// state and all of the file's content are durable.
	Take(ctx context.Context, id, taker string) error

	// Update replaces what the store knows of a file. If Taker is empty, it ends what Take has
	// begun. A state of Taken or Kept, and all of the file's content, is durable when Update
	// returns.
	Update(ctx context.Context, u Upload) error

	// Open returns the content of a file, or ErrNotFound.
	Open(ctx context.Context, id string) (io.ReadSeekCloser, error)

	// Delete removes a file. A file that is not there is no error.
	Delete(ctx context.Context, id string) error

	// Unkept lists the files that are not Kept.
	Unkept(ctx context.Context) iter.Seq2[Upload, error]
}

// Sweep deletes files that were not changed since a time and that no action has taken. A file whose
// action did not end well is deleted only if inUse is given and returns false. Sweep returns how
// many files it has deleted. It goes on after an error, and returns the first one.
func Sweep(ctx context.Context, s Store, before time.Time, inUse func(context.Context, File) (bool, error)) (deleted int, err error) {
	for u, failed := range s.Unkept(ctx) {
		if failed == nil && u.Changed.Before(before) {
			failed = sweep(ctx, s, u, inUse, &deleted)
		}
		err = errors.Join(err, failed)
		if ctx.Err() != nil {
			break
		}
	}
	return deleted, err
}

func sweep(ctx context.Context, s Store, u Upload, inUse func(context.Context, File) (bool, error), deleted *int) error {
	if u.State == Kept {
		return nil
	}
	//mutant:false TestSweep: what an action may have taken is not deleted without a question
	if u.State == Taken {
		if inUse == nil {
			return nil
		}
		used, err := inUse(ctx, u.File())
		if err != nil {
			return err
		}
		if used {
			u.State = Kept
			return s.Update(ctx, u)
		}
	}
	if err := s.Delete(ctx, u.ID); err != nil {
		return err
	}
	*deleted++
	return nil
}
