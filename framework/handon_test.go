package framework_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/layout"
)

// runEnv makes this executable an app that serves the address in it, and nothing else.
const runEnv = "GOLDFISH_TEST_RUN"

func runApp(addr string) {
	app := framework.New(framework.Public, framework.Options[framework.Anyone]{
		Logger: slog.New(slog.NewTextHandler(os.Stderr, nil)), GracePeriod: 4 * time.Second,
	})
	framework.Get(app, router.New("/", struct{}{}), framework.Everyone,
		func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
			return framework.Page{Title: "It works", Body: layout.ErrorPage("It works", "", ""), Topics: []string{"a"}}, nil
		})
	mux := http.NewServeMux()
	mux.Handle("/", app)
	mux.HandleFunc("/pid", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, os.Getpid()) })
	if err := app.Run(addr, mux); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// A served is an app in processes of its own, which replace each other.
type served struct {
	path string // of the executable
	addr string
	logs string // file
}

func serveApp(t *testing.T) *served {
	t.Helper()
	folder := t.TempDir()
	s := &served{path: filepath.Join(folder, "app"), logs: filepath.Join(folder, "log")}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	s.install(t, self)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.addr = l.Addr().String()
	l.Close()
	logs, err := os.Create(s.logs)
	if err != nil {
		t.Fatal(err)
	}
	defer logs.Close()
	cmd := exec.Command(s.path)
	cmd.Env = append(os.Environ(), runEnv+"="+s.addr)
	cmd.Stdout, cmd.Stderr = logs, logs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() { defer close(done); _ = cmd.Wait() }()
	t.Cleanup(func() {
		if pid, err := s.pid(http.DefaultClient); err == nil {
			s.signal(t, pid, syscall.SIGKILL)
		}
		<-done
		if t.Failed() {
			t.Log(s.log(t))
		}
		http.DefaultClient.CloseIdleConnections()
	})
	s.until(t, "it serves", func() bool { _, err := s.pid(http.DefaultClient); return err == nil })
	return s
}

// install puts a file in the place of the executable.
func (s *served) install(t *testing.T, from string) {
	t.Helper()
	content, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(s.path+".new", content, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(s.path+".new", s.path); err != nil {
		t.Fatal(err)
	}
}

// pid asks which process answers. It is a post, which no client repeats by itself.
func (s *served) pid(client *http.Client) (int, error) {
	resp, err := client.Post("http://"+s.addr+"/pid", "text/plain", strings.NewReader("x"))
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(string(body))
}

func (s *served) signal(t *testing.T, pid int, signal syscall.Signal) {
	t.Helper()
	if err := syscall.Kill(pid, signal); err != nil {
		t.Error(err)
	}
}

func (s *served) log(t *testing.T) string {
	t.Helper()
	content, err := os.ReadFile(s.logs)
	if err != nil {
		t.Error(err)
	}
	return string(content)
}

func (s *served) until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for range 3000 {
		if is() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("never: %s", what)
}

// Another process takes over the listening socket: no connection is refused or reset, and tabs are
// asked to connect anew.
func TestHandOn(t *testing.T) {
	level.Long(t)
	s := serveApp(t)
	t.Run("a build that does not start", func(t *testing.T) {
		self := s.path + ".good"
		if err := os.Link(s.path, self); err != nil {
			t.Fatal(err)
		}
		before, _ := s.pid(http.DefaultClient)
		s.install(t, "/bin/false")
		s.signal(t, before, syscall.SIGHUP)
		s.until(t, "the log says so", func() bool { return strings.Contains(s.log(t), "does not serve") })
		after, err := s.pid(http.DefaultClient)
		want(t, "answers", after, before)
		want(t, "error", err, error(nil))
		s.install(t, self)
	})
	t.Run("under load", func(t *testing.T) {
		var failed atomic.Value
		var answers atomic.Int64
		ctx, stop := context.WithCancel(t.Context())
		var load sync.WaitGroup
		for i := range 8 {
			load.Go(func() {
				transport := &http.Transport{DisableKeepAlives: i%2 == 0}
				defer transport.CloseIdleConnections()
				client := &http.Client{Transport: transport}
				for ctx.Err() == nil {
					if _, err := s.pid(client); err != nil {
						failed.CompareAndSwap(nil, err)
					}
					answers.Add(1)
					time.Sleep(time.Millisecond)
				}
			})
		}
		for range 3 {
			stream := s.stream(t)
			old, err := s.pid(http.DefaultClient)
			if err != nil {
				t.Fatal(err)
			}
			s.signal(t, old, syscall.SIGHUP)
			s.until(t, "another process answers", func() bool { pid, err := s.pid(http.DefaultClient); return err == nil && pid != old })
			want(t, "the stream", <-stream, wire.ByeEvent)
			s.until(t, "the old process ends", func() bool { return errors.Is(syscall.Kill(old, 0), syscall.ESRCH) })
		}
		stop()
		load.Wait()
		if err, _ := failed.Load().(error); err != nil {
			t.Errorf("of %d requests one failed: %v", answers.Load(), err)
		}
	})
}

// stream opens a stream and sends the name of the event after hello. It closes the stream then.
func (s *served) stream(t *testing.T) <-chan string {
	t.Helper()
	r, _ := http.NewRequestWithContext(t.Context(), "GET", "http://"+s.addr+"/", nil)
	r.Header.Set("Accept", wire.AcceptStream)
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	want(t, "status of the stream", resp.StatusCode, 200)
	name := make(chan string, 1)
	go func() {
		defer resp.Body.Close()
		text := ""
		for part := make([]byte, 1000); ; {
			n, err := resp.Body.Read(part)
			text += string(part[:n])
			if strings.Contains(text, "event: "+wire.ByeEvent) || strings.Contains(text, "event:"+wire.ByeEvent) {
				name <- wire.ByeEvent
				return
			}
			if err != nil {
				name <- err.Error() + text
				return
			}
		}
	}()
	return name
}
