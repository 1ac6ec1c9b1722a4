package live

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// load makes a client wait for a load, and returns its error.
func load(h *testHub, client string, key any, loader Loader[*event]) <-chan error {
	result := make(chan error, 1)
	go func() {
		screen := h.Open(key, loader)
		defer screen.Release()
		_, err := screen.LoadNow(context.Background(), client)
		result <- err
	}()
	synctest.Wait()
	return result
}

func loggedTo(h *testHub) *bytes.Buffer {
	var log bytes.Buffer
	h.Log = slog.New(slog.NewTextHandler(&log, nil))
	return &log
}

// A load that waits is refused when its route goes down, not when it would have its turn.
func TestWaitingLoadsAreRefused(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		loggedTo(h)
		h.MaxConcurrentLoads = 1
		bad := newHanging("bad")
		defer close(bad.let)
		var all []<-chan error
		for n := range 10 {
			all = append(all, load(h, fmt.Sprint(n), n, bad))
		}
		running := h.Count().Loads.Running
		time.Sleep(h.LoadTimeout + hungAfter)
		refused := 0
		for _, result := range all {
			if _, ok := errors.AsType[*DownError](<-result); ok {
				refused++
			}
		}
		want(t, "refused", refused, 10-running)
		want(t, "waiting", h.Count().Loads.Waiting, 0)
	})
}

// A view that heeds its context has timed out, but has not hung: its route stays up.
func TestSlowLoadThatHeedsTheContext(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		slow := &fakeDB{slow: time.Hour}
		for n := range 3 {
			result := load(h, "", n, slow)
			time.Sleep(h.LoadTimeout)
			want(t, "error", <-result, context.DeadlineExceeded)
		}
		want(t, "loads", slow.loads.Load(), int64(3))
		want(t, "routes down", h.Count().Loads.RoutesDown, 0)
	})
}

// The queue of one client is limited, and another client is not refused for it.
func TestWaitingLoadsAreBounded(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		slow := &fakeDB{route: "slow", slow: time.Second}
		var last <-chan error
		for n := range 2 * maxWaiting {
			last = load(h, "greedy", n, slow)
		}
		want(t, "the last one", <-last, ErrTooManyLoads)
		want(t, "waiting", h.Count().Loads.Waiting, maxWaiting)
		shared := h.Open("shared", slow)
		defer shared.Release()
		refused := load(h, "greedy", "shared", slow)
		want(t, "of the greedy one", <-refused, ErrTooManyLoads)
		mine := load(h, "me", "shared", slow)
		time.Sleep(time.Hour)
		want(t, "of another client", <-mine, error(nil))
	})
}

// A refused load does not tell the tabs of its screen anything.
func TestRefusedClientDoesNotMakeTabsStale(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		loggedTo(h)
		bad := newHanging("bad")
		bad.hangs.Store(false)
		defer close(bad.let)
		screen := h.Open("k", bad)
		defer screen.Release()
		w := connect(screen, "", options{})
		defer w.close()
		time.Sleep(time.Second)
		bad.hangs.Store(true)
		hung := load(h, "", "other", bad)
		time.Sleep(h.LoadTimeout + hungAfter)
		<-hung
		if err := <-load(h, "a", "k", bad); err == nil {
			t.Error("no error")
		}
		want(t, "got", w.data(), "n=0")
		h.Notify("number") // a change that cannot be shown
		time.Sleep(time.Second)
		if !strings.HasPrefix(w.data(), "n=0 live: bad is down for ") {
			t.Errorf("got %s", w.data())
		}
		bad.hangs.Store(false)
		time.Sleep(time.Minute)
		want(t, "the last event", w.events()[len(w.events())-1].data, "fresh")
	})
}
