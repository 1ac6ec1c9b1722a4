package files

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
)

// describe writes what is known of a file, all or nothing.
func (d folder) describe(group string, u Upload, durable bool) error {
	text, err := json.Marshal(u)
	if err != nil {
		return err
	}
	path := d.description(group, u.ID)
	f, err := os.CreateTemp(filepath.Dir(path), "*.new")
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err == nil && durable {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return err
	}
	if durable {
		return syncPath(filepath.Dir(path))
	}
	return nil
}

func syncPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// buffers are for copying: 128 KiB each.
var buffers = sync.Pool{New: func() any { b := make([]byte, 128<<10); return &b }}

func (d folder) Append(ctx context.Context, id string, offset int64, content io.Reader) (written int64, err error) {
	u, err := d.Find(ctx, id)
	if err != nil {
		return 0, err
	}
	//mutant:false TestFolder: bytes that do not continue the file are refused
	if u.Offset != offset {
		return 0, ErrOffset
	}
	f, err := os.OpenFile(d.content(id), os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return 0, err
	}
	written, err = copyTo(newGradualWriter(f, offset), content)
	return written, errors.Join(err, f.Close())
}

// copyTo copies in large steps, however small those of the reader are: a part of a multipart form
// is read by 4 KiB at a time. What was read before an error is written.
func copyTo(w io.Writer, r io.Reader) (written int64, err error) {
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	for err == nil {
		n := 0
		for n < len(*buffer) && err == nil {
			var read int
			read, err = r.Read((*buffer)[n:])
			n += read
		}
		stored, failed := w.Write((*buffer)[:n])
		written += int64(stored)
		if failed != nil {
			return written, failed
		}
	}
	if err == io.EOF {
		err = nil
	}
	return written, err
}
