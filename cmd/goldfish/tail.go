package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/sse"
)

var tailCommand = command{
	name:    "tail",
	args:    "URL",
	summary: "what happens on a page, line by line",
	longHelp: `Opens the page as a tab does, follows its stream, and prints a line for each event: time, event,
version, bytes of the event's data, and the title or a message. It reconnects after each disconnect.
It ends if it is interrupted, or if the page is gone.`,
	run: func(ctx context.Context, c command, args []string, out, log io.Writer) error {
		w := &tail{out: out, log: log, header: http.Header{}}
		flags := flag.NewFlagSet(c.name, flag.ContinueOnError)
		flags.BoolVar(&w.json, "json", false, "one JSON object a line")
		flags.IntVar(&w.limit, "n", 0, "end after so many `events`; hello, which begins each stream, does not count")
		flags.Var(cookieFlag{w.header}, "cookie", "a `name=value` that a signed-in browser sends; as often as needed")
		flags.Var(headerFlag{w.header}, "H", "a header, `\"Name: value\"`; as often as needed")
		rest, err := c.parse(flags, args, out)
		switch {
		case err != nil:
			return err
		case len(rest) != 1:
			return usageError("name one URL")
		}
		return w.run(ctx, rest[0])
	},
}

// A tail follows one page.
type tail struct {
	out, log io.Writer
	json     bool
	limit    int
	header   http.Header

	client *http.Client
	page   page
	seen   int
}

// errLimit ends tail after the number of events given by -n.
var errLimit = errors.New("enough")

func (w *tail) run(ctx context.Context, address string) error {
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	transport := &http.Transport{Proxy: http.ProxyFromEnvironment}
	defer transport.CloseIdleConnections()
	w.client = &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	var err error
	if w.page, err = w.fetch(ctx, address); err != nil {
		if ctx.Err() != nil {
			return nil // interrupted
		}
		return err
	}
	w.print(line{Time: time.Now(), Event: "page", Version: w.page.version, Bytes: w.page.bytes, Form: "whole", Title: w.page.title})
	for _, part := range w.page.parts {
		w.print(line{Time: time.Now(), Event: wire.PartEvent, URL: part.url, Version: part.version, Bytes: part.bytes, Form: "whole", Title: part.title})
	}
	stream := *w.client
	stream.Transport = statusTransport{transport, w, end}
	follower := &sse.Client{URL: w.page.url.String(), HTTPClient: &stream, Header: w.requestHeader}
	_ = follower.Subscribe(ctx, func(e *sse.Event) {
		if ctx.Err() != nil {
			return
		}
		l := w.apply(e)
		w.print(l)
		if l.Event != wire.HelloEvent {
			w.seen++
		}
		if w.limit > 0 && w.seen == w.limit {
			end(errLimit)
		}
	})
	switch cause := context.Cause(ctx); {
	case cause == errLimit, errors.Is(cause, context.Canceled):
		return nil
	default:
		return cause
	}
}

// requestHeader returns the header of a stream request: the versions of the page and its parts.
func (w *tail) requestHeader() http.Header {
	h := w.header.Clone()
	h.Set("Accept", wire.AcceptStream)
	h.Set(wire.VersionHeader, w.page.version)
	var parts []wire.PartVersion
	for _, part := range w.page.parts {
		parts = append(parts, wire.PartVersion{URL: part.url, Version: part.version})
	}
	if parts != nil {
		h.Set(wire.PartsHeader, wire.FormatParts(parts))
	}
	return h
}

// A statusTransport reads the status of each connection, and ends tail if a reconnect cannot help.
type statusTransport struct {
	http.RoundTripper
	w   *tail
	end context.CancelCauseFunc
}

func (r statusTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := r.RoundTripper.RoundTrip(req)
	if err != nil {
		if req.Context().Err() == nil {
			fmt.Fprintf(r.w.log, "goldfish: %v; trying again\n", err)
		}
		return nil, err
	}
	if resp.StatusCode == http.StatusOK && strings.HasPrefix(resp.Header.Get("Content-Type"), wire.StreamType) {
		return resp, nil
	}
	switch problem := describeError(resp, wire.StreamType); {
	case resp.StatusCode == http.StatusRequestTimeout, resp.StatusCode == http.StatusTooManyRequests,
		resp.StatusCode >= 500 && resp.StatusCode != http.StatusNotImplemented:
		fmt.Fprintf(r.w.log, "goldfish: %v; trying again\n", problem)
	default:
		r.end(problem)
	}
	return resp, nil
}
