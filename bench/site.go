//go:build linux

package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// A site is a server inside this process, for what does not depend on who uses the processors.
type site struct {
	r       *run
	address string
	close   func()
}

func (r *run) host(h http.Handler) *site {
	listener := must(net.Listen("tcp", "127.0.0.1:0"))
	server := &http.Server{Handler: h}
	go server.Serve(listener)
	s := &site{r: r, address: listener.Addr().String(), close: func() { _ = server.Close() }}
	r.closers = append(r.closers, s.close)
	return s
}

// A watcher is a tab that counts what it is sent. It takes one event at a time: the next is made
// when it has this one.
type watcher struct {
	wire *countingReader // compressed or not
	text *bufio.Reader
	last int // what had come with the event before
}

// A countingReader counts the bytes that are read through it. It has ReadByte, so that a decoder
// does not read ahead.
type countingReader struct {
	*bufio.Reader
	n int
}

func (t *countingReader) Read(p []byte) (int, error) {
	n, err := t.Reader.Read(p)
	t.n += n
	return n, err
}

func (t *countingReader) ReadByte() (byte, error) {
	t.n++
	return t.Reader.ReadByte()
}

// stream opens a stream of a page that holds its version.
func (s *site) stream(uri, coding string) *watcher {
	version := (&server{r: s.r, greeting: greeting{Addr: s.address}}).version(uri, 0)
	req := must(http.NewRequestWithContext(s.r.ctx, http.MethodGet, "http://"+s.address+uri, nil))
	req.Header.Set("Accept", wire.AcceptStream)
	req.Header.Set("Accept-Encoding", coding) // said by ourselves, so that net/http does not decode
	req.Header.Set(wire.VersionHeader, version)
	resp := must(http.DefaultClient.Do(req))
	s.r.closers = append(s.r.closers, func() { _ = resp.Body.Close() })
	if resp.StatusCode != http.StatusOK {
		check(fmt.Errorf("the stream of %s was answered with %d", uri, resp.StatusCode))
	}
	w := &watcher{wire: &countingReader{Reader: bufio.NewReader(resp.Body)}}
	var text io.Reader = w.wire
	if resp.Header.Get("Content-Encoding") == "gzip" {
		text = must(gzip.NewReader(w.wire))
	}
	w.text = bufio.NewReader(text)
	w.await(wire.HelloEvent)
	return w
}

// event returns how many bytes the next event of the page takes.
func (w *watcher) event() int { return w.await("") }

func (w *watcher) await(name string) int {
	for {
		event := ""
		for line := ""; line != "\n"; {
			line = must(w.text.ReadString('\n'))
			if text, ok := strings.CutPrefix(line, "event:"); ok {
				event = strings.TrimSpace(text)
			}
		}
		bytes := w.wire.n - w.last
		w.last = w.wire.n
		if event == name {
			return bytes
		}
	}
}
