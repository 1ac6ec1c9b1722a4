package s3

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/goldfish-go/goldfish/files"
)

// grace is how long what has arrived may still be stored after a request was cut.
const grace = 30 * time.Second

// errEnded refuses more bytes than a file has.
var errEnded = errors.New("files/s3: the file has all of its bytes")

// Append implements [files.Store]. It stores what has arrived also if ctx is canceled: the
// connection of the browser may be cut.
func (s *Store) Append(ctx context.Context, id string, offset int64, content io.Reader) (written int64, err error) {
	r, err := s.arriving(ctx, id)
	if err != nil {
		return 0, err
	}
	var p progress
	if r.State != files.Arriving {
		p.stored, p.whole = r.Bytes, true
	} else if p, err = s.progress(ctx, r); err != nil {
		return 0, err
	}
	//mutant:false TestS3: bytes that do not continue the file are refused
	if p.stored+p.tail != offset {
		return 0, files.ErrOffset
	}
	if p.whole {
		n, err := io.ReadFull(content, make([]byte, 1))
		if n > 0 {
			return 0, errEnded
		}
		return 0, withoutEOF(err)
	}
	//mutant:set(ctx, func() {}) TestCut: the rest is stored although the request has ended
	ctx, cancel := detach(ctx)
	defer cancel()
	a := appending{s, &r, &p, nil, offset}
	if a.spool, err = newSpool(); err != nil {
		return 0, err
	}
	defer a.spool.close()
	err = a.run(ctx, content)
	written = a.durable - offset
	//mutant:false TestDeletedMeanwhile: nothing is left of a file that is deleted
	if err == nil || written > 0 {
		err = errors.Join(err, s.unlessDeleted(ctx, id))
	}
	return written, err
}

// detach returns a context that outlives another one by the grace.
func detach(ctx context.Context) (context.Context, context.CancelFunc) {
	detached, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(grace, cancel) })
	return detached, func() { stop(); cancel() }
}

// unlessDeleted deletes what was appended to a file that was deleted meanwhile.
func (s *Store) unlessDeleted(ctx context.Context, id string) error {
	_, err := s.arriving(ctx, id)
	if errors.Is(err, files.ErrNotFound) {
		err = errors.Join(err, s.Delete(ctx, id))
	}
	return err
}

// An appending is one call of Append.
type appending struct {
	*Store
	record  *record
	at      *progress
	spool   *spool // what is not yet a part
	durable int64  // bytes of the file that are stored
}

func (a *appending) run(ctx context.Context, content io.Reader) error {
	if a.at.tail > 0 {
		if err := a.load(ctx, a.spool, *a.record, *a.at); err != nil {
			return err
		}
	}
	known := a.spool.size // bytes that are stored as the tail
	size := partSize(a.record.Size)
	for {
		cut, broken := a.spool.fill(size, content)
		if broken != nil {
			return broken
		}
		// A tail of another build may be longer than a part of this one.
		if a.spool.size >= size {
			if err := a.addPart(ctx); err != nil {
				return err
			}
			known = 0
		}
		if cut == nil {
			continue
		}
		if cut == io.EOF && len(a.at.parts) > 0 && a.at.stored+a.spool.size == a.record.Size {
			return a.finish(ctx)
		}
		isEmpty := cut == io.EOF && len(a.at.parts) == 0 && !a.at.hasTail
		if a.spool.size > known || isEmpty {
			if err := a.addTail(ctx); err != nil {
				return errors.Join(withoutEOF(cut), err)
			}
		}
		return withoutEOF(cut)
	}
}

func withoutEOF(err error) error {
	if err == io.EOF {
		return nil
	}
	return err
}

// addPart stores what is in the spool as the next part.
func (a *appending) addPart(ctx context.Context) error {
	if a.record.Multipart == "" || a.at.lost {
		if err := a.begin(ctx, a.record); err != nil {
			return err
		}
		a.at.lost = false
	}
	tail := a.tail(a.record.ID, len(a.at.parts)+1)
	part, err := a.putPart(ctx, *a.record, len(a.at.parts)+1, a.spool)
	if err != nil {
		return err
	}
	a.at.parts = append(a.at.parts, part)
	a.at.stored += a.spool.size
	a.durable = max(a.durable, a.at.stored)
	a.spool.clear()
	if a.at.hasTail {
		a.at.tail, a.at.hasTail = 0, false
		return a.remove(ctx, tail)
	}
	return nil
}

// addTail stores what is in the spool until more arrives.
func (a *appending) addTail(ctx context.Context) error {
	content, size, sum := a.spool.content()
	if err := a.put(ctx, a.tail(a.record.ID, len(a.at.parts)+1), content, size, sum, false); err != nil {
		return err
	}
	a.at.tail, a.at.hasTail = size, true
	a.durable = max(a.durable, a.at.stored+size)
	return nil
}

// finish stores the last part, and makes the content one object.
func (a *appending) finish(ctx context.Context) error {
	if a.spool.size > 0 {
		if err := a.addPart(ctx); err != nil {
			return err
		}
	}
	_, err := a.join(ctx, *a.record, *a.at)
	return err
}
