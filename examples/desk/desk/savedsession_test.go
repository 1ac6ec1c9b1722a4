package desk

import (
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2"
)

// A slowStore saves sessions only when the streams that a notification ends have had their time.
type slowStore struct {
	scs.Store
	slow  atomic.Bool
	saved atomic.Int32
	ended chan struct{}
}

func (s *slowStore) Commit(token string, data []byte, expiry time.Time) error {
	if s.slow.Load() {
		select {
		case <-s.ended:
		case <-time.After(200 * time.Millisecond):
		}
	}
	err := s.Store.Commit(token, data, expiry)
	s.saved.Add(1)
	return err
}

// When a person's streams end because their session has changed, the session is saved: their other
// tabs, which connect again at once, find the new language or the new person.
func TestOtherTabsFindTheSavedSession(t *testing.T) {
	for name, change := range map[string]func(b *browser){
		"another language": func(b *browser) {
			b.post(Speak.URL(SignInURL{}), url.Values{"language": {"de"}}, http.StatusSeeOther)
		},
		"another person": func(b *browser) {
			b.post(SignInAs.URL(SignInURL{}), url.Values{"person": {"ben"}}, http.StatusSeeOther)
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := New(newStore(t))
			store := &slowStore{Store: d.sessions.Store, ended: make(chan struct{})}
			d.sessions.Store = store
			b := as(t, newServerOn(t, d), "amara")
			s := b.stream(Tickets.URL(TicketsURL{}), "")
			s.next()
			store.slow.Store(true)
			before := store.saved.Load()
			atEnd := make(chan int32)
			go func() {
				for !strings.Contains(s.next(), "recheck") {
				}
				saved := store.saved.Load()
				close(store.ended)
				atEnd <- saved
			}()
			change(b)
			if saved := <-atEnd; saved == before {
				t.Error("the streams end before the session is saved")
			}
		})
	}
}
