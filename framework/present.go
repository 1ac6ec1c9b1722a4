package framework

import (
	"time"

	"github.com/goldfish-go/goldfish/internal/live"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/presence"
	"github.com/goldfish-go/goldfish/sse"
)

// pollStay is how long a tab without a stream is present after a poll: the client polls every 15 to
// 25 s while the tab is visible.
const pollStay = 40 * time.Second

// A presentTab is the source of a stream whose viewer is present where its pages say.
type presentTab struct {
	sse.Source
	people   *presence.Tracker
	id, name string
	shown    []live.Subscription[*sse.Frame]
	places   []string // of each that is shown
	leave    []func()
}

// present makes the viewer of a stream present at the places of what the tab shows, while the
// stream is open. A tab that says that it is hidden is nowhere.
func (rq *request[V]) present(shown []live.Subscription[*sse.Frame], st sse.Stream) sse.Stream {
	//mutant:false(2) TestHiddenTab: who looks elsewhere is not there
	if rq.viewer.ID == "" || rq.r.Header.Get(wire.HiddenHeader) != "" {
		return st
	}
	people, id, name, start := rq.app.presence, rq.viewer.ID, rq.viewer.Name, st.Start
	//mutant:delete TestPresence: a stream is presence
	st.Start = func(w sse.Waker) sse.Source {
		source := start(w)
		for _, s := range shown {
			if s.Screen.Place() != "" {
				tab := &presentTab{
					Source: source, people: people, id: id, name: name, shown: shown,
					places: make([]string, len(shown)), leave: make([]func(), len(shown)),
				}
				tab.move()
				return tab
			}
		}
		return source // it takes no memory for what most pages do not have
	}
	return st
}

// move follows the places of what is shown.
func (t *presentTab) move() {
	for i, s := range t.shown {
		place := s.Screen.Place()
		if place == t.places[i] {
			continue
		}
		left := t.leave[i]
		t.places[i], t.leave[i] = place, nil
		if place != "" {
			t.leave[i] = t.people.Join(place, t.id, t.name)
		}
		if left != nil {
			left()
		}
	}
}

// Next implements [sse.Source].
func (t *presentTab) Next() (*sse.Frame, bool) {
	t.move()
	return t.Source.Next()
}

// Close implements [sse.Source].
func (t *presentTab) Close() {
	for _, leave := range t.leave {
		if leave != nil {
			leave()
		}
	}
	t.Source.Close()
}

// polled makes the viewer of a tab that polls, since it has no stream, present for a while.
func (rq *request[V]) polled(to target[V]) {
	if rq.viewer.ID == "" || rq.r.Header.Get(wire.BackgroundHeader) == "" {
		return
	}
	screen := rq.openScreen(to)
	defer screen.Release()
	if place := screen.Place(); place != "" {
		rq.app.presence.Touch(place, rq.viewer.ID, rq.viewer.Name, pollStay)
	}
}

// signal is what Signal does for the viewer of this request.
func (rq *request[V]) signal(place, value string, ttl time.Duration) error {
	return rq.app.presence.Signal(place, rq.viewer.ID, rq.viewer.Name, value, ttl)
}
