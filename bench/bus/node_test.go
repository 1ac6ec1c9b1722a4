package bus

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"database/sql"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/store"
)

type waker = bus.Waker

// times are durations that print as their p50 and p99 in milliseconds.
type times []time.Duration

func (t times) String() string {
	slices.Sort(t)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	return fmt.Sprintf("%.1f %.1f", ms(t[len(t)/2]), ms(t[len(t)*99/100]))
}

// A node is an app with open tabs on one page, which shows the number of the last change.
type node struct {
	db    *store.DB
	shown sync.Map // number of a change to *sync.WaitGroup, of the tabs that do not show it yet
	last  atomic.Int64
}

var page = router.New("/", struct{}{})

// newNode opens a node and its tabs.
func newNode(t *testing.T, url string, a adapter) *node {
	w, err := a.waker()
	if err != nil {
		t.Fatal(err)
	}
	n := &node{}
	if n.db, err = store.Open(t.Context(), connect(t, url), store.PostgreSQL, store.Options{Waker: w}); err != nil {
		t.Fatal(err)
	}
	app := framework.New(framework.Public, framework.Options[framework.Anyone]{Store: n.db, MinLoadInterval: time.Millisecond})
	framework.Get(app, page, framework.Everyone, func(ctx context.Context, _ framework.Anyone, _ struct{}) (framework.Page, error) {
		var number int64
		err := n.db.SQL().QueryRowContext(ctx, "SELECT coalesce(max(what::bigint), 0) FROM effects").Scan(&number)
		body := templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
			_, err := fmt.Fprintf(w, "<p>change (%d)</p>", number)
			return err
		})
		return framework.Page{Title: "Changes", Body: body, Topics: []string{"effects"}}, err
	})
	server := httptest.NewServer(app)
	ctx, cancel := context.WithCancel(context.Background())
	var open sync.WaitGroup
	ready := make(chan struct{}, *tabs)
	for range *tabs {
		open.Go(func() { n.tab(ctx, server.URL, ready) })
	}
	for range *tabs {
		<-ready
	}
	t.Cleanup(func() {
		cancel()
		open.Wait()
		server.Close()
		app.Close()
		n.db.Close()
	})
	return n
}

// tab keeps a stream open, and notes each event.
func (n *node) tab(ctx context.Context, url string, ready chan<- struct{}) {
	r, _ := http.NewRequestWithContext(ctx, "GET", url+"/", nil)
	r.Header.Set("Accept", wire.StreamType)
	r.Header.Set("Accept-Encoding", "identity")
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		panic(err)
	}
	defer response.Body.Close()
	lines := bufio.NewReader(response.Body)
	first := true
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return
		}
		if !strings.HasPrefix(line, "id:") {
			continue
		}
		if first {
			first = false
			ready <- struct{}{}
			continue
		}
		if waiting, ok := n.shown.Load(n.last.Load()); ok {
			waiting.(*sync.WaitGroup).Done()
		}
	}
}

var number atomic.Int64

// change commits a change on this node. It returns when that was done, and when the last tab of
// each node showed it. Each tab gets one event, because the next change comes after that.
func (n *node) change(t *testing.T, nodes []*node) (started time.Time, shown []time.Time) {
	k := number.Add(1)
	for _, node := range nodes {
		waiting := &sync.WaitGroup{}
		waiting.Add(*tabs)
		node.shown.Store(k, waiting)
		node.last.Store(k)
	}
	shown = make([]time.Time, len(nodes))
	var all sync.WaitGroup
	for i, node := range nodes {
		all.Go(func() {
			waiting, _ := node.shown.Load(k)
			waiting.(*sync.WaitGroup).Wait()
			shown[i] = time.Now()
		})
	}
	err := n.db.Write(t.Context(), func(tx *store.Tx) error {
		tx.Notify("effects")
		_, err := tx.Exec("INSERT INTO effects (what) VALUES ($1)", fmt.Sprint(k))
		started = time.Now() // just before the commit
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	all.Wait()
	return started, shown
}

// load commits up to so many writes a second, on topics that nobody watches, until the context
// ends.
func load(ctx context.Context, db *store.DB, rate int) (count int) {
	var done atomic.Int64
	var writers sync.WaitGroup
	for range 8 {
		writers.Go(func() {
			tick := time.NewTicker(8 * time.Second / time.Duration(rate))
			defer tick.Stop()
			for ctx.Err() == nil {
				select {
				case <-ctx.Done():
				case <-tick.C:
				}
				if write(ctx, db) == nil {
					done.Add(1)
				}
			}
		})
	}
	writers.Wait()
	return int(done.Load())
}

func write(ctx context.Context, db *store.DB) error {
	return db.Write(ctx, func(tx *store.Tx) error {
		tx.Notify("others")
		return effect(ctx, tx.Tx)
	})
}

func effect(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO effects (what) VALUES ('0')")
	return err
}
