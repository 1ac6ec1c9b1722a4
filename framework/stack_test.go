package framework

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
)

func TestOnFreshStack(t *testing.T) {
	called := false
	onFreshStack(func() func() { return func() { called = true } })()
	if !called {
		t.Error("what is left to do was lost")
	}
	if onFreshStack(func() func() { runtime.Goexit(); return nil }) != nil {
		t.Error("a goroutine that ended left something to do")
	}
	panics := func(v any) (got any) {
		defer func() { got = recover() }()
		onFreshStack(func() func() { panic(v) })
		return nil
	}
	if got := panics(http.ErrAbortHandler); got != http.ErrAbortHandler {
		t.Errorf("got %v", got)
	}
	if got, _ := panics("boom").(string); !strings.HasPrefix(got, "boom\n") || !strings.Contains(got, "TestOnFreshStack") {
		t.Errorf("got %q", got)
	}
}

// dig takes so many kilobytes of stack.
func dig(depth int) (sum byte) {
	var room [1024]byte
	if depth == 0 {
		return 0
	}
	room[depth%len(room)] = dig(depth - 1)
	for _, b := range room {
		sum += b
	}
	return sum
}

type deepURL struct{}

// A stream does not keep the stack that it needed to open. Of the framework little is on its stack.
func TestStreamsAreShallow(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // which would halve stacks, sooner or later
	for _, http2 := range []bool{true, false} {
		app := New(func(*http.Request) (Viewer[int], error) {
			_ = dig(128)
			return Viewer[int]{}, nil
		})
		Get(app, router.New("/", deepURL{}), Everyone, func(context.Context, Anyone, deepURL) (Page, error) {
			return Page{Title: "deep", Body: templ.Raw("deep")}, nil
		})
		server := httptest.NewUnstartedServer(app)
		server.EnableHTTP2 = http2
		server.StartTLS()
		const streams = 50
		open := func() {
			req, err := http.NewRequestWithContext(t.Context(), "GET", server.URL, nil)
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Accept", wire.StreamType)
			resp, err := server.Client().Do(req)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { resp.Body.Close() })
			if _, err := io.ReadAtLeast(resp.Body, make([]byte, 1), 1); err != nil {
				t.Fatal(err)
			}
		}
		open()
		before := stacks()
		for range streams {
			open()
		}
		if per := (stacks() - before) / streams; http2 && per > 32<<10 {
			t.Errorf("a stream keeps %d KB of stack", per>>10)
		}
		var rest []string
		for late := time.Now().Add(time.Minute); len(rest) < streams+1 && time.Now().Before(late); time.Sleep(time.Millisecond) {
			rest = atRest()
		}
		if len(rest) != streams+1 {
			t.Errorf("%d streams at rest, want %d", len(rest), streams+1)
		}
		for _, one := range rest {
			if n := strings.Count(one, "goldfish/framework."); n > 2 {
				t.Fatalf("%d calls of the framework are under a stream at rest:\n%s", n, one)
			}
		}
		app.Close()
		server.CloseClientConnections()
		server.Close()
	}
}

// stacks returns how much memory stacks have.
func stacks() int {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.StackInuse)
}

// atRest returns the stacks of streams that wait for something to say.
func atRest() (list []string) {
	var all strings.Builder
	_ = pprof.Lookup("goroutine").WriteTo(&all, 2)
	for one := range strings.SplitSeq(all.String(), "\n\n") {
		if strings.Contains(one, "sse.(*goroutineStream).run") {
			list = append(list, one)
		}
	}
	return list
}
