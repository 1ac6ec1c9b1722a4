package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/sys/unix"

	"github.com/goldfish-go/goldfish/bench/node"
)

// A loadOrder is a line on the standard input of a load process.
type loadOrder struct {
	Open, Screens int           // open so many tabs, spread over the screens
	Await         int           // wait until so many events have come
	Limit         time.Duration // of waiting
	Close         bool          // close all tabs
}

// A loadReport is what a load process answers. It answers an order to wait twice: first when it has
// begun to count.
type loadReport struct {
	Live    int
	Events  int
	Missing int // tabs without an event
	Again   int // tabs with more than one
	Bytes   int
	Lost    int
	CPU     time.Duration // of the process, since it began
	At      []int64       // µs since 1970, of each event
	Err     string
}

// loadMain is the life of a process that holds many tabs of one node.
func loadMain(args []string) (err error) {
	flags := flag.NewFlagSet("load", flag.ContinueOnError)
	addr := flags.String("addr", "", "of the node")
	if err := flags.Parse(args); err != nil {
		return err
	}
	out := json.NewEncoder(os.Stdout)
	defer func() {
		if f, ok := recover().(failure); ok {
			err = f.error
			_ = out.Encode(loadReport{Err: f.Error()})
		}
	}()
	c := newLoadClient(context.Background(), *addr)
	check(out.Encode(loadReport{}))
	orders := make(chan loadOrder)
	go func() {
		defer close(orders)
		lines := json.NewDecoder(bufio.NewReader(os.Stdin))
		for {
			var o loadOrder
			if lines.Decode(&o) != nil {
				return
			}
			orders <- o
		}
	}()
	for {
		select {
		case o, ok := <-orders:
			if !ok {
				return nil
			}
			c.obey(o, *addr, out)
		default:
			c.pump(20*time.Millisecond, func() bool { return false })
		}
	}
}

func (c *loadClient) obey(o loadOrder, addr string, out *json.Encoder) {
	switch {
	case o.Close:
		for fd := range c.each {
			c.close(fd)
		}
	case o.Open > 0:
		c.openScreens(o.Open, o.Screens, addr)
	default:
		c.pump(0, func() bool { return false })
		c.mark()
		check(out.Encode(loadReport{Live: c.live}))
		c.pump(o.Limit, func() bool { return c.updates >= o.Await })
	}
	report := loadReport{Live: c.live, Events: c.updates, Bytes: c.bytes, Lost: c.lost, CPU: ownCPU()}
	report.Missing, report.Again = c.missing()
	for _, late := range c.late {
		report.At = append(report.At, c.since.Add(late).UnixMicro())
	}
	check(out.Encode(report))
}

// openScreens opens tabs on the screens in turns, each with the version that its document has.
func (c *loadClient) openScreens(n, screens int, addr string) {
	if screens = max(min(screens, n), 1); screens != len(c.requests) {
		s := &server{r: &run{ctx: c.ctx}, greeting: greeting{Addr: addr}}
		c.requests = make([][]byte, screens)
		for i := range c.requests {
			uri := fmt.Sprintf("%s?n=%d", node.Page, i)
			c.requests[i] = streamRequest(uri, s.version(uri, 0), 0)
		}
	}
	c.open(n, func(i int) []byte { return c.requests[i%len(c.requests)] })
}

func ownCPU() time.Duration {
	var t unix.Timespec
	check(unix.ClockGettime(unix.CLOCK_PROCESS_CPUTIME_ID, &t))
	return time.Duration(t.Nano())
}

// loads is a load process, as its parent sees it.
type loads struct {
	*server
	in  *json.Encoder
	out *json.Decoder
}

func (l *loads) order(o loadOrder) { check(l.in.Encode(o)) }

func (l *loads) report() (r loadReport) {
	check(l.out.Decode(&r))
	if r.Err != "" {
		check(fmt.Errorf("a load process: %s", r.Err))
	}
	return r
}

// loadProcess starts a process for tabs of a node.
func (r *run) loadProcess(s *server) *loads {
	l := &loads{server: &server{r: r, subject: "load"}}
	l.cmd = r.command(must(os.Executable()), "load", "-addr", s.Addr)
	input, output := must(l.cmd.StdinPipe()), must(l.cmd.StdoutPipe())
	l.input, l.in, l.out = input, json.NewEncoder(input), json.NewDecoder(bufio.NewReader(io.Reader(output)))
	check(l.cmd.Start())
	r.closers = append(r.closers, l.stop)
	l.report()
	return l
}
