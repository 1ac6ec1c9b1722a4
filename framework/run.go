package framework

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/goldfish-go/goldfish/internal/selftest"
)

// Run serves handler at addr until SIGTERM or an interrupt. A nil handler is the app itself. Then
// Run shuts down within [Options.GracePeriod] and returns nil:
//
//   - /readyz answers 503, so that balancers send nothing more. Pages and forms are answered.
//   - After [Options.DrainNotice] each open tab is asked to connect to another node, at its own
//     time, and stays connected until it has done so. Held work goes on: see [App.Hold].
//   - What is left ends: held work is told to stop, streams end, and requests under way finish.
//
// A second signal ends all waits, and a third ends the process. While Run serves, /livez and
// /readyz answer beside the handler.
//
// SIGHUP replaces the process without a balancer: Run starts the executable again, which may be a
// new build by then, with the same arguments and the listening socket. When the new process serves,
// this one shuts down. If the new process ends before it serves, this one goes on. Run also takes
// the socket that systemd passes, and tells systemd when it serves: see docs/deployment.md.
func (app *App[V]) Run(addr string, handler http.Handler) error {
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	defer signal.Stop(signals)
	replace := make(chan os.Signal, 1)
	signal.Notify(replace, syscall.SIGHUP)
	defer signal.Stop(replace)
	listener, ready, err := listen(addr)
	if err != nil {
		return err
	}
	app.options.Logger.Info("goldfish: serving", "url", "http://"+listener.Addr().String(), "build", app.buildID())
	ctx, stop := context.WithCancelCause(context.Background())
	defer stop(nil)
	hurry, end := context.WithCancel(context.Background())
	defer end()
	go func() {
		for _, next := range []func(){func() { stop(nil) }, end} {
			select {
			case <-signals:
				next()
			case <-hurry.Done(): // Run has returned
				return
			}
		}
		signal.Stop(signals)
	}()
	go func() {
		for {
			select {
			case <-replace:
				if app.replace(listener, addr) {
					stop(errReplaced)
					return
				}
			case <-hurry.Done():
				return
			}
		}
	}()
	ready()
	return app.serveUntil(ctx, hurry, listener, handler)
}

// errReplaced is why a server ends when another process serves its socket.
var errReplaced = errors.New("framework: another process serves")

// replace starts the next process on the same socket, and reports whether it serves.
func (app *App[V]) replace(listener net.Listener, addr string) bool {
	app.options.Logger.Info("goldfish: starting the next process", "executable", executable)
	pid, err := handOn(listener, addr)
	if err != nil {
		app.options.Logger.Error("goldfish: the next process does not serve, so this one goes on", "err", err)
		return false
	}
	app.options.Logger.Info("goldfish: the next process serves", "pid", pid)
	return true
}

// Serve is Run with a listener, until the context ends.
//
// First it tests, by one GET to itself, whether streams get out through the handler, and how many
// tabs the system allows. It logs what is wrong, and serves all the same.
func (app *App[V]) Serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	return app.serveUntil(ctx, context.Background(), listener, handler)
}

// serveUntil is Serve, and does not wait for requests and views any more when hurry ends.
func (app *App[V]) serveUntil(ctx, hurry context.Context, listener net.Listener, handler http.Handler) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	app.serving.Store(true)
	if app.options.MaxStreams == 0 {
		selftest.Descriptors(app.streams.MaxStreams, app.options.Logger)
	}
	tested := make(chan struct{})
	if handler == nil || handler == http.Handler(app) {
		handler = app
		close(tested)
	} else {
		test := app.newSelfTest()
		go func() {
			defer close(tested)
			defer app.selfTest.Store(nil)
			test.Run(ctx, handler, app.selfTestPath())
		}()
	}
	defer func() { cancel(); <-tested }()
	stop := &shutdown[V]{app: app}
	connections := newConnections(app.options.MaxConnections, func() int { return app.streams.Count().Parked })
	stop.connections = connections
	server := &http.Server{
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			last := stop.draining.Load()
			connections.serving(r, last)
			// The next request of this client may be answered by another process.
			//mutant:false TestHold$: connections end while the server drains
			if last {
				w.Header().Set("Connection", "close")
			}
			limitBodyTime(w, r, app.options.BodyTimeout) // also of what middleware answers
			switch r.URL.Path {
			case "/livez":
				health(w, "", "")
			case "/readyz":
				stop.probed.Store(time.Now().UnixNano())
				problem := ""
				if err := app.Ready(); err != nil {
					problem = err.Error()
				}
				if stop.draining.Load() {
					problem = "draining"
				}
				health(w, problem, app.buildID())
			default:
				handler.ServeHTTP(w, r)
			}
		}),
		ConnState: connections.stateChanged,
		ConnContext: func(ctx context.Context, conn net.Conn) context.Context {
			// So that streams that cannot be parked notice a lost peer too.
			return connections.opened(app.streams.ConnContext(ctx, conn), conn)
		},
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    app.options.MaxHeaderBytes,
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		app.Close()
		return err
	case <-ctx.Done():
	}
	if context.Cause(ctx) == errReplaced {
		_ = listener.Close() // the new process takes the connections
	}
	err := stop.run(hurry, server, listener, context.Cause(ctx) == errReplaced)
	<-ended
	return err
}

func health(w http.ResponseWriter, problem, build string) {
	w.Header().Set("Cache-Control", "no-store")
	if problem != "" {
		http.Error(w, problem, http.StatusServiceUnavailable)
		return
	}
	_, _ = io.WriteString(w, strings.TrimSpace("ok "+build)+"\n")
}
