//go:build linux

package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/goldfish-go/goldfish/sse"
)

func init() {
	register("flood", "one client floods the server in every way at once; what others notice of it", flood)
}

// Flood attacks two servers, one after the other, with distinct URLs over 32 connections, 5,000
// slow connections, 300 slow bodies, 64 slow and 32 hung views at once, with and without
// descriptors for all. Meanwhile other people load a page, and have streams open. Nothing is
// compressed.
func flood(r *run) {
	for _, c := range []struct {
		label string
		files int
	}{{"descriptors for all", 20_000}, {"1024 descriptors", 1024}} {
		label, files := c.label, c.files
		if r.small() {
			files /= 4
		}
		for range r.rounds {
			r.floodPlace(label, goldfish, "flood-goldfish", files)
			r.floodPlace(label, "plain", "flood-plain", files)
		}
		r.exactly(label, "pages of others that failed", 0)
		r.exactly(label, "health checks that failed", 0)
		r.exactly(label, "streams of others that ended", 0)
		r.exactly(label, "streams of others without the last change", 0)
		r.atMostOf(label, "how many times slower it is", "plain", 1)
	}
}

// floodPlace attacks one server.
func (r *run) floodPlace(label, name, subject string, files int) {
	s := r.serve(subject, "-files", fmt.Sprint(files))
	defer s.stop()
	before := r.observe(s, name == goldfish, r.floodTime()/4)
	a := &attack{
		// More URLs than a server answers meanwhile, so that the flood does not end early.
		addr: s.Addr, urls: max(r.n(1_000_000), 2000), slowHeads: max(r.n(5000), 400), slowBodies: max(r.n(300), 30),
		slowViews: max(r.n(64), 16), hungViews: max(r.n(32), 8),
	}
	ctx, end := context.WithCancel(r.ctx)
	a.begin(ctx)
	cpu := s.cpu()
	o := r.observe(s, name == goldfish, r.floodTime())
	cpu = s.cpu() - cpu
	pages := float64(a.asked.Load()) + float64(len(o.took))
	end()
	a.tasks.Wait()
	r.add(label, name, "distinct URLs", "", float64(a.asked.Load()))
	r.add(label, name, "CPU per page, of the flood and of others", "µs", micros(cpu)/pages)
	r.add(label, name, "a page of another person before it, median", "ms", millis(quantile(before.took, 0.5)))
	r.add(label, name, "a page of another person, median", "ms", millis(quantile(o.took, 0.5)))
	r.add(label, name, "how many times slower it is", "", float64(quantile(o.took, 0.5))/float64(quantile(before.took, 0.5)))
	r.add(label, name, "a page of another person, 99th of 100", "ms", millis(quantile(o.took, 0.99)))
	r.add(label, name, "pages of others", "", float64(len(o.took)))
	r.add(label, name, "pages of others that failed", "", float64(o.failed))
	r.add(label, name, "health checks that failed", "", float64(o.unhealthy))
	if name == goldfish {
		r.add(label, name, "streams of others that ended", "", float64(o.ended))
		r.add(label, name, "streams of others without the last change", "", float64(o.behind))
	}
	r.add(label, name, "RSS after it", "MiB", s.rss()/(1<<20))
	r.logf("%s %s: median %v, 99th %v, %d failed, %d URLs: %v", name, label, quantile(o.took, 0.5), quantile(o.took, 0.99), o.failed, a.asked.Load(), o.problems)
}

func (r *run) floodTime() time.Duration {
	if r.small() {
		return 4 * time.Second
	}
	return 40 * time.Second // longer than a view may take
}

func quantile(values []time.Duration, q float64) time.Duration {
	if len(values) == 0 {
		return 0
	}
	values = slices.Sorted(slices.Values(values))
	return values[int(q*float64(len(values)-1))]
}

// An observation is what other people notice.
type observation struct {
	mu        sync.Mutex
	took      []time.Duration
	failed    int
	unhealthy int
	ended     int // streams
	behind    int // streams
	problems  map[string]int
}

func (o *observation) note(problem string) {
	if o.problems == nil {
		o.problems = map[string]int{}
	}
	o.problems[problem]++
}

// observe loads pages as other people do, each over a connection of its own, and asks for the
// health of the server. With streams, it keeps some open over a number of changes.
func (r *run) observe(s *server, streams bool, length time.Duration) *observation {
	o := &observation{}
	ctx, cancel := context.WithTimeout(r.ctx, length)
	defer cancel()
	var tasks sync.WaitGroup
	for person := range 4 {
		tasks.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				begin := time.Now()
				problem := s.page(fmt.Sprint(listPage, "?n=", -1-n), person+1)
				o.mu.Lock()
				if o.took = append(o.took, time.Since(begin)); problem != "" {
					o.failed++
					o.note(problem)
				}
				o.mu.Unlock()
				time.Sleep(50 * time.Millisecond)
			}
		})
	}
	tasks.Go(func() {
		for ctx.Err() == nil {
			for _, path := range []string{"/livez", "/readyz"} {
				if problem := s.page(path, 0); problem != "" {
					o.mu.Lock()
					o.unhealthy++
					o.note(path + ": " + problem)
					o.mu.Unlock()
				}
			}
			time.Sleep(100 * time.Millisecond)
		}
	})
	if streams {
		r.followFlood(ctx, s, o)
	}
	tasks.Wait()
	return o
}

// page loads a page, and returns what went wrong. A page that takes ten seconds has failed.
func (s *server) page(uri string, who int) (problem string) {
	ctx, cancel := context.WithTimeout(s.r.ctx, 10*time.Second)
	defer cancel()
	req := must(http.NewRequestWithContext(ctx, http.MethodGet, "http://"+s.Addr+uri, nil))
	req.Close = true
	req.Header.Set("Accept-Encoding", "identity") // the baseline does not compress
	if who > 0 {
		req.Header.Set("Cookie", fmt.Sprint("user=", who))
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return strings.ReplaceAll(err.Error(), uri, "")
	}
	defer resp.Body.Close()
	if _, err = io.Copy(io.Discard, resp.Body); err != nil {
		return err.Error()
	}
	if resp.StatusCode != http.StatusOK {
		return resp.Status
	}
	return ""
}

// followFlood keeps streams of other people open until the context ends, while the page changes.
func (r *run) followFlood(ctx context.Context, s *server, o *observation) {
	const people = 20
	streaming, stop := context.WithCancel(r.ctx)
	defer stop()
	newest := make([]string, people)
	var ended sync.WaitGroup
	var ready sync.WaitGroup
	for i := range people {
		header := http.Header{"Cookie": {fmt.Sprint("user=", 100+i)}}
		c := sse.Client{URL: "http://" + s.Addr + listPage, Header: func() http.Header { return header }}
		opened := sync.OnceFunc(ready.Done)
		ready.Add(1)
		ended.Go(func() {
			err := c.Connect(streaming, func(e *sse.Event) {
				opened()
				o.mu.Lock()
				defer o.mu.Unlock()
				if len(e.ID) > 0 {
					newest[i] = string(e.ID)
				}
			})
			opened()
			if streaming.Err() == nil {
				o.mu.Lock()
				defer o.mu.Unlock()
				o.ended++
				o.note(fmt.Sprint("a stream: ", err))
			}
		})
	}
	ready.Wait()
	for ctx.Err() == nil {
		s.change(boardPage)
		time.Sleep(100 * time.Millisecond)
	}
	// The last change arrives, however late.
	last := s.version(listPage, 200)
	arrived := func() (n int) {
		o.mu.Lock()
		defer o.mu.Unlock()
		for _, version := range newest {
			if version == last {
				n++
			}
		}
		return n
	}
	for late := time.Now().Add(time.Minute); arrived() < people && time.Now().Before(late); time.Sleep(10 * time.Millisecond) {
	}
	o.behind += people - arrived()
	stop()
	ended.Wait()
}
