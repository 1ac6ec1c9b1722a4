package chatfleet

import (
	"fmt"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/framework/frameworktest"
)

// settle compares all tabs with fresh documents.
func (p *person) settle(same func(p *person, tab *frameworktest.Tab) string) {
	failed := false
	for i, tab := range p.tabs {
		if tab.Version() == "" || tab.Stale() {
			tab.Reload()
		}
		var err string
		// People of a node that was killed leave after 45 s.
		for end := time.Now().Add(settleTime); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
			if err = same(p, tab); err == "" {
				break
			}
		}
		if err != "" {
			failed = true
			p.t.Errorf("tab %d of %s: %s", i, p.name, err)
		}
		p.filesAreThere(tab)
	}
	if failed {
		p.t.Logf("%s did\n%s", p.name, p.log.String())
	}
}

// sameAll compares a tab with a fresh document, byte for byte.
func sameAll(_ *person, tab *frameworktest.Tab) string { return try(tab.AssertMatchesReload) }

// sameButPeople compares all but who is here: the page byte for byte, and the texts of its parts.
func sameButPeople(p *person, tab *frameworktest.Tab) (err string) {
	return try(func() {
		fresh := p.fresh.Open(tab.URL())
		defer fresh.Close()
		if is, want := *tab.Page(), *fresh.Page(); is != want {
			panic(failure(fmt.Sprintf("the page is\n%+v\nfresh:\n%+v", is, want)))
		}
		for _, part := range []string{"#sidebar", "#unread", ".read-mark", ".typing", "#own", ".attached"} {
			if is, want := tab.In(part).Text(), fresh.In(part).Text(); is != want {
				panic(failure(fmt.Sprintf("%s is %q, fresh: %q", part, is, want)))
			}
		}
	})
}

// soft is a T whose failures are panics, which try returns.
type soft struct{ *testing.T }

type failure string

func (soft) Fatalf(format string, args ...any) { panic(failure(fmt.Sprintf(format, args...))) }

func try(f func()) (err string) {
	defer func() {
		if v := recover(); v != nil {
			f, ok := v.(failure)
			if !ok {
				panic(v)
			}
			err = string(f)
		}
	}()
	f()
	return ""
}
