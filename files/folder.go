package files

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// A folder has the content of a file under its ID, and what is known of it under unkept/ID.json or
// kept/ID.json. So a sweep reads nothing of the files that are kept. The description is there
// before the content, and is removed after it: no content is without one. A file that a post has
// taken also has unkept/ID.taker with the name of the post. Only one process can make that.
type folder struct{ dir string }

// Folder returns a store in a folder of the file system. Several processes may use one folder, such
// as those of a deploy. Nobody else should be able to read it. It is made when it is first needed.
func Folder(dir string) Store { return folder{dir} }

const (
	unkept = "unkept"
	kept   = "kept"
)

func (d folder) content(id string) string { return filepath.Join(d.dir, id) }
func (d folder) description(group, id string) string {
	return filepath.Join(d.dir, group, id+".json")
}

func (d folder) Create(_ context.Context, u Upload) error {
	if !ValidID(u.ID) {
		return ErrNotFound
	}
	for _, group := range []string{unkept, kept} {
		if err := os.MkdirAll(filepath.Join(d.dir, group), 0o700); err != nil {
			return err
		}
	}
	return d.describe(unkept, u, false)
}

func (d folder) Find(_ context.Context, id string) (u Upload, err error) {
	if !ValidID(id) {
		return u, ErrNotFound
	}
	text, info, err := read(d.description(unkept, id))
	if errors.Is(err, fs.ErrNotExist) {
		text, info, err = read(d.description(kept, id))
	}
	if errors.Is(err, fs.ErrNotExist) {
		return u, ErrNotFound
	}
	if err != nil {
		return u, err
	}
	if err := json.Unmarshal(text, &u); err != nil {
		return u, err
	}
	u.Offset, u.Changed = 0, info.ModTime()
	if info, err := os.Stat(d.content(id)); err == nil {
		u.Offset = info.Size()
		if info.ModTime().After(u.Changed) {
			u.Changed = info.ModTime()
		}
	}
	return u, nil
}

func read(path string) ([]byte, fs.FileInfo, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, nil, err
	}
	text, err := os.ReadFile(path)
	return text, info, err
}

func (d folder) Take(ctx context.Context, id, taker string) error {
	u, err := d.Find(ctx, id)
	switch {
	case err != nil:
		return err
	case u.State == Arriving:
		return ErrNotFound
	case u.State == Kept:
		return ErrTaken
	}
	claimed, err := d.claim(id, taker)
	if err != nil {
		return err
	}
	// Another post may have had the file until now.
	if u, err = d.Find(ctx, id); err == nil && u.State == Kept {
		err = ErrTaken
	}
	if err == nil {
		u.State, u.Taker = Taken, taker
		err = d.Update(ctx, u)
	}
	if err != nil && claimed {
		_ = os.Remove(d.taker(id))
	}
	return err
}

func (d folder) taker(id string) string { return filepath.Join(d.dir, unkept, id+".taker") }

// claim writes the taker of a file. It reports whether this call did so.
func (d folder) claim(id, taker string) (claimed bool, err error) {
	//mutant:arg(2, os.O_CREATE|os.O_WRONLY) TestFolder: one post has the file
	f, err := os.OpenFile(d.taker(id), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		other, err := os.ReadFile(d.taker(id))
		if err == nil && string(other) == taker {
			return false, nil
		}
		return false, errors.Join(ErrTaken, unlessGone(err))
	}
	if err != nil {
		return false, err
	}
	_, err = f.WriteString(taker)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		_ = os.Remove(d.taker(id))
	}
	return err == nil, err
}

func (d folder) Update(_ context.Context, u Upload) error {
	if !ValidID(u.ID) {
		return ErrNotFound
	}
	if _, err := os.Stat(d.content(u.ID)); err != nil {
		return notFound(err)
	}
	u.Changed = time.Time{}
	durable := u.State == Taken || u.State == Kept
	if durable {
		if err := errors.Join(syncPath(d.content(u.ID)), syncPath(d.dir)); err != nil {
			return err
		}
	}
	group, other := unkept, kept
	if u.State == Kept {
		group, other = kept, unkept
	}
	if err := d.describe(group, u, durable); err != nil {
		return err
	}
	if err := unlessGone(os.Remove(d.description(other, u.ID))); err != nil || u.Taker != "" {
		return err
	}
	// Last: another post that takes the file now finds the state above.
	return unlessGone(os.Remove(d.taker(u.ID)))
}

func (d folder) Open(_ context.Context, id string) (io.ReadSeekCloser, error) {
	if !ValidID(id) {
		return nil, ErrNotFound
	}
	f, err := os.Open(d.content(id))
	if err != nil {
		return nil, notFound(err)
	}
	return f, nil
}

func (d folder) Delete(_ context.Context, id string) error {
	if !ValidID(id) {
		return nil
	}
	for _, path := range []string{d.content(id), d.description(kept, id), d.description(unkept, id), d.taker(id)} {
		if err := unlessGone(os.Remove(path)); err != nil {
			return err
		}
	}
	return nil
}

func (d folder) Unkept(ctx context.Context) iter.Seq2[Upload, error] {
	return func(yield func(Upload, error) bool) {
		entries, err := os.ReadDir(filepath.Join(d.dir, unkept))
		if err != nil {
			if !errors.Is(err, fs.ErrNotExist) {
				yield(Upload{}, err)
			}
			return
		}
		for _, entry := range entries {
			id, ok := strings.CutSuffix(entry.Name(), ".json")
			if !ok {
				d.removeRest(entry)
				continue
			}
			u, err := d.Find(ctx, id)
			if errors.Is(err, ErrNotFound) {
				continue // deleted meanwhile
			}
			if !yield(u, err) {
				return
			}
		}
	}
}

// removeRest removes a description that a killed process has not finished, and the taker of a file
// that is kept or gone.
func (d folder) removeRest(entry fs.DirEntry) {
	name := entry.Name()
	if id, ok := strings.CutSuffix(name, ".taker"); ok {
		if _, err := os.Stat(d.description(unkept, id)); err == nil {
			return
		}
	} else if !strings.HasSuffix(name, ".new") {
		return
	}
	if info, err := entry.Info(); err == nil && time.Since(info.ModTime()) > time.Hour {
		_ = os.Remove(filepath.Join(d.dir, unkept, name))
	}
}

func notFound(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return ErrNotFound
	}
	return err
}

func unlessGone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
