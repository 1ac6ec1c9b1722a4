package framework

import (
	"fmt"
	"testing"
	"time"
)

func TestRateLimit(t *testing.T) {
	l := &rateLimit{perMinute: 60}
	now := time.Now()
	admitted := func(client string) (n int) {
		for l.admit(client, now) == 0 {
			n++
		}
		return n
	}
	if n := admitted("a"); n != 60 {
		t.Errorf("%d at once, want 60", n)
	}
	if after := l.admit("a", now); after != time.Second {
		t.Errorf("retry after %v, want 1s", after)
	}
	if n := admitted("b"); n != 60 {
		t.Errorf("another client: %d", n)
	}
	total := 0
	for range 60 {
		now = now.Add(time.Second)
		total += admitted("a")
	}
	if total != 60 {
		t.Errorf("%d in a minute, want 60", total)
	}
	if l.admit("", now) != 0 || (&rateLimit{}).admit("a", now) != 0 {
		t.Error("a client without a name, or no limit, is limited")
	}
}

func TestRateLimitForgets(t *testing.T) {
	l := &rateLimit{perMinute: 60}
	now := time.Now()
	for n := range 100_000 {
		now = now.Add(10 * time.Millisecond)
		l.admit(fmt.Sprint(n), now)
	}
	if len(l.next) > 4000 {
		t.Errorf("%d clients are remembered", len(l.next))
	}
}
