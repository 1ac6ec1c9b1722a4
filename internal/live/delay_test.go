package live

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

// While notifications are delayed, every tab knows, also one that connects meanwhile. A screen that
// has not changed costs nothing else.
func TestDelayed(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		h.DelayedEvent, h.OnTimeEvent = &event{data: "delayed"}, &event{data: "on-time"}
		db := &fakeDB{}
		open := func(key string) *client {
			screen := h.Open(key, db)
			defer screen.Release()
			part := h.Open("part", db)
			defer part.Release()
			tab := connectAll(options{}, sub{Screen: screen}, sub{Screen: part, Version: "0"})
			time.Sleep(time.Second)
			return tab
		}
		first := open("a")
		defer first.close()
		h.SetDelayed(true)
		h.SetDelayed(true)
		second := open("b")
		defer second.close()
		want(t, "a tab that was open", first.data(), "n=0 delayed")
		want(t, "a tab that is opened", second.data(), "delayed n=0")
		h.SetDelayed(false)
		h.Reload(time.Second)
		time.Sleep(2 * time.Second)
		third := open("c")
		defer third.close()
		want(t, "a tab that was open", first.data(), "n=0 delayed on-time")
		want(t, "a tab that was opened", second.data(), "delayed n=0 on-time")
		want(t, "a later one", third.data(), "n=0")
	})
}

// An event that was not written is not sent, and one that was written is taken back.
func TestDelayedWithoutSent(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		h.DelayedEvent, h.OnTimeEvent = &event{data: "delayed"}, &event{data: "on-time"}
		screen := h.Open("k", &fakeDB{})
		defer screen.Release()
		if err := h.Prepare(t.Context(), sub{Screen: screen}); err != nil {
			t.Fatal(err)
		}
		tab := h.Attach(options{Subscriptions: []sub{{Screen: screen, Version: "0"}}}, &client{wakeups: make(chan struct{}, 1)})
		defer tab.Close()
		next := func(what string, expected *event) {
			t.Helper()
			e, _ := tab.Next()
			want(t, what, e, expected)
		}
		h.SetDelayed(true)
		next("delayed", h.DelayedEvent)
		h.SetDelayed(false)
		next("over before it was sent", nil)
		h.SetDelayed(true)
		next("again", h.DelayedEvent)
		h.SetDelayed(false)
		tab.Sent()
		next("over while it was sent", h.OnTimeEvent)
		tab.Sent()
		next("at the end", nil)
	})
}

// 5,000 notifications a second on one topic cost a screen 20 loads a second at most. Who waits for
// a load, after an action, does not wait for the interval, nor for the pushes of other screens.
func TestThrottle(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		db := &fakeDB{route: "/board", slow: 20 * time.Millisecond}
		screen := h.Open("actor", db)
		defer screen.Release()
		defer connect(screen, "", options{}).close()
		time.Sleep(time.Second)
		before := db.loads.Load()
		const seconds, rate = 10, 5000
		for range seconds * rate {
			h.Notify("number")
			time.Sleep(time.Second / rate)
		}
		if n := db.loads.Load() - before; n > 20*seconds+1 || n < 10*seconds {
			t.Errorf("%d loads for %d notifications in %d s", n, seconds*rate, seconds)
		}

		others := &fakeDB{route: "/board", slow: 20 * time.Millisecond}
		for n := range 500 {
			other := h.Open(fmt.Sprint(n), others)
			defer other.Release()
			defer connect(other, "0", options{}).close()
		}
		time.Sleep(time.Minute)
		for range 20 {
			h.Notify("number") // all screens have to load, and this one has just begun to
			synctest.Wait()
			time.Sleep(21 * time.Millisecond)
			started := time.Now()
			if _, err := screen.LoadNow(WithClient(t.Context(), "actor")); err != nil {
				t.Fatal(err)
			}
			if took := time.Since(started); took > 25*time.Millisecond {
				t.Errorf("the actor waited %v for a load of 20 ms; pushes that wait: %d", took, h.Count().Loads.Waiting)
			}
			if h.Count().Loads.Waiting == 0 {
				t.Error("no pushes wait")
			}
		}
	})
}
