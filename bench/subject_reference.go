package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/goldfish-go/goldfish/internal/wire"
)

func init() { subjects["plain"] = newReference }

// reference is a stream as one writes it by hand with net/http: a goroutine that waits for its
// room's newest frame or for a sign of life. It is made lean: a page is rendered and encoded once
// for all who share it, the reader's version is heeded, a slow reader skips to the newest. It has
// no deadlines, no expiry, no end for a person who signs out, and no index of topics.
type reference struct {
	world *world
	frame int
	views atomic.Int64
	open  atomic.Int64

	mu    sync.Mutex
	rooms map[string]*room
}

// A room is all who look at one page.
type room struct {
	// read without a lock, on which ten thousand would wait for each other
	newest atomic.Pointer[edition]

	mu     sync.Mutex
	guests map[chan struct{}]struct{}
}

// An edition of a page is rendered and encoded once.
type edition struct {
	version string
	frame   []byte
}

func newReference(o offer) subject {
	p := &reference{world: newWorld(), frame: o.frame, rooms: map[string]*room{}}
	return subject{
		Handler: p,
		change:  p.change,
		views:   &p.views,
		streams: func() (int, int) { return int(p.open.Load()), 0 },
	}
}

func (p *reference) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.open.Add(1)
	defer p.open.Add(-1)
	key := keyOf(r)
	if !strings.Contains(r.Header.Get("Accept"), wire.StreamType) {
		fmt.Fprintf(w, `<div data-gf-version="%s"></div>`, p.room(key).newest.Load().version)
		return
	}
	room, woken := p.room(key), make(chan struct{}, 1)
	room.mu.Lock()
	room.guests[woken] = struct{}{}
	room.mu.Unlock()
	defer func() {
		room.mu.Lock()
		delete(room.guests, woken)
		room.mu.Unlock()
	}()
	h := w.Header()
	h.Set("Content-Type", wire.StreamType+"; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	fmt.Fprint(w, "event:hello\ndata:{\"heartbeat\":20}\n\n")
	held := r.Header.Get(wire.VersionHeader)
	rc := http.NewResponseController(w)
	heartbeat := time.NewTicker(20 * time.Second)
	defer heartbeat.Stop()
	for {
		if now := room.newest.Load(); now.version != held {
			held = now.version
			if _, err := w.Write(now.frame); err != nil {
				return
			}
		}
		if rc.Flush() != nil {
			return
		}
		select {
		case <-woken:
		case <-heartbeat.C:
			fmt.Fprint(w, ":\n\n")
		case <-r.Context().Done():
			return
		}
	}
}

// keyOf names the room: the address, and for a page that is the person's own, the person.
func keyOf(r *http.Request) string {
	key := r.URL.RequestURI()
	if strings.HasPrefix(key, own) {
		key += fmt.Sprint(" ", userOf(r))
	}
	return key
}

func (p *reference) room(key string) *room {
	p.mu.Lock()
	defer p.mu.Unlock()
	r := p.rooms[key]
	if r == nil {
		r = &room{guests: map[chan struct{}]struct{}{}}
		r.newest.Store(p.render(key))
		p.rooms[key] = r
	}
	return r
}

// render makes the page, and of it as many bytes of news as Goldfish sends.
func (p *reference) render(key string) *edition {
	p.views.Add(1)
	html := renderByHand(p.world, key)
	sum := sha256.Sum256(html)
	version := base64.RawURLEncoding.EncodeToString(sum[:8])
	return &edition{version, frameOf(version, html, p.frame)}
}

// frameOf is an event of so many bytes in all; zero means whatever the page takes.
func frameOf(version string, html []byte, size int) []byte {
	data := bytes.ReplaceAll(html, []byte("\n"), []byte(" "))
	frame := fmt.Appendf(nil, "id:%s\ndata:", version)
	if want := size - len(frame) - 2; size > 0 {
		for len(data) < want {
			data = append(data, data...)
		}
		data = data[:max(want, 0)]
	}
	return append(append(frame, data...), "\n\n"...)
}

// renderByHand renders the page of an address.
func renderByHand(w *world, uri string) []byte {
	var b bytes.Buffer
	if strings.Contains(uri, counterPage) {
		_ = counterView(w.counter()).Render(context.Background(), &b)
		return b.Bytes()
	}
	_, tab, _ := strings.Cut(uri, "tab=")
	tab = tab[:min(len(tab), 1)]
	_ = boardView(tab, w.list(tab), boardLink).Render(context.Background(), &b)
	return b.Bytes()
}

func boardLink(tab string) string { return boardPage + "?tab=" + tab }

func (p *reference) change(page string) {
	p.world.change(page)
	p.mu.Lock()
	defer p.mu.Unlock()
	for key, r := range p.rooms {
		if !strings.Contains(key, page) {
			continue
		}
		r.newest.Store(p.render(key))
		r.mu.Lock()
		for woken := range r.guests {
			select {
			case woken <- struct{}{}:
			default: // it will look anyway
			}
		}
		r.mu.Unlock()
	}
}
