//go:build linux

package main

import (
	"fmt"
	"math/rand/v2"
	"time"

	"golang.org/x/sys/unix"
)

func init() {
	register("soak", "tabs come and go, read or not, while things change; then all go, and nothing is to be left", soak)
}

// soak churns Goldfish and the baseline side by side. What is left is against what there was after
// a first, short churn, when pools are filled.
func soak(r *run) {
	n := r.n(2000)
	grace := 10 * time.Second
	if r.small() {
		grace = 200 * time.Millisecond
	}
	var list []*churn
	for _, subject := range []string{goldfish, "plain"} {
		s := r.serve(subject, "-grace", grace.String())
		defer s.stop()
		list = append(list, &churn{r: r, s: s, n: n, rand: rand.New(rand.NewPCG(1, 2))})
	}
	r.rotate(list, min(r.length/4, 15*time.Second))
	before := make([]residue, len(list))
	for i, x := range list {
		before[i] = x.end(grace)
		x.opened, x.changed, x.cut = 0, 0, 0
	}
	r.rotate(list, r.length)
	label := fmt.Sprintf("%d tabs for %v", n, r.length)
	for i, x := range list {
		after, name := x.end(grace), x.s.subject
		r.add(label, name, "tabs opened", "", float64(x.opened))
		r.add(label, name, "tabs cut off by the server", "", float64(x.cut))
		r.add(label, name, "changes", "", float64(x.changed))
		r.add(label, name, "streams left", "", float64(after.streams))
		r.add(label, name, "descriptors left", "", float64(after.files-before[i].files))
		r.add(label, name, "goroutines left", "", float64(after.goroutines-before[i].goroutines))
		r.add(label, name, "heap left", "KiB", (after.heap-before[i].heap)/1024)
		r.add(label, name, "RSS left", "KiB", (after.rss-before[i].rss)/1024)
	}
	r.exactly(label, "streams left", 0)
	r.exactly(label, "descriptors left", 0)
	r.exactly(label, "goroutines left", 0)
	r.atMost(label, "heap left", 1024)
}

// rotate gives each its turn, again and again.
func (r *run) rotate(list []*churn, length time.Duration) {
	begin := time.Now()
	for lastLog := begin; time.Since(begin) < length; {
		for _, x := range list {
			x.turn()
		}
		if time.Since(lastLog) > time.Minute {
			lastLog = time.Now()
			r.logf("%v of %v, %d tabs opened", time.Since(begin).Round(time.Second), length, list[0].opened)
		}
	}
}

// A churn is the life around one server.
type churn struct {
	r          *run
	s          *server
	n          int
	rand       *rand.Rand
	loadClient *loadClient
	muted      []func()

	opened, changed int
	cut             int // by the server
}

// turn lets some tabs go, politely or not, brings others, changes something, and reads for a
// moment.
func (x *churn) turn() {
	if x.loadClient == nil {
		x.loadClient = x.r.loadClient(x.s)
	}
	c := x.loadClient
	for fd := range c.each {
		if x.rand.IntN(20) > 0 {
			continue
		}
		if x.rand.IntN(2) == 0 { // a reset instead of an end
			_ = unix.SetsockoptLinger(fd, unix.SOL_SOCKET, unix.SO_LINGER, &unix.Linger{Onoff: 1})
		}
		c.close(fd)
	}
	come := x.n - c.count
	c.open(come, func(int) []byte { return x.request() })
	x.opened += come
	x.muted = append(x.muted, mute(x.s.Addr, 1, x.request()))
	if len(x.muted) > 20 {
		x.muted[0]()
		x.muted = x.muted[1:]
	}
	pages := []string{counterPage, boardPage}
	x.s.change(pages[x.rand.IntN(2)])
	x.changed++
	c.pump(50*time.Millisecond, func() bool { return false })
	x.cut += c.lost
	c.lost = 0
	c.late = c.late[:0]
}

// request is a tab on some page, with the version of another time, or none.
func (x *churn) request() []byte {
	uris := []string{counterPage, team + counterPage, own + counterPage, boardPage + "?tab=a", boardPage + "?tab=b", own + boardPage + "?tab=c"}
	version := ""
	if x.rand.IntN(2) == 0 {
		version = "AAAAAAAAAAA"
	}
	return streamRequest(uris[x.rand.IntN(len(uris))], version, 1+x.rand.IntN(500))
}

// A residue is what is left of a server when all have gone.
type residue struct {
	streams, files, goroutines int
	heap, rss                  float64
}

// end lets all go, and looks at the server when it has had time to notice and to forget its
// screens.
func (x *churn) end(grace time.Duration) (left residue) {
	x.loadClient.closeAll()
	x.loadClient = nil
	for _, closeAll := range x.muted {
		closeAll()
	}
	x.muted = nil
	x.r.sleep(grace + grace/2)
	for deadline := time.Now().Add(20 * time.Second); ; x.r.sleep(100 * time.Millisecond) {
		st := x.s.stats(true)
		left = residue{streams: st.Streams, files: x.s.files(), goroutines: st.Goroutines, heap: float64(st.Heap), rss: x.s.rss()}
		if st.Streams == 0 || time.Now().After(deadline) {
			return left
		}
	}
}
