package proxies_test

import (
	"context"
	"fmt"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/socket"
	"github.com/goldfish-go/goldfish/internal/test/servers"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

type pageURL struct{}

type addForm struct {
	N int64 `form:"n"`
}

var (
	pageRoute = router.New("/", pageURL{})
	add       = router.NewAction[addForm](pageRoute, "add")
)

// A cluster is three nodes that show one number, which outlives them.
type cluster struct {
	t      *testing.T
	number atomic.Int64
	nodes  [3]*node
}

// A node is an app at one address. Another process takes its place in each deploy.
type node struct {
	cluster *cluster
	address string
	app     *framework.App[framework.Anyone]
	cancel  context.CancelFunc
	ended   chan error
}

func newCluster(t *testing.T) *cluster {
	c := &cluster{t: t}
	for i := range c.nodes {
		c.nodes[i] = &node{cluster: c, address: "127.0.0.1:" + servers.Port(t)}
		c.nodes[i].start()
	}
	t.Cleanup(func() {
		for _, n := range c.nodes {
			n.app.Close() // streams end at once
			n.stop()
		}
	})
	return c
}

func (c *cluster) addresses() (all [3]string) {
	for i, n := range c.nodes {
		all[i] = n.address
	}
	return all
}

// set changes the number on all nodes, as the store does.
func (c *cluster) set(n int64) {
	c.number.Store(n)
	for _, node := range c.nodes {
		node.app.Notify("number")
	}
}

func (n *node) start() {
	c := n.cluster
	listener, err := socket.Listen(n.address)
	if err != nil {
		c.t.Fatal(err)
	}
	n.app = framework.New(framework.Public, framework.Options[framework.Anyone]{
		Logger: slog.New(slog.DiscardHandler), GracePeriod: 12 * time.Second, DrainNotice: 2500 * time.Millisecond, MaxStreamAge: -1,
	})
	framework.Get(n.app, pageRoute, framework.Everyone, func(context.Context, framework.Anyone, pageURL) (framework.Page, error) {
		form := markup.Form{Action: add.URL(pageURL{})}
		body := templ.Join(templ.Raw(fmt.Sprintf(`<h1>number %d</h1>`, c.number.Load())), form)
		return framework.Page{Title: "Number", Body: body, Topics: []string{"number"}}, nil
	})
	framework.Post(n.app, add, framework.Everyone, func(_ context.Context, _ framework.Anyone, _ pageURL, f addForm) (router.URL, error) {
		return framework.Stay, nil
	})
	ctx, cancel := context.WithCancel(context.Background())
	n.cancel, n.ended = cancel, make(chan error, 1)
	go func() { n.ended <- n.app.Serve(ctx, listener, nil) }()
}

// stop stops the node as SIGTERM does, and waits for its end.
func (n *node) stop() {
	n.cancel()
	if err := <-n.ended; err != nil {
		n.cluster.t.Error(err)
	}
}
