package deploy

import (
	"context"
	"fmt"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
)

// Continuous is three nodes behind nginx that are deployed without pause while people type, send
// comments, and are shown news.
type Continuous struct {
	Builds Builds
	Forms  int
	// in each of them the new build replaces the old one on all nodes, and is replaced by it
	Rounds int

	// First is the number of the first form. Forms of several runs have different ones.
	First int
}

// newsWithin is how long a tab may take to show a piece of news. It bounds what is broken, and
// measures nothing.
const newsWithin = time.Minute

// Run opens the forms, each in a tab at an origin of its own, and has a robot type in each of them.
// Meanwhile the nodes are deployed, and every tab has to show each piece of news before the next
// one is written. At the end every form is saved and compared with what its robot typed.
func (run Continuous) Run(t testing.TB, chromium *browser.Browser) (all Loss) {
	t.Helper()
	cluster := NewCluster(t, run.Builds, Old)
	cluster.Set("news", "news 0")
	robots := make([]*Robot, run.Forms)
	for i := range robots {
		form := run.First + i
		tab := cluster.Open(chromium.Tab(t), fmt.Sprintf("form%d", form), fmt.Sprintf("/form/%d", form), person(form, 0), Soon)
		robots[i] = NewRobot(tab, form)
		robots[i].comments = []string{}
	}
	defer func() {
		if t.Failed() {
			for _, r := range robots {
				t.Logf("form %d: %s", r.Form, r.seen())
			}
		}
	}()
	stop, failed := make(chan struct{}), make(chan error, len(robots))
	var typists, press sync.WaitGroup
	rest := sync.OnceFunc(func() { close(stop); typists.Wait() })
	defer rest()
	for _, r := range robots {
		typists.Go(func() {
			if err := r.TypeUntil(stop); err != nil {
				failed <- err
			}
		})
	}
	var news Loss
	over := make(chan struct{})
	end := sync.OnceFunc(func() { close(over); press.Wait() })
	defer end()
	press.Go(func() { news = cluster.report(robots, over) })
	for round := range run.Rounds {
		for _, build := range []string{New, Old} {
			cluster.Deploy(build, round)
			for _, r := range robots {
				r.Tab.Body(build)
			}
			t.Logf("round %d: %s on all nodes", round+1, build)
		}
	}
	end()
	rest()
	close(failed)
	for err := range failed {
		t.Error(err)
	}
	all.Add(news)
	for _, r := range robots {
		all.Add(r.commented(cluster.Posts))
		all.Add(r.Loss())
	}
	if posts := append(cluster.Posts("save", ""), cluster.Posts("shortcut", "")...); len(posts) > 0 {
		all.Posts += len(posts)
		all.tell("%d posts that nobody sent: %v", len(posts), posts)
	}
	for _, r := range robots {
		all.Add(r.Submit(cluster))
	}
	return all
}

// report writes news, one after the other, and counts those that a tab does not show. A form that a
// robot types in shows them in the same page.
func (c *Cluster) report(robots []*Robot, over <-chan struct{}) (l Loss) {
	for n := 1; ; n++ {
		text := fmt.Sprint("news ", n)
		c.Set("news", text)
		missed := make([]error, len(robots))
		var tabs sync.WaitGroup
		for i, r := range robots {
			tabs.Go(func() { missed[i] = r.Tab.shows(text) })
		}
		tabs.Wait()
		for i, err := range missed {
			if err != nil {
				l.News++
				l.tell("form %d did not show %q: %v", robots[i].Form, text, err)
			}
		}
		l.Written = n
		select {
		case <-over:
			return l
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// shows waits until the page shows a piece of news.
func (tab *Tab) shows(text string) error {
	ctx, cancel := context.WithTimeout(tab.Context, newsWithin)
	defer cancel()
	var shown bool
	return chromedp.Run(ctx, chromedp.Evaluate(fmt.Sprintf("observer.shows(%q)", text), &shown, awaitPromise))
}

func port(address string) string {
	_, port, _ := net.SplitHostPort(address)
	return port
}

// awaitPromise makes an evaluation wait for its promise.
func awaitPromise(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }
