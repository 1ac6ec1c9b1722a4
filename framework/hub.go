package framework

import (
	"github.com/goldfish-go/goldfish/internal/live"
	"github.com/goldfish-go/goldfish/sse"
)

// newHub returns a hub with these options.
func (o Options[V]) newHub() *live.Hub[*sse.Frame] {
	h := live.NewHub[*sse.Frame]()
	h.Log = o.Logger
	h.DelayedEvent, h.OnTimeEvent = delayedEvent, onTimeEvent
	h.LoadTimeout = o.ViewTimeout
	h.MaxScreens = limit(o.MaxScreens, h.MaxScreens)
	h.ViewerLimits = live.TabLimits{
		Tabs:    limit(o.MaxStreamsPerViewer, 100),
		Screens: limit(o.MaxScreensPerViewer, 1000),
	}
	h.AddressLimits = live.TabLimits{
		Tabs:    limit(o.MaxStreamsPerAddress, share(limit(o.MaxStreams, sse.NewServer().MaxStreams))),
		Screens: limit(o.MaxScreensPerAddress, share(h.MaxScreens)),
	}
	h.IdleTimeout = limit(o.ScreenIdleTimeout, h.IdleTimeout)
	h.CacheBytes = or(o.CacheBytes, h.CacheBytes)
	h.MinLoadInterval = or(o.MinLoadInterval, h.MinLoadInterval)
	return h
}

// newStreams returns a server of streams with these options.
func (o Options[V]) newStreams() *sse.Server {
	s := sse.NewServer()
	s.Log = o.Logger
	s.Heartbeat = or(o.Heartbeat, s.Heartbeat)
	s.WriteTimeout = or(o.StreamWriteTimeout, s.WriteTimeout)
	s.MaxStreamAge = limit(o.MaxStreamAge, s.MaxStreamAge)
	s.MaxStreams = limit(o.MaxStreams, s.MaxStreams)
	s.DisableCompression = o.DisableStreamCompression
	return s
}

// share returns the part of a limit that one address may have: a quarter, and at least 100. Zero is
// no limit.
func share(limit int) int {
	if limit == 0 {
		return 0
	}
	return max(limit/4, 100)
}
