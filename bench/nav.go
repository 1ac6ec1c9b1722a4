//go:build linux

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/goldfish-go/goldfish/internal/wire"
)

func init() {
	register("nav", "patch navigation on /board, a → b → c → a, against chi and templ by hand", nav)
}

// A walk is one way of going from list to list.
type walk struct {
	name, prefix string
	held         bool // says which version is shown, as the client does; else the whole body comes
	first        bool // nothing is kept of a screen, so each look is the first
}

// nav has people click as fast as they are answered. By hand a fragment of HTML is the answer;
// Goldfish wraps the same bytes in what the client needs.
func nav(r *run) {
	people, length := r.n(50), 4*time.Second
	if r.small() {
		length = 300 * time.Millisecond
	}
	for _, w := range []walk{
		{"a screen each", own, true, false},
		{"a screen each, whole bodies", own, false, false},
		{"a screen each, for the first time", own, false, true},
		{"shared screens", everyone, true, false},
	} {
		for range r.rounds {
			r.stroll(w, people, length)
		}
		// What the server can do is what it does with a second of processor time; the rest of this
		// machine is the load's, and others'. The first look at a page has no target: it has to
		// cost more, since its version is made then.
		if !w.first {
			r.atLeastOf(w.name, "navigations per CPU second", "hand", 0.95)
		}
	}
}

// A promenade is one subject in a round: its server, those who walk there, and what they did.
type promenade struct {
	*server
	walkers        []*walker
	n, size        int
	views          int64
	second, strain []float64 // navigations in a second, of time and of processor time, in each turn
}

// turns is how often the subjects take turns within a round: whatever else the machine does is then
// the same for both.
const turns = 20

func (r *run) stroll(w walk, people int, length time.Duration) {
	var all []*promenade
	var flags []string
	if w.first {
		flags = []string{"-grace", "1ns"}
	}
	for _, subject := range []string{goldfish, "hand"} {
		p := &promenade{server: r.serve(subject, flags...)}
		defer p.stop()
		for who := range people {
			walker := w.person(p.server, who+1)
			defer walker.conn.Close()
			p.walkers = append(p.walkers, walker)
		}
		together(p.walkers, length/5) // warm
		p.views = -p.stats(true).Views
		all = append(all, p)
	}
	take := func() {
		for range turns {
			for _, p := range all {
				p.turn(length / turns)
			}
		}
	}
	for _, p := range all {
		inner := take
		take = func() { p.keep("nav-"+w.name, inner) }
	}
	take()
	for _, p := range all {
		n := float64(p.n)
		r.add(w.name, p.subject, "navigations", "/s", middle(p.second))
		r.add(w.name, p.subject, "navigations per CPU second", "", middle(p.strain))
		r.add(w.name, p.subject, "views a navigation", "", float64(p.views+p.stats(false).Views)/n)
		r.add(w.name, p.subject, "answer", "B", float64(p.size)/n)
		r.logf("%s %s: %.0f/s, %.3f ms", p.subject, w.name, middle(p.second), 1e3/middle(p.strain))
	}
}

func (p *promenade) turn(length time.Duration) {
	cpu, start := p.cpu(), time.Now()
	n, size := together(p.walkers, length)
	p.second = append(p.second, float64(n)/time.Since(start).Seconds())
	p.strain = append(p.strain, float64(n)/(p.cpu()-cpu).Seconds())
	p.n, p.size = p.n+n, p.size+size
}

// together has all of them walk for so long, and returns how often they were answered, and with how
// many bytes in all.
func together(walkers []*walker, length time.Duration) (n, size int) {
	var all sync.WaitGroup
	var failed atomic.Value
	until := time.Now().Add(length)
	for _, p := range walkers {
		all.Go(func() {
			if err := p.walk(until); err != nil {
				failed.Store(failure{err})
			}
		})
	}
	all.Wait()
	if f, ok := failed.Load().(failure); ok {
		panic(f)
	}
	for _, p := range walkers {
		n, size = n+p.n, size+p.size
		p.n, p.size = 0, 0
	}
	return n, size
}

// A walker is a person who clicks from list to list, on one connection.
type walker struct {
	conn    net.Conn
	in      *bufio.Reader
	steps   [][]byte
	next    int
	n, size int
}

func (p *walker) walk(until time.Time) error {
	for ; time.Now().Before(until); p.next++ {
		if _, err := p.conn.Write(p.steps[p.next%len(p.steps)]); err != nil {
			return err
		}
		size, err := answer(p.in, io.Discard)
		if err != nil {
			return err
		}
		p.n, p.size = p.n+1, p.size+size
	}
	return nil
}

func (w walk) person(s *server, who int) *walker {
	conn := must(net.Dial("tcp", s.Addr))
	in := bufio.NewReaderSize(conn, 64<<10)
	return &walker{conn: conn, in: in, steps: w.steps(s, conn, in, who)}
}

// steps are the three clicks: from each list to the next, with the version that is held then.
func (w walk) steps(s *server, conn net.Conn, in *bufio.Reader, who int) (steps [][]byte) {
	at := func(i int) string { return w.prefix + boardPage + "?tab=" + lists[i%len(lists)] }
	for i := range lists {
		version := ""
		if w.held && s.subject == goldfish {
			must(conn.Write(patchRequest(at(i), "", "", who)))
			var body bytes.Buffer
			must(answer(in, &body))
			var patch struct{ Version string }
			check(json.Unmarshal(body.Bytes(), &patch))
			version = patch.Version
		}
		steps = append(steps, patchRequest(at(i+1), at(i), version, who))
	}
	return steps
}

func patchRequest(uri, from, version string, who int) []byte {
	text := "GET " + uri + " HTTP/1.1\r\n" + browser + cookie(who) + "Accept: " + wire.AcceptPatch + "\r\n"
	if from != "" {
		text += wire.FromHeader + ": " + from + "\r\n"
	}
	if version != "" {
		text += wire.VersionHeader + ": " + version + "\r\n"
	}
	return []byte(text + "\r\n")
}

// answer reads a response with less ado than net/http, so that the load leaves the processors to
// the server.
func answer(in *bufio.Reader, body io.Writer) (length int, err error) {
	for first := true; ; first = false {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return 0, err
		}
		if first && !bytes.Contains(line, []byte(" 200 ")) {
			return 0, fmt.Errorf("a navigation was answered with %s", bytes.TrimSpace(line))
		}
		if line = bytes.TrimSpace(line); len(line) == 0 {
			break
		}
		if name, value, _ := bytes.Cut(line, []byte(": ")); http.CanonicalHeaderKey(string(name)) == "Content-Length" {
			if length, err = strconv.Atoi(string(value)); err != nil {
				return 0, err
			}
		}
	}
	_, err = io.CopyN(body, in, int64(length))
	return length, err
}
