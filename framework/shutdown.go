package framework

import (
	"context"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/goldfish-go/goldfish/internal/socket"
	"github.com/goldfish-go/goldfish/internal/wire"
)

const (
	// probedWithin: if nobody has requested /readyz for so long, no balancer reads it.
	probedWithin = time.Minute

	// Tabs are asked to connect elsewhere one by one: over the spread, or with the interval if they
	// are few, and at most so many in a second.
	spread          = 5 * time.Second
	fewTabsInterval = 50 * time.Millisecond
	tabsPerSecond   = 2000

	// linger is how long a connection without a request may go on. After its next answer, it ends.
	linger = 2 * time.Second

	// tabMargin is how long a tab may take to connect elsewhere.
	tabMargin = 3 * time.Second
)

// A shutdown ends a server in the order that loses nothing:
//
//  1. /readyz answers 503, new streams and new held work are refused. Pages and forms are answered.
//  2. Balancers get the notice time to see that.
//  3. Each tab is asked to connect elsewhere, at its own time. Held work goes on.
//  4. Held work has to be left to other nodes.
//  5. Streams that are left end. Requests under way finish. Views under way finish.
type shutdown[V any] struct {
	app         *App[V]
	connections *connections
	draining    atomic.Bool
	probed      atomic.Int64 // when /readyz was requested last, Unix ns; zero: never
}

// budget says when the stages of a shutdown end at the latest.
type budget struct {
	notice   time.Duration
	tabs     time.Time // tabs have connected elsewhere
	handOver time.Time // held work has to stop
	held     time.Time // held work has stopped
	end      time.Time
}

// budget divides the grace period, from now on.
func (o Options[V]) budget(probed bool) budget {
	now, grace := time.Now(), o.GracePeriod
	b := budget{
		tabs:     now.Add(grace * 6 / 10),
		handOver: now.Add(grace * 7 / 10),
		held:     now.Add(grace * 8 / 10),
		end:      now.Add(grace),
	}
	if probed {
		b.notice = o.DrainNotice
	}
	return b
}

// isProbed reports whether something requests /readyz from time to time.
func (s *shutdown[V]) isProbed() bool {
	return time.Since(time.Unix(0, s.probed.Load())) < probedWithin
}

// run ends the server. When hurry ends, it waits for nothing any more. A balancer need not notice
// that another process has replaced this one.
func (s *shutdown[V]) run(hurry context.Context, server *http.Server, listener net.Listener, replaced bool) error {
	app, log := s.app, s.app.options.Logger
	b := app.options.budget(s.isProbed() && !replaced)
	s.draining.Store(true)
	app.streams.Refuse()
	held := app.holds.drain()
	log.Info("goldfish: shutting down", "within", app.options.GracePeriod.String(), "notice", b.notice.String(),
		"tabs", app.streams.Count().Streams, "held", app.holds.names())
	sleep(hurry, b.notice)

	app.moveTabs(hurry, b.tabs)
	s.endHeld(hurry, held, b)
	if n := app.streams.Count().Streams; n > 0 {
		log.Info("goldfish: tabs did not connect elsewhere; their streams end", "tabs", n)
	}
	app.streams.Close()
	// A connection whose client might send a request just now is not closed under it.
	//mutant:delete TestIdleConnectionAtShutdown
	s.connections.waitUntilAllEnd(hurry, min(linger, time.Until(b.end)/2))
	// Nor is one that the server has not accepted yet.
	if own, ok := listener.(socket.Listener); ok && !replaced {
		//mutant:delete TestQueuedConnectionsAtShutdown
		own.Finish(hurry)
	}
	// Requests that do not finish do not stop the process from ending, and a second signal ends the
	// wait.
	//mutant:arg(2, time.Now().Add(time.Hour)) TestGracePeriod
	//mutant:arg(1, context.Background()) TestSecondSignal
	grace, over := context.WithDeadline(hurry, b.end)
	defer over()
	err := server.Shutdown(grace)
	if err != nil && grace.Err() != nil {
		log.Warn("goldfish: requests did not finish before the process ended")
		err = server.Close()
	}
	closed := make(chan struct{})
	go func() { app.Close(); close(closed) }()
	select {
	case <-closed:
	case <-hurry.Done():
	case <-time.After(time.Until(b.end) + time.Second):
		log.Warn("goldfish: views did not return before the process ended")
	}
	return err
}

// Drain asks the clients of all open streams to connect elsewhere, each at its own time, and
// refuses new streams. Other requests are answered as before. It returns when all have gone, and
// ends the streams that are left when the context ends. Call it before [http.Server.Shutdown] of a
// server of your own, which waits for streams that have a goroutine and does not know the others.
// [App.Run] calls it by itself.
func (app *App[V]) Drain(ctx context.Context) {
	end, ok := ctx.Deadline()
	if !ok {
		end = time.Now().Add(app.options.GracePeriod)
	}
	app.moveTabs(ctx, end)
	app.streams.Close()
}

// moveTabs asks all tabs to connect elsewhere, and waits until they have.
func (app *App[V]) moveTabs(ctx context.Context, end time.Time) {
	n := time.Duration(app.streams.Count().Streams)
	window := max(min(n*fewTabsInterval, spread), n*time.Second/tabsPerSecond)
	margin := min(tabMargin, time.Until(end)/2)
	window = max(0, min(window, time.Until(end)-margin))
	ctx, cancel := context.WithTimeout(ctx, window+margin)
	defer cancel()
	bye := event(wire.ByeEvent, "", wire.Bye{Seconds: int((margin + time.Second - 1) / time.Second)})
	app.streams.Drain(ctx, bye, window)
}

// endHeld waits for held work, and tells it to stop when it has to.
func (s *shutdown[V]) endHeld(hurry context.Context, held <-chan struct{}, b budget) {
	if !wait(hurry, held, b.handOver) {
		s.app.options.Logger.Info("goldfish: work has to be left to another node", "held", s.app.holds.names())
	}
	s.app.holds.callIn()
	if !wait(hurry, held, b.held) {
		s.app.options.Logger.Warn("goldfish: work did not stop, and ends with the process", "held", s.app.holds.names())
	}
}

// wait waits for a channel to be closed, and reports whether it was.
func wait(ctx context.Context, closed <-chan struct{}, until time.Time) bool {
	ctx, cancel := context.WithDeadline(ctx, until)
	defer cancel()
	select {
	case <-closed:
		return true
	case <-ctx.Done():
		return false
	}
}

func sleep(ctx context.Context, d time.Duration) {
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}
