package redis

import (
	"context"
	"errors"
	"math/rand/v2"
	"net"
	"time"
)

func isTimeout(err error) bool {
	var n net.Error
	return errors.As(err, &n) && n.Timeout()
}

// pause waits before the next connection.
func pause(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(100*time.Millisecond + rand.N(time.Second)):
	}
}
