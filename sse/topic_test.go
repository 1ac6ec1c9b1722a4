package sse

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

// A viewer is looked at before the stream is served: a notice between the two, such as that he signed out, ends the stream, and one from before does not.
func TestNoticeBeforeServe(t *testing.T) {
	named := func(topic string) func(*Hub) { return func(h *Hub) { h.Notify(topic) } }
	try := func(t *testing.T, before, between func(h *Hub), want string) {
		t.Helper()
		bubble(t, func(t *testing.T, h *Hub) {
			screen := h.Open("k", &shelf{})
			defer screen.Release()
			before(h)
			var since Moment
			if between != nil {
				since = h.Now()
				between(h)
			}
			w := watch(screen, "", Stream{Topic: "user:7", Since: since})
			time.Sleep(time.Second)
			synctest.Wait()
			open := h.Count().Streams == 1
			w.close()
			if got := fmt.Sprint(w.data(), " ", open); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
	nothing := func(*Hub) {}
	flood := func(h *Hub) {
		for i := range 3 * maxNotices {
			h.Notify(fmt.Sprint(i))
		}
	}
	t.Run("before", func(t *testing.T) { try(t, named("user:7"), nothing, "n=0 true") })
	t.Run("before, no moment given", func(t *testing.T) { try(t, named("user:7"), nil, "n=0 true") })
	t.Run("between", func(t *testing.T) { try(t, named("user:7"), named("user:7"), "bye false") })
	t.Run("between, the first of all", func(t *testing.T) { try(t, nothing, named("user:7"), "bye false") })
	t.Run("between, another's", func(t *testing.T) { try(t, named("user:7"), named("user:8"), "n=0 true") })
	// It may have been on his topic, so he comes back, and is looked at again; but his page stays.
	t.Run("lost", func(t *testing.T) { try(t, nothing, func(h *Hub) { h.Gap(0) }, " false") })
	t.Run("too many to know", func(t *testing.T) { try(t, nothing, flood, " false") })
}

// Notices that were lost may have ended streams: those that they could have ended come back, a few at a time.
func TestGapEndsStreams(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		h.MaxAge = 0
		screen := h.Open("k", &shelf{})
		defer screen.Release()
		const n = 1000
		var tabs []*watcher
		for i := range n {
			tabs = append(tabs, watch(screen, "", Stream{Topic: fmt.Sprint("user:", i)}))
		}
		stranger := watch(screen, "", Stream{})
		time.Sleep(time.Second)
		h.Gap(time.Minute)
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
		want(t, "streams: one that no notice ends stays", h.Count().Streams, 1)
		for _, w := range tabs {
			want(t, "got", w.data(), "n=0")
			w.close()
		}
		stranger.close()
	})
}

// A notice on the topic that signals sends its frame, and the stream goes on. It is sent too where the notice came while the viewer was being
// resolved, and where one may have been lost; several at once are one.
func TestSignal(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		screen := h.Open("k", &shelf{})
		defer screen.Release()
		signal := NewFrame(&Event{Event: []byte("shell"), Data: []byte("signal")})
		since := h.Now()
		h.Notify("shell:7")
		w := watch(screen, "", Stream{Topic: "user:7", Signal: "shell:7", SignalFrame: signal, Since: since})
		defer w.close()
		time.Sleep(time.Second)
		synctest.Wait()
		want(t, "a notice before the stream", w.data(), "signal n=0")
		h.Notify("shell:7", "shell:7")
		h.Notify("shell:8")
		synctest.Wait()
		want(t, "two notices", w.data(), "signal n=0 signal")
		want(t, "streams", h.Count().Streams, 1)
		h.Notify("user:7")
		synctest.Wait()
		want(t, "the topic that ends", w.data(), "signal n=0 signal bye")
		want(t, "streams", h.Count().Streams, 0)

		only := watch(screen, "", Stream{Signal: "shell:7", SignalFrame: signal})
		defer only.close()
		synctest.Wait()
		h.Gap(0)
		time.Sleep(time.Second)
		synctest.Wait()
		want(t, "notices may be lost", only.data(), "n=0 signal")
		want(t, "streams after that", h.Count().Streams, 1)
	})
}
