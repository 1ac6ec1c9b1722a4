package framework_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"unsafe"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
)

// growStack takes so many kilobytes of stack.
func growStack(depth int) byte {
	var room [1024]byte
	if depth > 0 {
		room[depth%len(room)] = growStack(depth - 1)
	}
	return room[1] + room[depth%len(room)]
}

// A depthWriter measures how much stack lies between the handler and what net/http is asked to
// write.
type depthWriter struct {
	http.ResponseWriter
	from  uintptr
	depth *atomic.Int64
}

func (w depthWriter) Write(p []byte) (int, error) {
	var here byte
	w.depth.Store(int64(w.from - uintptr(unsafe.Pointer(&here))))
	return w.ResponseWriter.Write(p)
}

func (w depthWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// The head of a stream is written with little of the framework on the stack. Net/http needs 4.5 KB
// below the handler, and 1.2 KB above it, so that all fits into 8 KB.
func TestStreamHeadIsShallow(t *testing.T) {
	app := framework.New(framework.Public)
	defer app.Close()
	page := router.New("/", struct{}{})
	framework.Get(app, page, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		return framework.Page{Title: "shallow", Body: templ.Raw("shallow")}, nil
	})
	var depth atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		growStack(64) // so that the stack is not moved while it is measured
		var here byte
		app.ServeHTTP(depthWriter{w, uintptr(unsafe.Pointer(&here)), &depth}, r)
	}))
	defer server.Close()
	req, err := http.NewRequestWithContext(t.Context(), "GET", server.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept", wire.StreamType)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	t.Logf("%d bytes", depth.Load())
	limit := int64(1700)
	if raceAllocs > 0 {
		limit *= 2 // the race detector makes frames larger
	}
	if depth := depth.Load(); depth <= 0 || depth > limit {
		t.Errorf("%d bytes of stack are between the handler and net/http", depth)
	}
}
