package live

// LoadCounts are gauges and counters of loads.
type LoadCounts struct {
	Running    int // loads that hold a place
	Waiting    int // loads in the queues
	Hung       int // loads that have lost their places to a timeout, and have not returned yet
	RoutesDown int // routes whose loads are refused, because one has hung

	TimedOut uint64 // loads that have lost their places, since the start
	Refused  uint64 // loads that were refused, since the start
}

func (s *scheduler) counts() (c LoadCounts) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.lanes {
		c.Running += s.lanes[i].running
		c.Waiting += s.lanes[i].waiting
	}
	for _, r := range s.routes {
		if r.down {
			c.RoutesDown++
		}
	}
	c.Hung, c.TimedOut, c.Refused = s.hung, s.timeouts, s.refused
	return c
}
