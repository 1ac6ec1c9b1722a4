package live

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

// The viewer is resolved before the stream is served. A notification in between, such as one for a
// sign-out, closes the tab. One from before does not.
func TestNotificationBeforeTheStream(t *testing.T) {
	named := func(topic string) func(*testHub) { return func(h *testHub) { h.Notify(topic) } }
	try := func(t *testing.T, before, between func(h *testHub), want string) {
		t.Helper()
		bubble(t, func(t *testing.T, h *testHub) {
			screen := h.Open("k", &fakeDB{})
			defer screen.Release()
			before(h)
			var since Seq
			if between != nil {
				since = h.Seq()
				between(h)
			}
			w := connect(screen, "", options{CloseTopic: "user:7", AfterSeq: since})
			time.Sleep(time.Second)
			synctest.Wait()
			open := h.Count().Streams == 1
			w.close()
			if got := fmt.Sprint(w.data(), " ", open); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
	nothing := func(*testHub) {}
	flood := func(h *testHub) {
		for i := range 3 * maxNotifications {
			h.Notify(fmt.Sprint(i))
		}
	}
	t.Run("before", func(t *testing.T) { try(t, named("user:7"), nothing, "n=0 true") })
	t.Run("before, no moment given", func(t *testing.T) { try(t, named("user:7"), nil, "n=0 true") })
	t.Run("between", func(t *testing.T) { try(t, named("user:7"), named("user:7"), "bye false") })
	t.Run("between, the first of all", func(t *testing.T) { try(t, nothing, named("user:7"), "bye false") })
	t.Run("between, another's", func(t *testing.T) { try(t, named("user:7"), named("user:8"), "n=0 true") })
	// It may have been on the CloseTopic, so the client reconnects, but it keeps its page.
	t.Run("lost", func(t *testing.T) { try(t, nothing, func(h *testHub) { h.Resync(0) }, " false") })
	t.Run("too many to know", func(t *testing.T) { try(t, nothing, flood, " false") })
}

// After Resync, the tabs that a lost notification could have closed reconnect, a few at a time.
func TestResyncClosesTabs(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		screen := h.Open("k", &fakeDB{})
		defer screen.Release()
		const n = 1000
		var tabs []*client
		for i := range n {
			tabs = append(tabs, connect(screen, "", options{CloseTopic: fmt.Sprint("user:", i)}))
		}
		other := connect(screen, "", options{})
		time.Sleep(time.Second)
		h.Resync(time.Minute)
		most, before := 0, n+1
		for range 59 {
			time.Sleep(time.Second)
			synctest.Wait()
			now := h.Count().Streams
			most, before = max(most, before-now), now
		}
		if most > n/20 {
			t.Errorf("%d of %d streams end within a second, and were to be spread over a minute", most, n)
		}
		time.Sleep(time.Second)
		synctest.Wait()
		want(t, "streams: one without a CloseTopic stays", h.Count().Streams, 1)
		for _, w := range tabs {
			want(t, "got", w.data(), "n=0")
			w.close()
		}
		other.close()
	})
}

// A notification on the SignalTopic sends its event, and the stream goes on. The event is also
// sent if the notification came while the viewer was being resolved, and if one may have been
// lost. Several notifications at once send it once.
func TestSignalTopic(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		screen := h.Open("k", &fakeDB{})
		defer screen.Release()
		signal := &event{name: "shell", data: "signal"}
		since := h.Seq()
		h.Notify("shell:7")
		w := connect(screen, "", options{CloseTopic: "user:7", SignalTopic: "shell:7", SignalEvent: signal, AfterSeq: since})
		defer w.close()
		time.Sleep(time.Second)
		synctest.Wait()
		want(t, "a notification before the stream", w.data(), "signal n=0")
		h.Notify("shell:7", "shell:7")
		h.Notify("shell:8")
		synctest.Wait()
		want(t, "two notifications", w.data(), "signal n=0 signal")
		want(t, "streams", h.Count().Streams, 1)
		h.Notify("user:7")
		synctest.Wait()
		want(t, "the topic that ends", w.data(), "signal n=0 signal bye")
		want(t, "streams", h.Count().Streams, 0)

		only := connect(screen, "", options{SignalTopic: "shell:7", SignalEvent: signal})
		defer only.close()
		synctest.Wait()
		h.Resync(0)
		time.Sleep(time.Second)
		synctest.Wait()
		want(t, "notifications may be lost", only.data(), "n=0 signal")
		want(t, "streams after that", h.Count().Streams, 1)
	})
}

// A notification may come after Next has returned the event of the SignalTopic, and before Sent.
// The client may have read the event before the change, so it gets the event again.
func TestSignalWhileTheEventIsWritten(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		screen := h.Open("k", &fakeDB{})
		defer screen.Release()
		if err := h.Prepare(t.Context(), "", sub{Screen: screen}); err != nil {
			t.Fatal(err)
		}
		signal := &event{name: "shell"}
		tab := h.Attach(options{
			Subscriptions: []sub{{Screen: screen, Version: "0"}},
			SignalTopic:   "shell:7",
			SignalEvent:   signal,
		}, &client{wakeups: make(chan struct{}, 1)})
		defer tab.Close()
		next := func(what string, expected *event) {
			t.Helper()
			e, end := tab.Next()
			want(t, what, e, expected)
			want(t, what+", end", end, false)
		}
		next("before", nil)
		h.Notify("shell:7")
		next("after a notification", signal)
		next("after Next without Sent", signal)
		h.Notify("shell:7")
		tab.Sent()
		next("after a notification between Next and Sent", signal)
		tab.Sent()
		next("after Sent", nil)
	})
}
