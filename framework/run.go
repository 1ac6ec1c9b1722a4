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
)

// Run serves handler, or the app itself where handler is nil, at addr until SIGTERM or an interrupt; then it says at /readyz that it is
// going, ends all streams, lets requests finish for up to 20 s, and returns nil. /livez and /readyz answer beside the handler.
func (app *App[V]) Run(addr string, handler http.Handler) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	app.options.Logger.Info("goldfish: serving", "url", "http://"+listener.Addr().String(), "build", app.build())
	return app.Serve(ctx, listener, handler)
}

// Serve is Run with a listener, until the context ends.
//
// When it begins it looks whether streams get out through the handler, by one GET to itself, and how many the system allows; what is wrong it says
// in the log, and serves all the same.
func (app *App[V]) Serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	app.serving.Store(true)
	app.checkDescriptors()
	checked := make(chan struct{})
	if handler == nil || handler == http.Handler(app) {
		handler = app
		close(checked)
	} else {
		c := app.newCheck()
		go func() { app.check(ctx, c, handler); close(checked) }()
	}
	defer func() { cancel(); <-checked }()
	var going atomic.Bool
	mux := http.NewServeMux()
	mux.HandleFunc("GET /livez", func(w http.ResponseWriter, _ *http.Request) { health(w, true, "") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) { health(w, !going.Load(), app.build()) })
	server := &http.Server{
		// The mux would clean paths and redirect; what is not its own it never sees.
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/livez" || r.URL.Path == "/readyz" {
				mux.ServeHTTP(w, r)
				return
			}
			handler.ServeHTTP(w, r)
		}),
		ConnContext:       app.streams.ConnContext, // so that streams that cannot be parked notice a vanished peer too
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
	going.Store(true)
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
		http.Error(w, "going", http.StatusServiceUnavailable)
		return
	}
	_, _ = io.WriteString(w, strings.TrimSpace("ok "+build)+"\n")
}
