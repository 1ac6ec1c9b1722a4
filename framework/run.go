package framework

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os/signal"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/goldfish-go/goldfish/internal/selftest"
)

// Run serves handler at addr until SIGTERM or an interrupt. A nil handler is the app itself. Then Run
// shuts down: /readyz answers 503, all streams end, requests may finish within 20 s, and Run returns nil.
// While it serves, /livez and /readyz answer beside the handler.
func (app *App[V]) Run(addr string, handler http.Handler) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	app.options.Logger.Info("goldfish: serving", "url", "http://"+listener.Addr().String(), "build", app.buildID())
	return app.Serve(ctx, listener, handler)
}

// Serve is Run with a listener, until the context ends.
//
// First it tests, by one GET to itself, whether streams get out through the handler, and how many tabs
// the system allows. It logs what is wrong, and serves all the same.
func (app *App[V]) Serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
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
	mux := http.NewServeMux()
	mux.HandleFunc("GET /livez", func(w http.ResponseWriter, _ *http.Request) { health(w, true, "") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) { health(w, !draining.Load(), app.buildID()) })
	server := &http.Server{
		// The mux would clean paths and redirect, so it gets only its own.
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/livez" || r.URL.Path == "/readyz" {
				mux.ServeHTTP(w, r)
				return
			}
			handler.ServeHTTP(w, r)
		}),
		ConnContext:       app.streams.ConnContext, // so that streams that cannot be parked notice a lost peer too
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
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
	defer app.Close()
	grace, over := context.WithTimeout(context.Background(), 20*time.Second)
	defer over()
	err := server.Shutdown(grace)
	<-ended
	if errors.Is(err, context.DeadlineExceeded) {
		return server.Close()
	}
	return err
}

func health(w http.ResponseWriter, ok bool, build string) {
	w.Header().Set("Cache-Control", "no-store")
	if !ok {
		http.Error(w, "draining", http.StatusServiceUnavailable)
		return
	}
	_, _ = io.WriteString(w, strings.TrimSpace("ok "+build)+"\n")
}
