package bustest

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/goldfish-go/goldfish/bus"
)

// An unreliable is a waker that loses a third of the wake-ups that it sends, doubles a third, and
// delays a third, so that later ones overtake them.
type unreliable struct{ bus.Waker }

func (u *unreliable) Wake(ctx context.Context) error {
	switch rand.N(3) {
	case 0:
		return nil
	case 1:
		if err := u.Waker.Wake(ctx); err != nil {
			return err
		}
		return u.Waker.Wake(ctx)
	}
	go func() {
		time.Sleep(rand.N(300 * time.Millisecond))
		late, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		_ = u.Waker.Wake(late) // it may be after the end of the node
	}()
	return nil
}
