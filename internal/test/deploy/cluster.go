package deploy

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/deploy/database"
	"github.com/goldfish-go/goldfish/internal/test/proxies"
	"github.com/goldfish-go/goldfish/internal/test/servers"
)

// A Cluster is the product as it runs in production: three nodes on one database, behind nginx with
// the configuration of docs/proxies. Posts and values are in a SQLite file that all nodes open.
type Cluster struct {
	Database *database.Durable

	t        testing.TB
	builds   Builds
	file     string
	sessions *database.Server
	address  string // of nginx
	places   [3]string
	nodes    [3]*Node
}

// NewCluster starts three nodes of a build. They end with the test.
func NewCluster(t testing.TB, builds Builds, build string) *Cluster {
	t.Helper()
	c := &Cluster{t: t, builds: builds, file: filepath.Join(t.TempDir(), "product.db")}
	var err error
	if c.sessions, err = database.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.sessions.Close)
	if c.Database, err = database.OpenDurable(c.file); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Database.Close)
	for i := range c.nodes {
		c.places[i] = "127.0.0.1:" + servers.Port(t)
	}
	c.address = proxies.Kinds[0].Start(t, c.places)
	t.Cleanup(func() {
		for _, n := range c.nodes {
			if n == nil {
				continue
			}
			n.Kill()
			if t.Failed() {
				t.Logf("%s printed:\n%.4000s", n.Build, n.output.String())
			}
		}
	})
	for i := range c.nodes {
		c.start(i, build)
	}
	return c
}

// start starts a node and waits until it is ready.
func (c *Cluster) start(i int, build string) {
	c.t.Helper()
	n, err := c.builds.startAt(c.places[i], build, c.sessions.URL, "-sqlite", c.file)
	if err != nil {
		c.t.Fatal(err)
	}
	c.nodes[i] = n
}

// Deploy replaces the nodes by those of another build, one after the other. In the first round each
// gets SIGTERM, in the second SIGKILL while it does a post, and in the third one of them.
func (c *Cluster) Deploy(build string, round int) {
	c.t.Helper()
	for i, n := range c.nodes {
		switch kill := round%3 == 1 || round%3 == 2 && i%2 == 1; {
		case kill:
			n.KillDuringPost()
		default:
			n.Terminate()
		}
		c.start(i, build)
	}
}

// Set changes a value that pages show.
func (c *Cluster) Set(name, value string) {
	if err := c.Database.Set(context.Background(), name, value); err != nil {
		c.t.Error(err)
	}
}

// Posts returns the posts to an action of one form; with an empty form, of all.
func (c *Cluster) Posts(action, form string) []database.Post {
	posts, err := c.Database.Posts(action, form)
	if err != nil {
		c.t.Error(err)
	}
	return posts
}

// Open opens a page in a tab of a person, at the origin of this name.
func (c *Cluster) Open(tab *browser.Tab, name, path string, p database.Person, scripts ...string) *Tab {
	c.t.Helper()
	url := fmt.Sprintf("http://%s.localhost:%s%s", name, port(c.address), path)
	signIn(tab, c.sessions, url, p)
	// A file that only the new build has cannot be had from the old one.
	tab.Allow("extra-")
	opened := &Tab{Tab: tab, Name: name}
	opened.open(url, scripts)
	return opened
}
