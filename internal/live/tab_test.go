package live

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
	"unsafe"
)

// The memory of a tab, beside that of its transport. Go's allocator has a size class of 112 bytes;
// the next is 128.
func TestTabSize(t *testing.T) {
	if size := unsafe.Sizeof(Tab[*event]{}); size > 112 {
		t.Errorf("a tab has %d bytes", size)
	}
}

// An event that a transport could not write is replaced by a newer one.
func TestNextWithoutSent(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		db := &fakeDB{}
		screen := h.Open("k", db)
		defer screen.Release()
		if err := h.Prepare(t.Context(), "", sub{Screen: screen}); err != nil {
			t.Fatal(err)
		}
		tab := h.Attach(options{Subscriptions: []sub{{Screen: screen}}}, &client{wakeups: make(chan struct{}, 1)})
		defer tab.Close()
		next := func(what, data string) {
			t.Helper()
			got := ""
			if e, _ := tab.Next(); e != nil {
				got = e.data
			}
			want(t, what, got, data)
		}
		next("the first", "n=0")
		next("again, without Sent", "n=0")
		time.Sleep(time.Second)
		db.number.Store(1)
		h.Notify("number")
		synctest.Wait()
		next("a newer one", "n=1")
		tab.Sent()
		next("after Sent", "")
	})
}

// The loader and the content get the kind of the subscription.
func TestKind(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		page, part := h.Open("page", kindLoader{}), h.Open("part", kindLoader{})
		defer page.Release()
		defer part.Release()
		c := connectAll(options{}, sub{Screen: page, Kind: 1}, sub{Screen: part, Kind: 2})
		defer c.close()
		time.Sleep(time.Second)
		synctest.Wait()
		want(t, "got", c.data(), "kind 1 kind 2")
	})
}

type kindLoader struct{ *fakeDB }

type kindContent struct{}

func (kindContent) EventFrom(_ string, k Kind) (*event, bool) {
	return &event{data: "kind " + string('0'+rune(k))}, true
}

func (kindLoader) Load(context.Context, testContent, *Charge) (testLoaded, error) {
	return testLoaded{Content: kindContent{}, Version: "1"}, nil
}
