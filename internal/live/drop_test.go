package live

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// counted is content that counts how many of it are shown.
type counted struct {
	shown *atomic.Int64
}

func (c *counted) EventFrom(string, Kind) (*event, bool) { return nil, false }
func (c *counted) Drop()                                 { c.shown.Add(-1) }

type countedSource struct {
	shown atomic.Int64
	loads atomic.Int64
	slow  time.Duration
}

func (s *countedSource) Load(context.Context, testContent) (testLoaded, error) {
	time.Sleep(s.slow)
	s.shown.Add(1)
	version := string(rune('a' + s.loads.Add(1)))
	return testLoaded{Content: &counted{&s.shown}, Version: version}, nil
}
func (s *countedSource) ErrorEvent(error, Kind) (*event, bool) { return nil, false }
func (s *countedSource) RecoveredEvent(Kind) *event            { return nil }

func TestContentIsDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hub := NewHub[*event]()
		defer hub.Close()
		source := &countedSource{}
		screen := hub.Open("key", source)
		for range 3 {
			if _, err := screen.LoadNow(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if n := source.shown.Load(); n != 1 {
			t.Errorf("%d contents are shown after three loads, want the last", n)
		}
		screen.Release()
		time.Sleep(hub.IdleTimeout + time.Second)
		if n := source.shown.Load(); n != 0 {
			t.Errorf("%d contents are shown when the screen is forgotten", n)
		}
	})
}

// A load that lands when its screen is forgotten already leaves nothing behind.
func TestContentThatCameTooLateIsDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hub := NewHub[*event]()
		hub.IdleTimeout = 0
		defer hub.Close()
		source := &countedSource{slow: time.Minute}
		screen := hub.Open("key", source)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := screen.LoadNow(ctx); err == nil {
			t.Fatal("the load did not take a minute")
		}
		screen.Release()
		time.Sleep(2 * time.Minute)
		if loads, n := source.loads.Load(), source.shown.Load(); loads != 1 || n != 0 {
			t.Errorf("%d loads, %d contents shown", loads, n)
		}
	})
}
