package framework

import (
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/goldfish-go/goldfish/internal/selftest"
)

// Run serves handler at addr until SIGTERM or an interrupt. A nil handler is the app itself. Then
// Run shuts down: /readyz answers 503, all streams end, requests may finish within
// [Options.ShutdownTimeout], views within 5 s more, and Run returns nil. A second signal ends the
// wait, and a third ends the process. While Run serves, /livez and /readyz answer beside the
// handler.
func (app *App[V]) Run(addr string, handler http.Handler) error {
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	defer signal.Stop(signals)
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	app.options.Logger.Info("goldfish: serving", "url", "http://"+listener.Addr().String(), "build", app.buildID())
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	hurry, end := context.WithCancel(context.Background())
	defer end()
	go func() {
		for _, next := range []func(){stop, end} {
			select {
			case <-signals:
				next()
			case <-hurry.Done(): // Run has returned
				return
			}
		}
		signal.Stop(signals)
	}()
	return app.serveUntil(ctx, hurry, listener, handler)
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
	var draining atomic.Bool
	connections := newConnections(app.options.MaxConnections, func() int { return app.streams.Count().Parked })
	server := &http.Server{
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			connections.serving(r)
			limitBodyTime(w, r, app.options.BodyTimeout) // also of what middleware answers
			switch r.URL.Path {
			case "/livez":
				health(w, "", "")
			case "/readyz":
				problem := ""
				if err := app.Ready(); err != nil {
					problem = err.Error()
				}
				if draining.Load() {
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
	draining.Store(true)
	app.Drain()
	// Requests that do not finish do not stop the process from ending, and a second signal ends the
	// wait.
	//mutant:arg(2, time.Hour) TestShutdownTimeout
	//mutant:arg(1, context.Background()) TestSecondSignal
	grace, over := context.WithTimeout(hurry, app.options.ShutdownTimeout)
	defer over()
	err := server.Shutdown(grace)
	<-ended
	if err != nil && grace.Err() != nil {
		app.options.Logger.Warn("goldfish: requests did not finish before the process ended")
		err = server.Close()
	}
	closed := make(chan struct{})
	go func() { app.Close(); close(closed) }()
	select {
	case <-closed:
	case <-hurry.Done():
	}
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
