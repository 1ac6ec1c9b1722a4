package main

import (
	"crypto/tls"
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
	"sync/atomic"
	"syscall"
	"time"

	"github.com/goldfish-go/goldfish/bench/node"
)

// A subject is a server that is measured.
type subject struct {
	http.Handler
	change  func(page string)      // makes the page's one change and tells all who look
	streams func() (open, own int) // open streams, and how many of them no goroutine stands for
	views   *atomic.Int64          // how often a page was made from its data
	serve   func(net.Listener)     // instead of the handler: a server of its own
	drain   func()                 // asks all tabs to go elsewhere; nil: the subject cannot
	close   func()                 // ends all streams at once
}

// An offer is what a server process is asked for.
type offer struct {
	addr  string
	tls   bool
	frame int           // how many bytes of news the baselines send: as many as Goldfish does
	grace time.Duration // for which Goldfish keeps a screen that nobody looks at
	files uint64        // limit of descriptors; zero: that of the system
}

// goldfish is the subject that all benches are about; the others are baselines.
const goldfish = "goldfish"

var subjects = map[string]func(offer) subject{}

// What a server process says of itself when it is up.
type greeting struct{ Addr, Debug string }

// stats are what only the process itself knows.
type stats struct {
	Heap       uint64 // bytes in use
	Stacks     uint64
	Goroutines int
	Views      int64
	Streams    int
	Parked     int
}

// serve is the life of a server process: until its standard input ends, which is when its parent
// does.
func serve(name string, args []string) {
	if name == "fleet" {
		mustExit(0, node.Main(args, nil)) // without a bus; with one it is bench/bus/node
		return
	}
	var o offer
	flags := flag.NewFlagSet(name, flag.ExitOnError)
	flags.StringVar(&o.addr, "addr", "127.0.0.1:0", "")
	flags.BoolVar(&o.tls, "tls", false, "")
	flags.IntVar(&o.frame, "frame", 0, "")
	flags.DurationVar(&o.grace, "grace", 10*time.Second, "")
	flags.Uint64Var(&o.files, "files", 0, "")
	_ = flags.Parse(args)
	if o.files > 0 {
		limit := syscall.Rlimit{Cur: o.files, Max: o.files}
		if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
			mustExit(0, err)
		}
	}
	s := subjects[name](o)
	listener := mustExit(net.Listen("tcp", o.addr))
	control := mustExit(net.Listen("tcp", "127.0.0.1:0"))
	http.HandleFunc("GET /stats", s.stats)
	http.HandleFunc("POST /change", s.changed)
	http.HandleFunc("POST /drain", func(http.ResponseWriter, *http.Request) { s.drain() })
	http.HandleFunc("POST /close", func(http.ResponseWriter, *http.Request) { s.close() })
	go http.Serve(control, nil)
	server := &http.Server{Handler: s, ReadHeaderTimeout: time.Minute}
	if s.serve != nil {
		go s.serve(listener)
	} else if o.tls {
		server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{certificate()}}
		go server.ServeTLS(listener, "", "")
	} else {
		go server.Serve(listener)
	}
	_ = json.NewEncoder(os.Stdout).Encode(greeting{listener.Addr().String(), control.Addr().String()})
	_, _ = io.Copy(io.Discard, os.Stdin)
}

func mustExit[T any](v T, err error) T {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench serve:", err)
		os.Exit(1)
	}
	return v
}

func (s subject) stats(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Has("gc") {
		runtime.GC()
		runtime.GC() // the first only takes pools out of use
		debug.FreeOSMemory()
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	out := stats{Heap: m.HeapAlloc, Stacks: m.StackInuse, Goroutines: runtime.NumGoroutine(), Views: s.views.Load()}
	out.Streams, out.Parked = s.streams()
	_ = json.NewEncoder(w).Encode(out)
}

// changed makes a change, and answers with how long it took to tell everybody: no slow reader may
// make that longer.
func (s subject) changed(w http.ResponseWriter, r *http.Request) {
	start := time.Now()
	s.change(r.URL.Query().Get("page"))
	fmt.Fprint(w, time.Since(start).Nanoseconds())
}
