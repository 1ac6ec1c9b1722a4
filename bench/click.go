//go:build linux

package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	chromium "github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/deploy"
)

func init() {
	register("click", "from a click to the next frame in a real Chromium, beside htmx, Turbo, Unpoly and Datastar", clicks)
}

const (
	frameTime  = "time to the frame"
	threadTime = "main thread"
	bestPeer   = "best peer" // of each figure by itself
)

// A clickCase is one kind of click, on a page of so many rows.
type clickCase struct {
	name string
	size int
	// All rows become others; else one is chosen, and the one chosen before is not any more.
	tab bool
	// After so many lists comes the first again, which has been shown before; 0: all are new.
	of int
	// The target: main-thread time as a multiple of the best peer's. The time to the frame may be
	// as long as the best peer's.
	thread float64
}

func clicks(r *run) {
	modules := clickModules()
	site, end := newClickSite(modules)
	r.closers = append(r.closers, end)
	host := r.host(site)
	t := &deploy.Outside{Print: func(line string) { r.logf("%s", line) }}
	defer t.End()
	defer leaveOut()
	browser := chromium.New(t)
	sizes := []int{200, 1000}
	if r.small() {
		sizes = []int{20}
	}
	for _, size := range sizes {
		tab := fmt.Sprintf("tab/%d", size)
		for _, c := range []clickCase{
			{name: fmt.Sprintf("row/%d", size), size: size, thread: 0.5},
			{name: tab, size: size, thread: 0.9, tab: true},
			{name: tab + ", shown before", size: size, thread: 0.9, tab: true, of: 3},
		} {
			r.clicks(c, t, browser, host.address)
		}
	}
	check(t.Failure)
}

// clicks opens a tab for each subject, and has them clicked in turns.
func (r *run) clicks(c clickCase, t *deploy.Outside, browser *chromium.Browser, address string) {
	var tabs []*clickTab
	for _, subject := range clickSubjects() {
		tab := &clickTab{subject: subject, t: t, Tab: browser.Tab(t), at: clickURL{Size: c.size, Of: c.of}}
		tab.open("http://" + address + clickPath(subject))
		tabs = append(tabs, tab)
	}
	for range r.times(6) { // what is not warm yet is not counted
		for _, tab := range tabs {
			tab.click(c)
		}
	}
	take := func() {
		for range r.rounds * r.times(10) {
			r.sleep(0)
			rand.Shuffle(len(tabs), func(i, j int) { tabs[i], tabs[j] = tabs[j], tabs[i] })
			for _, tab := range tabs {
				frame, thread := tab.click(c)
				r.add(c.name, tab.subject, frameTime, "ms", frame)
				r.add(c.name, tab.subject, threadTime, "ms", thread)
			}
		}
	}
	for _, tab := range slices.Clone(tabs) {
		inner := take
		take = func() { tab.keep(r, c.name, inner) }
	}
	take()
	for _, tab := range tabs {
		tab.close()
	}
	for metric, factor := range map[string]float64{frameTime: 1, threadTime: c.thread} {
		best := math.Inf(1)
		for _, p := range clickPeers {
			best = min(best, r.results.find(r.bench, c.name, p.name, metric).median())
		}
		r.add(c.name, bestPeer, metric, "ms", best)
		r.atMostOf(c.name, metric, bestPeer, factor)
		own := r.results.find(r.bench, c.name, goldfish, metric).median()
		hand := r.results.find(r.bench, c.name, clickHand.name, metric).median()
		r.logf("%s, %s: %.1f ms, %.2f of the best peer; by hand %.2f", c.name, metric, own, own/best, hand/best)
	}
}

func clickSubjects() []string {
	list := []string{goldfish}
	for _, p := range clickPeers {
		list = append(list, p.name)
	}
	return append(list, clickHand.name)
}

// clickModules is the folder of the libraries, which npm fills where it is not there yet.
func clickModules() string {
	_, file, _, _ := runtime.Caller(0)
	dir := filepath.Join(filepath.Dir(file), "click")
	modules := filepath.Join(dir, "node_modules")
	if _, err := os.Stat(modules); err == nil {
		return modules
	}
	if _, err := exec.LookPath("npm"); err != nil {
		check(fmt.Errorf("%w: the libraries are not installed, and there is no npm", errLeftOut))
	}
	if out, err := exec.Command("npm", "ci", "--prefix", dir, "--silent", "--no-audit", "--no-fund").CombinedOutput(); err != nil {
		check(fmt.Errorf("%w: npm ci --prefix bench/click: %w\n%s", errLeftOut, err, out))
	}
	return modules
}

// quiet is how long the work after a frame is counted: a library's own cleanup, caches, what the
// browser does about a visited link, and a new stream, which Goldfish opens 150 ms after an answer.
const quiet = 250 * time.Millisecond
