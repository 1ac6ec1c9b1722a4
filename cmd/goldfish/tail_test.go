package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// A running command.
type running struct {
	t     *testing.T
	lines chan string
	code  chan int
	stop  context.CancelFunc

	mu  sync.Mutex
	log strings.Builder
}

func (r *running) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.log.Write(p)
}

func (r *running) output() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.log.String()
}

func start(t *testing.T, args ...string) *running {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r := &running{t: t, lines: make(chan string, 100), code: make(chan int, 1), stop: cancel}
	from, to := io.Pipe()
	go func() {
		r.code <- run(ctx, args, to, r)
		to.Close()
	}()
	go func() {
		defer close(r.lines)
		for in := bufio.NewScanner(from); in.Scan(); {
			r.lines <- in.Text()
		}
	}()
	t.Cleanup(func() {
		cancel()
		for range r.lines { // until it has ended
		}
	})
	return r
}

// line waits for a line that matches the pattern, which begins after the time.
func (r *running) line(pattern string) {
	r.t.Helper()
	select {
	case l, ok := <-r.lines:
		if !ok {
			r.t.Fatalf("it has ended, and %q has not come; it says: %s", pattern, r.output())
		}
		if !regexp.MustCompile(`^\d\d:\d\d:\d\d\.\d{3}  ` + pattern + `$`).MatchString(l) {
			r.t.Errorf("got %q, want %q", l, pattern)
		}
	case <-time.After(time.Minute):
		r.t.Fatalf("%q does not come; it says: %s", pattern, r.output())
	}
}

// ends waits for the end.
func (r *running) ends(code int, wantOutput string) {
	r.t.Helper()
	select {
	case got := <-r.code:
		want(r.t, "exit code", got, code)
	case <-time.After(time.Minute):
		r.t.Fatal("it does not end")
	}
	for l := range r.lines {
		r.t.Errorf("one line more: %s", l)
	}
	if !strings.Contains(r.output(), wantOutput) {
		r.t.Errorf("no %q in %s", wantOutput, r.output())
	}
}

const version = `[\w-]{16}`

func TestTail(t *testing.T) {
	s := newSite(t)
	w := start(t, "tail", "-n", "2", s.url+"/number")
	w.line(`page    ` + version + `       25  whole  Number 0`)
	w.line(`hello   -                      \d\d`)
	s.set(1)
	w.line(`page    ` + version + ` +\d+  delta  Number 1`)
	s.set(2)
	w.line(`page    ` + version + ` +\d+  delta  Number 2`)
	w.ends(exitDone, "")
	want(t, "said", w.output(), "")
}

func TestTailJSON(t *testing.T) {
	s := newSite(t)
	w := start(t, "tail", s.url+"/number", "-json", "-n=1")
	read := func() (l line) {
		t.Helper()
		in := json.NewDecoder(strings.NewReader(<-w.lines))
		in.DisallowUnknownFields()
		if err := in.Decode(&l); err != nil {
			t.Fatal(err)
		}
		if time.Since(l.Time) > time.Hour {
			t.Errorf("at %v", l.Time)
		}
		return l
	}
	first, hello := read(), read()
	want(t, "first", first.Event+" "+first.Form+" "+first.Title, "page whole Number 0")
	want(t, "then", hello.Event, "hello")
	s.set(7)
	update := read()
	want(t, "news", update.Event+" "+update.Form+" "+update.Title, "page delta Number 7")
	if update.Version == first.Version || update.Bytes == 0 {
		t.Errorf("news: %+v", update)
	}
	w.ends(exitDone, "")
}

// It comes back after a restart, to what has changed, and gets nothing twice.
func TestTailReconnect(t *testing.T) {
	s := newSite(t)
	w := start(t, "tail", s.url+"/number")
	w.line(`page .*Number 0`)
	w.line(`hello .*`)
	s.stop()
	w.line(`bye .*`)
	for !strings.Contains(w.output(), "connection refused; trying again") {
		time.Sleep(time.Millisecond)
	}
	s.number.Store(1)
	s.start(t)
	w.line(`hello .*`)
	w.line(`page    ` + version + ` +\d+  whole  Number 1`)
	s.stop()
	w.line(`bye .*`)
	s.start(t)
	w.line(`hello .*`)
	s.set(2)
	w.line(`page .*  delta  Number 2`)
	w.stop()
	w.ends(exitDone, "")
}

func TestTailPrivate(t *testing.T) {
	s := newSite(t)
	for _, flag := range [][2]string{{"-cookie", "who=ana"}, {"-H", "X-Who: ana"}} {
		w := start(t, "tail", flag[0], flag[1], s.url+"/private")
		w.line(`page .*  whole  Private`)
		w.line(`part    ` + version + ` +\d+  whole  /badge  Badge`)
		w.line(`hello .*`)
		s.set(s.number.Load() + 1)
		w.line(`part    ` + version + ` +\d+  \w+  /badge  Badge`)
		if flag[0] == "-cookie" {
			s.app.Notify("user:ana")
			w.line(`recheck .*`)
			w.line(`hello .*`)
		}
		w.stop()
		w.ends(exitDone, "")
	}
}

func TestTailRedirect(t *testing.T) {
	s := newSite(t)
	s.stop()
	s.wrap = func(h http.Handler) http.Handler {
		mux := http.NewServeMux()
		mux.Handle("/", h)
		mux.Handle("/older", http.RedirectHandler("/old", http.StatusFound))
		mux.Handle("/away", http.RedirectHandler("http://elsewhere.example/", http.StatusFound))
		mux.Handle("/circle", http.RedirectHandler("/circle", http.StatusFound))
		return mux
	}
	s.start(t)
	w := start(t, "tail", "-n", "1", strings.TrimPrefix(s.url, "http://")+"/older")
	w.line(`page .*Number 0`)
	w.line(`hello .*`)
	s.set(1)
	w.line(`page .*Number 1`)
	w.ends(exitDone, "/older leads to "+s.url+"/old\ngoldfish: "+s.url+"/old is "+s.url+"/number\n")
	start(t, "tail", s.url+"/away").ends(exitFailed, "leads to another site, http://elsewhere.example/")
	start(t, "tail", s.url+"/circle").ends(exitFailed, "more than 10 redirects")
}

// What cannot be followed is said in words.
func TestTailErrors(t *testing.T) {
	s := newSite(t)
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, "<h1>Welcome</h1>")
	}))
	defer other.Close()
	for path, wantOutput := range map[string]string{
		s.url + "/nothing":      "/nothing: 404 Not Found: There is nothing at this address.",
		s.url + "/private":      "/private: 401 Unauthorized: Please sign in first.\nIf it is for people who are signed in, send what their browser sends, with -cookie or -H",
		s.url + "/broken":       "500 Internal Server Error: Something went wrong here.",
		other.URL:               `this is not a Goldfish page: asked for application/vnd.goldfish.patch+json, it answers 200 OK with "text/html"`,
		"http://127.0.0.1:1/":   "connection refused",
		"ftp://127.0.0.1:1/bar": "unsupported protocol scheme",
	} {
		start(t, "tail", path).ends(exitFailed, wantOutput)
	}
}

// A page that goes, or that nobody lets it see any more, ends the tail.
func TestTailLimit(t *testing.T) {
	s := newSite(t)
	w := start(t, "tail", s.url+"/number")
	w.line(`page .*`)
	w.line(`hello .*`)
	s.deleted.Store(true)
	s.app.Notify("number")
	w.line(`recheck .*`)
	w.ends(exitFailed, "404 Not Found: The number has gone.")

	s.deleted.Store(false)
	w = start(t, "tail", s.url+"/number")
	w.line(`page .*`)
	w.line(`hello .*`)
	s.stop()
	w.line(`bye .*`)
	s.wrap = func(http.Handler) http.Handler { return http.RedirectHandler("/sign-in", http.StatusSeeOther) }
	s.start(t)
	w.ends(exitFailed, "the page now leads to /sign-in")

	s.stop()
	s.wrap = func(h http.Handler) http.Handler { return http.TimeoutHandler(h, time.Minute, "") }
	s.start(t)
	w = start(t, "tail", s.url+"/number")
	w.line(`page .*`)
	w.ends(exitFailed, "501 Not Implemented: News cannot be sent")
}

// An interrupt ends it cleanly.
func TestTailInterrupt(t *testing.T) {
	s := newSite(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, "tail", s.url+"/number")
	cmd.Env = append(os.Environ(), "GOLDFISH_COMMAND=1")
	var output strings.Builder
	cmd.Stderr = &output
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	in := bufio.NewScanner(out)
	for in.Scan() && !strings.Contains(in.Text(), "hello") {
	}
	_ = cmd.Process.Signal(os.Interrupt)
	if err := cmd.Wait(); err != nil {
		t.Errorf("it ends with %v", err)
	}
	want(t, "said", output.String(), "")
}
