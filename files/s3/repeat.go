package s3

import (
	"context"
	"io"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/minio/minio-go/v7"
)

const (
	writeTries   = 5
	firstBackoff = 200 * time.Millisecond
	maxBackoff   = time.Second
)

// write sends content, and sends it again if the bucket or the way to it fails for a moment.
//
// Each try reads the content from the start by a reader of its own. The client would seek one
// reader to its start again, while a connection that was answered early may still read from it.
func write(ctx context.Context, content io.ReaderAt, size int64, send func(io.Reader) error) error {
	wait := firstBackoff
	for try := 1; ; try++ {
		// The client repeats nothing itself if it cannot seek.
		err := send(struct{ io.Reader }{io.NewSectionReader(content, 0, size)})
		if err == nil || try == writeTries || !isTemporary(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(wait/2 + rand.N(wait/2)):
		}
		wait = min(2*wait, maxBackoff)
	}
}

// isTemporary reports whether a request may succeed when it is sent again. An error without a
// status is one of the network.
func isTemporary(err error) bool {
	switch status := minio.ToErrorResponse(err).StatusCode; status {
	case 0, http.StatusRequestTimeout, http.StatusTooManyRequests:
		return true
	default:
		return status >= 500
	}
}
