package live

import (
	"errors"
	"sync"
)

// A Client is who has a tab: limits are for each viewer and each address. An empty string has no
// limits of its own.
type Client struct{ Viewer, Address string }

// ErrTooManyTabs says that a client has too many tabs, or shows too many screens in them. It may
// come back when it has closed some.
var ErrTooManyTabs = errors.New("live: a client has too many tabs")

// TabLimits are limits of one client. Zero: no limit.
type TabLimits struct {
	Tabs    int
	Screens int // in all of its tabs: a tab with 16 parts has 17
}

// quotas count the tabs of each client.
type quotas struct {
	mu  sync.Mutex
	of  map[string]*usage // of viewers and of addresses
	all map[Client]*quota
	ids map[quotaID]*quota
	id  quotaID // the last one
}

// A quotaID names a quota. It is smaller than a pointer, so that a tab has room for it.
type quotaID uint32

// usage is what one viewer or one address has.
type usage struct{ tabs, screens int }

// A quota counts the tabs of a client.
type quota struct {
	id              quotaID
	client          Client
	viewer, address *usage // nil: no limits
	tabs            int
}

func viewerKey(c Client) string  { return "viewer " + c.Viewer }
func addressKey(c Client) string { return "address " + c.Address }

// take counts one more tab. Its error is ErrTooManyTabs.
func (q *quotas) take(c Client, screens int, viewer, address TabLimits) (quotaID, error) {
	if c == (Client{}) {
		return 0, nil
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	//mutant:true(1) TestTabLimits/viewer: the tabs of a viewer are limited
	//mutant:true(2) TestTabLimits/address: the tabs of an address are limited
	fits := (c.Viewer == "" || q.of[viewerKey(c)].fits(screens, viewer)) &&
		(c.Address == "" || q.of[addressKey(c)].fits(screens, address))
	if !fits {
		return 0, ErrTooManyTabs
	}
	own := q.all[c]
	if own == nil {
		own = q.add(c)
		if c.Viewer != "" {
			own.viewer = q.usage(viewerKey(c))
		}
		if c.Address != "" {
			own.address = q.usage(addressKey(c))
		}
	}
	own.tabs++
	own.viewer.add(1, screens)
	own.address.add(1, screens)
	return own.id, nil
}

// add makes the quota of a client.
func (q *quotas) add(c Client) *quota {
	if q.all == nil {
		q.of, q.all, q.ids = map[string]*usage{}, map[Client]*quota{}, map[quotaID]*quota{}
	}
	for q.id++; q.id == 0 || q.ids[q.id] != nil; q.id++ {
	}
	own := &quota{id: q.id, client: c}
	q.all[c], q.ids[own.id] = own, own
	return own
}

func (q *quotas) usage(key string) *usage {
	u := q.of[key]
	if u == nil {
		u = &usage{}
		q.of[key] = u
	}
	return u
}

// fits reports whether one more tab is within the limits.
func (u *usage) fits(screens int, limits TabLimits) bool {
	if u == nil {
		u = &usage{}
	}
	return (limits.Tabs <= 0 || u.tabs < limits.Tabs) &&
		(limits.Screens <= 0 || u.screens+screens <= limits.Screens)
}

func (u *usage) add(tabs, screens int) {
	if u != nil {
		u.tabs += tabs
		u.screens += screens
	}
}

// give undoes take.
func (q *quotas) give(id quotaID, screens int) {
	if id == 0 {
		return
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	own := q.ids[id]
	own.viewer.add(-1, -screens)
	own.address.add(-1, -screens)
	//mutant:delete TestTabLimits: a client without tabs takes no memory
	if own.tabs--; own.tabs == 0 {
		delete(q.all, own.client)
		delete(q.ids, id)
	}
	if own.viewer != nil && own.viewer.tabs == 0 {
		delete(q.of, viewerKey(own.client))
	}
	if own.address != nil && own.address.tabs == 0 {
		delete(q.of, addressKey(own.client))
	}
}

// A Permit is one tab of a client, as long as there is no Tab for it.
type Permit struct {
	id      quotaID
	screens int
}

// AcquirePermit counts one more tab of a client, with this many screens. Its error is
// [ErrTooManyTabs]. Put the permit into [TabOptions], or give it back.
func (h *Hub[E]) AcquirePermit(c Client, screens int) (Permit, error) {
	id, err := h.quotas.take(c, screens, h.ViewerLimits, h.AddressLimits)
	return Permit{id, screens}, err
}

// ReleasePermit gives a permit back for which there is no tab.
func (h *Hub[E]) ReleasePermit(s Permit) { h.quotas.give(s.id, s.screens) }
