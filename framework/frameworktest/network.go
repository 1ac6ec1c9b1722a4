package frameworktest

// Cut cuts the connection of the stream as a network does, without a goodbye. The tab connects again by itself, with the version it holds.
func (t *Tab) Cut() {
	t.t.Helper()
	if !t.await(func() bool { return t.stream != nil && t.stream.conn != nil }) {
		t.failHeld("Cut: there is no connection%s", t.waited())
	}
	defer t.mu.Unlock()
	t.cut()
}

// cut cuts the stream's connection. The lock is held.
func (b *tab) cut() {
	if s := b.stream; s != nil && s.conn != nil {
		reset(s.conn)
		s.conn, s.heard = nil, false
	}
}

// cutStreamOf cuts the stream's connection to a node that is no more.
func (b *tab) cutStreamOf(n *node) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.stream != nil && b.stream.node == n {
		b.cut()
	}
}

// Offline takes the tab off the network until [Tab.Online]: its stream is cut, its requests find no server.
func (t *Tab) Offline() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.offline = true
	t.cut()
}

// Online ends [Tab.Offline]. The stream connects again at once.
func (t *Tab) Online() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.offline = false
	if t.stream != nil {
		select {
		case t.stream.retry <- struct{}{}:
		default:
		}
	}
}
