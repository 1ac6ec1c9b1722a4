package live

import (
	"log/slog"
	"testing"
	"testing/synctest"
)

func TestMaxScreens(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		h.MaxScreens = 2
		h.Log = slog.New(slog.DiscardHandler)
		open := func(keys ...string) *client {
			var subs []sub
			for _, key := range keys {
				screen := h.Open(key, &fakeDB{})
				defer screen.Release()
				subs = append(subs, sub{Screen: screen})
			}
			w := connectAll(options{}, subs...)
			synctest.Wait()
			return w
		}
		admitted := func(what string, want bool, w *client) {
			t.Helper()
			select {
			case <-w.done:
				if want || w.err != ErrTooManyScreens {
					t.Errorf("%s: %v", what, w.err)
				}
			default:
				if !want {
					t.Errorf("%s is open", what)
				}
			}
			w.close()
		}
		a, b := open("a"), open("b")
		admitted("a third screen", false, open("c"))
		admitted("a third screen as a part", false, open("a", "c"))
		admitted("a tab of a screen that is there", true, open("a"))
		admitted("a tab of screens that are there", true, open("a", "b"))
		document := h.Open("document", &fakeDB{})
		admitted("a tab of a screen that is there, while a document is made", true, open("a"))
		document.Release()
		b.close()
		want(t, "screens, with an idle one", h.Count().Screens, 2)
		admitted("another in its place", true, open("c"))
		a.close()
	})
}
