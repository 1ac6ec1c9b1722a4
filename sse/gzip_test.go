package sse

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
	"unsafe"
)

func TestAcceptsGzip(t *testing.T) {
	for _, test := range []struct {
		lines []string
		want  bool
	}{
		{nil, false},
		{[]string{""}, false},
		{[]string{"gzip"}, true},
		{[]string{"gzip, deflate, br, zstd"}, true},
		{[]string{"br", "deflate , GZip ; Q=0.001"}, true},
		{[]string{"gzip;q=0"}, false},
		{[]string{"gzip; q=0.000, *"}, false},
		{[]string{"*, gzip;q=0"}, false},
		{[]string{"*"}, true},
		{[]string{"*;q=0"}, false},
		{[]string{"br, *;q=0.1"}, true},
		{[]string{"identity"}, false},
		{[]string{"gzipped, xgzip"}, false},
	} {
		r := &http.Request{Header: http.Header{"Accept-Encoding": test.lines}}
		want(t, fmt.Sprintf("%q", test.lines), acceptsGzip(r), test.want)
	}
}

// A compressed frame does not depend on the frames before it. A reader has all of it at once.
func TestDeflate(t *testing.T) {
	var frames [][]byte
	for _, size := range []int{0, 1, 60, minCompressSize - 1, minCompressSize, 1000, 70_000, 1 << 20} {
		frames = append(frames, bytes.Repeat([]byte("ab"), size)[:size], page(int64(size), size))
	}
	for i := range frames {
		in, out := io.Pipe()
		late := time.AfterFunc(time.Minute, func() { in.Close() })
		defer late.Stop()
		go func() {
			_, _ = out.Write(gzipHead)
			for _, frame := range frames[i:] {
				_, _ = out.Write(deflate(frame))
			}
		}()
		zip, err := gzip.NewReader(in)
		if err != nil {
			t.Fatal(err)
		}
		for _, frame := range frames[i:] {
			got := make([]byte, len(frame))
			if _, err := io.ReadFull(zip, got); err != nil || !bytes.Equal(got, frame) {
				t.Errorf("%d bytes, then %d: %v, or others arrived", len(frames[i]), len(frame), err)
			}
		}
		in.Close()
	}
	if text := bytes.Repeat([]byte("<td>open</td>"), 1000); len(deflate(text)) > len(text)/20 {
		t.Errorf("%d bytes of a table become %d", len(text), len(deflate(text)))
	}
}

// An event is compressed once: all streams are sent the same bytes in memory.
func TestCompressedOnce(t *testing.T) {
	bubble(t, func(t *testing.T, h *node) {
		screen := h.Open("k", &bigDB{size: 10_000})
		defer screen.Release()
		var mu sync.Mutex
		sent := map[*byte]int{}
		var tabs sync.WaitGroup
		ctx, cancel := context.WithCancel(t.Context())
		for range 1000 {
			tabs.Go(func() {
				r := httptest.NewRequest("GET", "/", nil).WithContext(ctx)
				r.Header.Set("Accept-Encoding", "gzip")
				w := spy{httptest.NewRecorder(), func(p []byte) {
					mu.Lock()
					defer mu.Unlock()
					sent[unsafe.SliceData(p)]++
				}}
				if err := serve(h, w, r, options{First: helloFrame}, sub{Screen: screen}); err != nil {
					t.Error(err)
				}
			})
		}
		time.Sleep(time.Second)
		synctest.Wait()
		most := 0
		for _, n := range sent {
			most = max(most, n)
		}
		want(t, "tabs that were sent the same bytes", most, 1000)
		cancel()
		tabs.Wait()
	})
	frame := NewFrame(&Event{Data: page(1, 10_000)})
	frame.bytes(true)
	want(t, "allocations for the next tab", testing.AllocsPerRun(100, func() { frame.bytes(true) }), 0.0)
}

type spy struct {
	*httptest.ResponseRecorder
	saw func([]byte)
}

func (s spy) Write(p []byte) (int, error) {
	s.saw(p)
	return len(p), nil
}

// However many events there are, at most one compressor for each processor works, because each
// takes a megabyte.
func TestFewCompressors(t *testing.T) {
	want(t, "places", cap(compressors.slots), runtime.GOMAXPROCS(0))
	synctest.Test(t, func(t *testing.T) {
		p := compressorPool{slots: make(chan struct{}, 1)}
		p.slots <- struct{}{}
		var done atomic.Bool
		go func() {
			p.compress(page(1, 1000))
			done.Store(true)
		}()
		synctest.Wait()
		want(t, "done while another works", done.Load(), false)
		<-p.slots
		synctest.Wait()
		want(t, "done", done.Load(), true)
		want(t, "places taken at rest", len(p.slots), 0)
	})
}

func TestDisableCompression(t *testing.T) {
	h := newNode()
	h.DisableCompression = true
	site := transports[0].open(t, h, &fakeDB{})
	v := site.connect(t)
	v.expect(t, "hello n=0")
	want(t, "compressed", v.resp.Uncompressed, false)
	want(t, "varies", v.resp.Header.Get("Vary"), "")
}

// A Go program whose transport asks for gzip gets each event when it is sent.
func TestGoClientReadsAtOnce(t *testing.T) {
	h := newNode()
	h.Heartbeat = time.Hour
	h.hub.MinLoadInterval = 0
	s := &fakeDB{}
	site := transports[0].open(t, h, s)
	resp, err := site.client.Get(site.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	late := time.AfterFunc(time.Minute, h.Close)
	defer late.Stop()
	want(t, "compressed", resp.Uncompressed, true)
	buf, text := make([]byte, 1000), ""
	for n := range 10 {
		for !strings.HasSuffix(text, fmt.Sprintf("n=%d\n\n", n)) {
			m, err := resp.Body.Read(buf)
			if err != nil {
				t.Fatal(err)
			}
			text += string(buf[:m])
		}
		s.number.Add(1)
		h.Notify("number")
	}
}

// The client does not accept gzip, because the reader of gzip may delay an event until the next
// one.
func TestClientAcceptsNoEncoding(t *testing.T) {
	asked := make(chan string, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked <- r.Header.Get("Accept-Encoding")
	}))
	defer server.Close()
	_ = (&Client{URL: server.URL}).Connect(t.Context(), func(*Event) {})
	want(t, "asked", <-asked, "identity")
}
