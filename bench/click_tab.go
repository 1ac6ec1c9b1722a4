//go:build linux

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/cdproto/profiler"
	"github.com/chromedp/chromedp"

	chromium "github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/deploy"
)

// A clickTab is one subject's page in the browser.
type clickTab struct {
	*chromium.Tab
	subject string
	t       *deploy.Outside
	at      clickURL
}

func (tab *clickTab) open(address string) {
	tab.Open(fmt.Sprintf("%s?size=%d&list=%d&of=%d", address, tab.at.Size, tab.at.List, tab.at.Of))
	tab.Until("document.readyState === 'complete' && document.querySelector('#state')")
	if tab.subject == goldfish {
		tab.Until("document.documentElement.dataset.gfStream === 'live'")
	}
	tab.Run(performance.Enable().WithTimeDomain(performance.EnableTimeDomainThreadTicks))
	tab.Eval(clickScript, nil)
}

// clickScript makes the functions of the measurement, once for a document: to compile them for each
// click would count for every subject. `rested` waits until what came before is painted.
const clickScript = `(() => {
	addEventListener("beforeunload", () => sessionStorage.left = 1);
	const frame = () => new Promise(requestAnimationFrame);
	window.rested = () => frame().then(frame);
	window.clicked = (selector, text) => new Promise((done) => {
		const now = () => document.getElementById("state")?.textContent;
		const { port1, port2 } = new MessageChannel();
		const look = () => (now() === text ? port2.postMessage(0) : requestAnimationFrame(look));
		const link = document.querySelector(selector);
		const start = performance.now();
		port1.onmessage = () => done(performance.now() - start);
		link.click();
		requestAnimationFrame(look);
	});
})()`

func (tab *clickTab) close() { tab.Run(page.Close()) }

// click clicks, and returns the time until the first task after the frame that shows the new text,
// and the processor time of the page's main thread until all is quiet, in milliseconds.
func (tab *clickTab) click(c clickCase) (frame, thread float64) {
	selector := "#next"
	if c.tab {
		tab.at = tab.at.next()
	} else {
		tab.at.Row = tab.at.Row%tab.at.Size + 1
		selector = fmt.Sprintf("#r%d-%d a", tab.at.List, tab.at.Row)
	}
	tab.Run(page.BringToFront())
	tab.Eval("rested()", nil)
	before := tab.threadTime()
	tab.Eval(fmt.Sprintf("clicked(%q, %q)", selector, tab.at.state()), &frame)
	time.Sleep(quiet)
	thread = tab.threadTime() - before
	if tab.Text("sessionStorage.left ?? ''") != "" {
		check(fmt.Errorf("%s left its document: it did not take over the click", tab.subject))
	}
	return frame, thread
}

// keep takes a profile of the page's scripts while f runs, where the run was asked for profiles. A
// profile makes the figures longer.
func (tab *clickTab) keep(r *run, name string, f func()) {
	if r.profile == "" {
		f()
		return
	}
	tab.Run(profiler.Enable(), profiler.Start())
	f()
	tab.Run(chromedp.ActionFunc(func(ctx context.Context) error {
		profile, err := profiler.Stop().Do(ctx)
		if err != nil {
			return err
		}
		file := strings.ReplaceAll("click-"+name+"-"+tab.subject+".cpuprofile", "/", "-")
		return os.WriteFile(filepath.Join(r.profile, file), must(json.Marshal(profile)), 0o644)
	}))
}

// threadTime is how long the main thread of the page has worked on tasks, in milliseconds.
func (tab *clickTab) threadTime() (ms float64) {
	tab.Run(chromedp.ActionFunc(func(ctx context.Context) error {
		metrics, err := performance.GetMetrics().Do(ctx)
		for _, m := range metrics {
			if m.Name == "TaskDuration" {
				ms = m.Value * 1000
			}
		}
		return err
	}))
	return ms
}
