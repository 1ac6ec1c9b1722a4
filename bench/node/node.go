// Package node is a node of the fleet that bench scale measures: pages whose numbers are in SQLite,
// on a file that all nodes share. It is a package so that the module bench/bus can add a driver.
package node

import (
	"context"
	"database/sql"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	_ "net/http/pprof" // on the debug address alone
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync/atomic"
	"time"

	_ "modernc.org/sqlite"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/store"
)

// Page is the path of the pages. Each number is a screen with a topic of its own.
const Page = "/screen"

// A Greeting is what a process prints when it is up: where it serves, and where it is asked.
type Greeting struct{ Addr, Debug string }

// Stats are what only the process itself knows.
type Stats struct {
	Heap       uint64 // bytes in use
	Stacks     uint64
	Goroutines int
	Views      int64
	Streams    int
	Parked     int
}

type screenURL struct {
	N int `url:"n,push"`
}

// Main is the life of a node, until its standard input ends. Connect makes the waker of a bus by
// its URL; nil: there is none, and nodes read at intervals.
func Main(args []string, connect func(url string) (bus.Waker, error)) error {
	flags := flag.NewFlagSet("node", flag.ContinueOnError)
	addr := flags.String("addr", "127.0.0.1:0", "where to serve")
	path := flags.String("db", "", "the file of SQLite")
	url := flags.String("bus", "", "the URL of the bus")
	body := flags.Int("body", 2000, "bytes of a page")
	screens := flags.Int("screens", 1, "how many screens there are; only the first node creates them")
	if err := flags.Parse(args); err != nil {
		return err
	}
	var waker bus.Waker
	if *url != "" {
		var err error
		if waker, err = connect(*url); err != nil {
			return err
		}
	}
	db, err := open(*path, *screens, waker)
	if err != nil {
		return err
	}
	defer db.Close()
	n := &node{db: db, rows: rows(*body)}
	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		return err
	}
	control, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	app := n.app()
	http.HandleFunc("GET /stats", n.stats)
	http.HandleFunc("POST /change", n.change)
	http.HandleFunc("POST /close", func(http.ResponseWriter, *http.Request) { app.Close() })
	go http.Serve(control, nil)
	go (&http.Server{Handler: app, ReadHeaderTimeout: time.Minute}).Serve(listener)
	if err := json.NewEncoder(os.Stdout).Encode(Greeting{listener.Addr().String(), control.Addr().String()}); err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}

func open(path string, screens int, waker bus.Waker) (*store.DB, error) {
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	if err := store.Migrate(ctx, db, store.SQLite); err != nil {
		return nil, err
	}
	_, err = db.Exec("CREATE TABLE IF NOT EXISTS screens (n INTEGER PRIMARY KEY, count INTEGER NOT NULL)")
	if err == nil && screens > 0 {
		_, err = db.Exec(`INSERT OR IGNORE INTO screens WITH RECURSIVE c(n) AS (VALUES (0) UNION ALL SELECT n+1 FROM c WHERE n+1 < ?)
			SELECT n, 100000 FROM c`, screens)
	}
	if err != nil {
		return nil, err
	}
	return store.Open(ctx, db, store.SQLite, store.Options{Waker: waker})
}

type node struct {
	db    *store.DB
	rows  string
	views atomic.Int64
	shown func() framework.Stats
}

func (n *node) app() *framework.App[framework.Anyone] {
	app := framework.New(framework.Public, framework.Options[framework.Anyone]{
		Store: n.db, MaxStreamsPerAddress: -1, MaxStreams: -1, MaxScreensPerAddress: -1, MaxStreamAge: -1,
	})
	n.shown = app.Stats
	framework.Get(app, router.New(Page, screenURL{}), framework.Everyone, n.screen)
	return app
}

// screen is the view: a number from the database, and rows that never change.
func (n *node) screen(ctx context.Context, _ framework.Anyone, u screenURL) (framework.Page, error) {
	n.views.Add(1)
	var count int
	if err := n.db.SQL().QueryRowContext(ctx, "SELECT count FROM screens WHERE n = ?", u.N).Scan(&count); err != nil {
		return framework.Page{}, err
	}
	return framework.Page{Title: "Screen", Body: page(count, n.rows), Topics: []string{Topic(u.N)}}, nil
}

// Topic is the topic of a screen.
func Topic(n int) string { return "screen:" + strconv.Itoa(n) }

// change makes so many writes, each to another screen, and answers with how long they took, in ns.
// With every, it makes one write each so many microseconds.
func (n *node) change(w http.ResponseWriter, r *http.Request) {
	first, _ := strconv.Atoi(r.FormValue("n"))
	times := 1
	if v, err := strconv.Atoi(r.FormValue("times")); err == nil {
		times = v
	}
	every, _ := strconv.Atoi(r.FormValue("every"))
	start := time.Now()
	for i := range times {
		if wait := time.Until(start.Add(time.Duration(i*every) * time.Microsecond)); wait > 0 {
			time.Sleep(wait)
		}
		screen := first
		if r.FormValue("next") != "" {
			screen += i
		}
		if err := n.write(r.Context(), screen); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
	}
	fmt.Fprint(w, time.Since(start).Nanoseconds())
}

func (n *node) write(ctx context.Context, screen int) error {
	return n.db.Write(ctx, func(tx *store.Tx) error {
		tx.Notify(Topic(screen))
		_, err := tx.Exec("UPDATE screens SET count = count + 1 WHERE n = ?", screen)
		return err
	})
}

func (n *node) stats(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Has("gc") {
		runtime.GC()
		runtime.GC() // the first only takes pools out of use
		debug.FreeOSMemory()
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	now := n.shown()
	_ = json.NewEncoder(w).Encode(Stats{
		Heap: m.HeapAlloc, Stacks: m.StackInuse, Goroutines: runtime.NumGoroutine(), Views: n.views.Load(),
		Streams: now.Streams, Parked: now.Parked,
	})
}
