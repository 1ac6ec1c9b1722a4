package deploy

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/deploy/database"
)

// A Site is the product as it runs: a database, nodes, and a proxy in front of them.
type Site struct {
	*Proxy
	Database *database.Server

	t      testing.TB
	builds Builds
	mu     sync.Mutex
	node   *Node // the one that answers, where it is one
	all    []*Node
}

// NewSite starts a site with one node of a build. It ends with the test.
func NewSite(t testing.TB, builds Builds, build string, flags ...string) *Site {
	t.Helper()
	db, err := database.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	proxy, err := startProxy()
	if err != nil {
		t.Fatal(err)
	}
	s := &Site{Proxy: proxy, Database: db, t: t, builds: builds}
	t.Cleanup(func() {
		proxy.close()
		for _, n := range s.all {
			n.Kill()
			if t.Failed() {
				t.Logf("%s said:\n%s", n.Build, &n.output)
			}
		}
	})
	s.node = s.Add(build, flags...)
	s.Serve(s.node)
	return s
}

// Add starts one more node. The proxy does not know it yet.
func (s *Site) Add(build string, flags ...string) *Node {
	s.t.Helper()
	n, err := s.builds.start(build, s.Database.URL, flags...)
	if err != nil {
		s.t.Fatal(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all = append(s.all, n)
	return n
}

// A Way is how one node takes the place of another.
type Way int

const (
	Rolling Way = iota // the new node is ready before the old one gets SIGTERM
	// the old node gets SIGTERM and ends; after a moment without any node comes the new one
	Restart
	Crash // the same with SIGKILL
)

// Ways are all of them.
var Ways = []Way{Rolling, Restart, Crash}

func (w Way) String() string { return [...]string{"rolling deploy", "SIGTERM", "SIGKILL"}[w] }

// downtime is how long no node answers.
const downtime = 300 * time.Millisecond

// Deploy replaces the node by one of this build.
func (s *Site) Deploy(build string, way Way, flags ...string) {
	s.t.Helper()
	last := s.node
	switch way {
	case Rolling:
		s.node = s.Add(build, flags...)
		s.Serve(s.node)
		last.Terminate()
		return
	case Restart:
		s.Serve()
		last.Terminate()
	case Crash:
		s.Serve()
		last.Kill()
	}
	time.Sleep(downtime)
	s.node = s.Add(build, flags...)
	s.Serve(s.node)
}

// Down ends the node and starts none.
func (s *Site) Down() {
	s.Serve()
	s.node.Kill()
}

// Up starts a node of this build after [Site.Down].
func (s *Site) Up(build string) {
	s.t.Helper()
	s.node = s.Add(build)
	s.Serve(s.node)
}

// A Tab is a tab of the product, at an origin of its own.
type Tab struct {
	*browser.Tab
	Name string
	site *Site // nil for a tab of a [Cluster]
}

// Open opens a page in a new tab, at the origin of this name, with the observer and more scripts
// that run before the document's own.
func (s *Site) Open(t testing.TB, tab *browser.Tab, name, path string, scripts ...string) *Tab {
	t.Helper()
	opened := &Tab{tab, name, s}
	opened.open(s.URL(name, path), scripts)
	return opened
}

// open opens an address with the observer and more scripts.
func (tab *Tab) open(url string, scripts []string) {
	// While no node is there the browser itself tells of each request that failed.
	tab.Allow(`502|ERR_|Failed to load resource`)
	for _, script := range append([]string{observerScript}, scripts...) {
		tab.Run(chromedp.ActionFunc(func(ctx context.Context) error {
			_, err := page.AddScriptToEvaluateOnNewDocument(script).Do(ctx)
			return err
		}))
	}
	tab.Tab.Open(url)
	tab.Live()
}

// As signs in a person at the origin of this name, without a page.
func (s *Site) As(tab *browser.Tab, name string, p database.Person) {
	signIn(tab, s.Database, s.URL(name, "/"), p)
}

func signIn(tab *browser.Tab, db *database.Server, url string, p database.Person) {
	db.SetPerson(p)
	tab.Run(network.SetCookie("session", db.SignIn(p.ID)).WithURL(url).WithHTTPOnly(true).WithExpires(ptr(cdp.TimeSinceEpoch(time.Now().Add(time.Hour)))))
}

func ptr[T any](v T) *T { return &v }

// Live waits until the stream of the page is live, and the files that the client loads soon after
// its start have been asked for.
func (tab *Tab) Live() {
	tab.Until("document.documentElement.dataset.gfStream === 'live' && observer.started()")
}

// Shell waits until the tab shows the shell of a build.
func (tab *Tab) Shell(build string) {
	tab.Until(fmt.Sprintf("document.documentElement.className === 'shell-%s' && document.body.className === 'body-%[1]s'", build))
}

// Body waits until the tab shows the page as a build renders it.
func (tab *Tab) Body(build string) {
	tab.Until(fmt.Sprintf("!!document.querySelector('#page .head') === %v", build == New))
}

// Observation is what the observer of this document has seen.
func (tab *Tab) Observation() (w Observation) {
	tab.Eval("observer.report()", &w)
	return w
}
