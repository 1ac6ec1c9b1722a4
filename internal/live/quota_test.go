package live

import (
	"fmt"
	"testing"
)

// The tabs of a viewer and of an address are limited, and so are the screens in them. Whoever
// closes a tab may open another, and nothing is remembered of those who have none.
func TestTabLimits(t *testing.T) {
	for _, test := range []struct {
		name    string
		client  func(n int) Client // all are limited together
		other   Client
		limits  func(h *testHub, l TabLimits)
		screens int
	}{
		{"viewer", func(n int) Client { return Client{"7", fmt.Sprint(n)} }, Client{"8", "0"},
			func(h *testHub, l TabLimits) { h.ViewerLimits = l }, 1},
		{"address", func(n int) Client { return Client{fmt.Sprint(n), "192.0.2.1"} }, Client{"0", "192.0.2.2"},
			func(h *testHub, l TabLimits) { h.AddressLimits = l }, 1},
		{"screens", func(n int) Client { return Client{"7", ""} }, Client{"", "192.0.2.2"},
			func(h *testHub, l TabLimits) { h.ViewerLimits = TabLimits{Screens: 17 * l.Tabs} }, 17},
	} {
		t.Run(test.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, h *testHub) {
				test.limits(h, TabLimits{Tabs: 10})
				screen := h.Open("k", &fakeDB{})
				defer screen.Release()
				var permits []Permit
				for n := range 10 {
					permit, err := h.AcquirePermit(test.client(n), test.screens)
					if err != nil {
						t.Fatal(n, err)
					}
					permits = append(permits, permit)
				}
				_, err := h.AcquirePermit(test.client(0), test.screens)
				want(t, "one too many", err, ErrTooManyTabs)
				other, err := h.AcquirePermit(test.other, test.screens)
				want(t, "another client", err, error(nil))
				nobody, err := h.AcquirePermit(Client{}, test.screens)
				want(t, "a client without a name", err, error(nil))
				for _, permit := range append(permits[1:], other, nobody) {
					h.ReleasePermit(permit)
				}
				subs := make([]sub, test.screens)
				for i := range subs {
					subs[i].Screen = screen
				}
				tab := h.Attach(options{Subscriptions: subs, Permit: permits[0]}, &client{wakeups: make(chan struct{}, 1)})
				tab.Close()
				q := &h.quotas
				want(t, "quotas left", len(q.viewers.ids)+len(q.addresses.ids), 0)
				want(t, "numbers left", q.viewers.all.used()+q.addresses.all.used()+q.tabs.used(), 0)
			})
		})
	}
}

func (s *slots[T]) used() int { return len(s.all) - len(s.free) }
