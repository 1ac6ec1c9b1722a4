//go:build linux

package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/goldfish-go/goldfish/internal/wire"
)

func init() {
	register("presence", "who is here, with thousands in one room, of whom a hundred come and a hundred go each second", presenceBench)
}

// presenceSubjects are the names of the figures, and the servers.
var presenceSubjects = [][2]string{
	{goldfish, "presence-goldfish"},
	{"hand, once a second", "presence-hand-interval"},
	{"hand", "presence-hand"},
}

// presenceBench has n people stay in one room while others come for a while and go. Figures are
// of the tabs that stay.
func presenceBench(r *run) {
	n, rate := r.n(10_000), r.n(100)
	label := fmt.Sprintf("%d people, %d join and %d leave a second", n, rate, rate)
	for range r.rounds {
		for _, s := range presenceSubjects {
			r.comeAndGo(s[0], s[1], label, n, rate)
		}
	}
	even := presenceSubjects[1][0]
	r.exactly(label, "views beyond one a second", 0)
	r.exactly(label, "tabs cut off", 0)
	r.exactly(label, "tabs without news", 0)
	r.exactly(label, "people who left and are shown", 0)
	r.exactly(label, "observers without the last number", 0)
	r.atMostOf(label, "CPU per tab and second", even, 1)
	r.atMostOf(label, "bytes per tab and second", even, 1.2)
	r.atMostOf(label, "RSS per tab", even, 0.25)
}

// How long people come and go before it is measured, so that as many leave as come, and then.
func (r *run) turnoverTimes() (before, measured time.Duration) {
	if r.small() {
		return 0, 2 * time.Second
	}
	return 9 * time.Second, 20 * time.Second
}

func (r *run) comeAndGo(subject, server, label string, n, rate int) {
	s := r.serve(server)
	defer s.stop()
	warm := r.loadClient(s)
	warm.open(10, s.lookers(roomPage, true))
	warm.closeAll()
	base := s.stats(true)
	rss := s.rss()
	c := r.loadClient(s)
	defer c.closeAll()
	c.open(n, s.lookers(roomPage, true))
	var observers []*observer
	for range 10 {
		observers = append(observers, r.observer(s))
	}
	if _, total := r.settle(c, s, n); total != n {
		check(fmt.Errorf("%s has %d people in the room, not %d", subject, total, n))
	}
	opened := s.rss() - rss
	r.add(label, subject, "goroutines per tab", "", float64(s.stats(true).Goroutines-base.Goroutines)/float64(n))
	r.add(label, subject, "RSS per tab", "B", (s.rss()-rss)/float64(n))
	r.logf("%s: %.0f MiB after all are in", subject, opened/(1<<20))

	before, measured := r.turnoverTimes()
	others := r.startTurnover(s, n+1, rate)
	c.pump(before, func() bool { return false })
	c.mark()
	views, joined, cpu, start := s.stats(false).Views, others.joined.Load(), s.cpu(), time.Now()
	s.keep("presence", func() { c.pump(measured, func() bool { return false }) })
	none, _ := c.missing()
	for end := time.Now().Add(time.Minute); none > 0 && time.Now().Before(end); none, _ = c.missing() {
		c.pump(100*time.Millisecond, func() bool { return false })
	}
	seconds := time.Since(start).Seconds()
	cpu = s.cpu() - cpu
	joined = others.joined.Load() - joined
	views = s.stats(false).Views - views
	per := func(v float64) float64 { return v / float64(n) / seconds }
	r.add(label, subject, "CPU per tab and second", "µs", per(micros(cpu)))
	r.add(label, subject, "of one processor", "%", 100*cpu.Seconds()/seconds)
	r.add(label, subject, "bytes per tab and second", "B", per(float64(c.bytes)))
	r.add(label, subject, "updates per tab and second", "", per(float64(c.updates)))
	r.add(label, subject, "views a second", "", float64(views)/seconds)
	if subject == goldfish {
		r.add(label, subject, "views beyond one a second", "", max(0, float64(views)-seconds-2))
	}
	r.add(label, subject, "people who joined a second", "", float64(joined)/seconds)
	r.add(label, subject, "tabs without news", "", float64(none))
	r.logf("%s: %.1f µs, %.0f B a tab and second", subject, per(micros(cpu)), per(float64(c.bytes)))

	others.end()
	over := time.Now()
	version, total := r.settle(c, s, n)
	r.add(label, subject, "until all who left are gone", "s", time.Since(over).Seconds())
	r.add(label, subject, "people who left and are shown", "", float64(total-n))
	late := func() (wrong int) {
		for _, w := range observers {
			if *w.version.Load() != version {
				wrong++
			}
		}
		return wrong
	}
	c.pump(10*time.Second, func() bool { return late() == 0 })
	r.add(label, subject, "observers without the last number", "", float64(late()))
	r.add(label, subject, "tabs cut off", "", float64(c.lost))
}

var totalOf = regexp.MustCompile(`<p id="total">(\d+) people`)

// settle waits until the room has n people, for up to two minutes, and returns its version and how
// many there are.
func (r *run) settle(c *loadClient, s *server, n int) (version string, total int) {
	total = -1
	for end := time.Now().Add(2 * time.Minute); total != n && time.Now().Before(end); c.pump(200*time.Millisecond, func() bool { return false }) {
		total, version = s.loadRoom()
	}
	return version, total
}

// loadRoom loads the document of the room, as a stranger.
func (s *server) loadRoom() (total int, version string) {
	req := must(http.NewRequestWithContext(s.r.ctx, http.MethodGet, "http://"+s.Addr+roomPage, nil))
	resp := must(http.DefaultClient.Do(req))
	defer resp.Body.Close()
	body := must(io.ReadAll(resp.Body))
	t, v := totalOf.FindSubmatch(body), dataVersion.FindSubmatch(body)
	if t == nil || v == nil {
		check(fmt.Errorf("the document of the room was answered with %d: %.200s", resp.StatusCode, body))
	}
	return must(strconv.Atoi(string(t[1]))), string(v[1])
}

// An observer is a stranger's tab that knows which version it was shown last.
type observer struct{ version atomic.Pointer[string] }

func (r *run) observer(s *server) *observer {
	w := &observer{}
	w.version.Store(new(string))
	ctx, cancel := context.WithCancel(r.ctx)
	req := must(http.NewRequestWithContext(ctx, http.MethodGet, "http://"+s.Addr+roomPage, nil))
	req.Header.Set("Accept", wire.AcceptStream)
	req.Header.Set("Accept-Encoding", "identity")
	resp := must(http.DefaultTransport.RoundTrip(req))
	done := make(chan struct{})
	r.closers = append(r.closers, func() { cancel(); <-done })
	go func() {
		defer close(done)
		defer resp.Body.Close()
		lines := bufio.NewScanner(resp.Body)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			if id, ok := strings.CutPrefix(lines.Text(), "id:"); ok {
				id = strings.TrimSpace(id)
				w.version.Store(&id)
			}
		}
	}()
	return w
}

// A turnover is people who come and go, each for one to three seconds.
type turnover struct {
	joined atomic.Int64
	over   chan struct{}
	failed chan any
}

// startTurnover lets people come at a rate a second, the first one with a number.
func (r *run) startTurnover(s *server, first, rate int) *turnover {
	h := &turnover{over: make(chan struct{}), failed: make(chan any, 1)}
	c := newLoadClient(r.ctx, s.Addr)
	go func() {
		defer func() { h.failed <- recover() }()
		defer c.closeAll()
		here := map[int]time.Time{} // descriptors, and when they are closed
		start := time.Now()
		for {
			select {
			case <-h.over:
				return
			default:
			}
			now := time.Now()
			for fd, until := range here {
				if now.After(until) {
					delete(here, fd)
					if c.tabs[fd] != nil {
						c.close(fd)
					}
				}
			}
			for h.joined.Load() < int64(now.Sub(start).Seconds()*float64(rate)) {
				fd := c.add(streamRequest(roomPage, "", first+int(h.joined.Load())))
				here[fd] = now.Add(time.Second + rand.N(2*time.Second))
				h.joined.Add(1)
			}
			c.pump(5*time.Millisecond, func() bool { return false })
		}
	}()
	return h
}

// end lets all go.
func (h *turnover) end() {
	close(h.over)
	if v := <-h.failed; v != nil {
		panic(v)
	}
}
