package s3

import (
	"context"
	"crypto/md5"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/minio/minio-go/v7"

	"github.com/goldfish-go/goldfish/files"
)

// taker is the object with the name of the post that has a file.
func (s *Store) taker(id string, round int) string {
	return fmt.Sprintf("%s%s/%s.taker-%d", s.prefix, unkept, id, round)
}

// Take implements [files.Store]. Before the first file is taken, it checks the bucket.
func (s *Store) Take(ctx context.Context, id, taker string) error {
	r, err := s.record(ctx, id)
	switch {
	case err != nil:
		return err
	case r.State == files.Arriving:
		return files.ErrNotFound
	case r.State == files.Kept:
		return files.ErrTaken
	}
	if !s.checked.Load() {
		if err := s.Check(ctx); err != nil {
			return err
		}
	}
	claimed, err := s.claim(ctx, id, r.Round, taker)
	if err != nil {
		return err
	}
	round := r.Round
	// Another post may have had the file until now, and have ended the round.
	//mutant:false(2.2) TestGivenBackMeanwhile
	if r, err = s.record(ctx, id); err == nil && (r.State == files.Kept || r.Round != round) {
		err = files.ErrTaken
	}
	if err == nil {
		u := r.Upload
		u.State, u.Taker = files.Taken, taker
		err = s.Update(ctx, u)
	}
	if err != nil && claimed {
		_ = s.remove(context.WithoutCancel(ctx), s.taker(id, round))
	}
	return err
}

// claim writes the taker of a file, and reports whether this call did so. One post has the file in
// each round. The next round begins when the post gives it back, and has an object of its own: a
// request to remove the old one, which the client may repeat, does not touch the next taker.
func (s *Store) claim(ctx context.Context, id string, round int, taker string) (claimed bool, err error) {
	name := s.taker(id, round)
	sum := md5.Sum([]byte(taker))
	//mutant:arg(6, false) TestS3: one post has the file
	err = s.put(ctx, name, strings.NewReader(taker), int64(len(taker)), base64.StdEncoding.EncodeToString(sum[:]), true)
	if !errors.Is(err, errExists) {
		return err == nil, err
	}
	body, _, _, err := s.client.GetObject(ctx, s.bucket, name, minio.GetObjectOptions{})
	if err = s.failure("read the taker of a file", err); err != nil {
		if errors.Is(err, files.ErrNotFound) {
			err = nil // given back meanwhile
		}
		return false, errors.Join(files.ErrTaken, err)
	}
	defer body.Close()
	other, err := io.ReadAll(io.LimitReader(body, maxDescription))
	if err != nil {
		return false, s.failure("read the taker of a file", err)
	}
	if string(other) == taker {
		return false, nil // this call may have written it, if its answer was lost
	}
	return false, files.ErrTaken
}
