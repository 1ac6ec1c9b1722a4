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
	mu                 sync.Mutex
	viewers, addresses usages
	tabs               slots[tabQuota]
}

// A quotaID names the quota of a tab; zero: it has none. It is smaller than a pointer, so that a
// tab has room for it.
type quotaID uint32

// A tabQuota says whose tab it is: the numbers of two usages, zero for none.
type tabQuota struct{ viewer, address uint32 }

// usages are what each viewer, or each address, has.
type usages struct {
	ids map[string]uint32
	all slots[usage]
}

// usage is what one viewer or one address has.
type usage struct {
	key           string
	tabs, screens int32
}

// slots are values that keep their number, from 1.
type slots[T any] struct {
	all  []T
	free []uint32
}

func (s *slots[T]) add(value T) uint32 {
	if n := len(s.free); n > 0 {
		id := s.free[n-1]
		s.free = s.free[:n-1]
		s.all[id-1] = value
		return id
	}
	s.all = append(s.all, value)
	return uint32(len(s.all))
}

func (s *slots[T]) at(id uint32) *T { return &s.all[id-1] }

func (s *slots[T]) remove(id uint32) {
	clear(s.all[id-1 : id])
	s.free = append(s.free, id)
}

// take counts one more tab. Its error is ErrTooManyTabs.
func (q *quotas) take(c Client, screens int, viewer, address TabLimits) (quotaID, error) {
	if c == (Client{}) {
		return 0, nil
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	//mutant:true(1) TestTabLimits/viewer: the tabs of a viewer are limited
	//mutant:true(2) TestTabLimits/address: the tabs of an address are limited
	fits := q.viewers.fit(c.Viewer, screens, viewer) && q.addresses.fit(c.Address, screens, address)
	if !fits {
		return 0, ErrTooManyTabs
	}
	own := tabQuota{q.viewers.take(c.Viewer, screens), q.addresses.take(c.Address, screens)}
	return quotaID(q.tabs.add(own)), nil
}

// give undoes take.
func (q *quotas) give(id quotaID, screens int) {
	if id == 0 {
		return
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	own := *q.tabs.at(uint32(id))
	q.viewers.give(own.viewer, screens)
	q.addresses.give(own.address, screens)
	//mutant:delete TestTabLimits: a tab that was closed takes no memory
	q.tabs.remove(uint32(id))
}

// fit reports whether one more tab is within the limits.
func (u *usages) fit(key string, screens int, limits TabLimits) bool {
	if key == "" {
		return true
	}
	var now usage
	if id := u.ids[key]; id != 0 {
		now = *u.all.at(id)
	}
	return (limits.Tabs <= 0 || int(now.tabs) < limits.Tabs) &&
		(limits.Screens <= 0 || int(now.screens)+screens <= limits.Screens)
}

// take counts one more tab and returns the number of the usage; zero for an empty key.
func (u *usages) take(key string, screens int) uint32 {
	if key == "" {
		return 0
	}
	id := u.ids[key]
	if id == 0 {
		if u.ids == nil {
			u.ids = map[string]uint32{}
		}
		id = u.all.add(usage{key: key})
		u.ids[key] = id
	}
	one := u.all.at(id)
	one.tabs++
	one.screens += int32(screens)
	return id
}

// give undoes take.
func (u *usages) give(id uint32, screens int) {
	if id == 0 {
		return
	}
	one := u.all.at(id)
	one.tabs--
	one.screens -= int32(screens)
	//mutant:false TestTabLimits: a client without tabs takes no memory
	if one.tabs == 0 {
		delete(u.ids, one.key)
		u.all.remove(id)
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
