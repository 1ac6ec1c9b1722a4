package frameworktest

// Disconnect resets the connection of the stream, as a broken network does. The tab reconnects with
// the version that it has.
func (t *Tab) Disconnect() {
	t.t.Helper()
	if !t.await(func() bool { return t.stream != nil && t.stream.conn != nil }) {
		t.failLocked("Disconnect: there is no connection%s", t.waitedText())
	}
	defer t.mu.Unlock()
	t.disconnect()
}

// disconnect resets the connection of the stream. The lock is held.
func (b *tab) disconnect() {
	if s := b.stream; s != nil && s.conn != nil {
		reset(s.conn)
		s.conn, s.ready = nil, false
	}
}

// disconnectFrom resets the connection of the stream if it leads to this node.
func (b *tab) disconnectFrom(n *node) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.stream != nil && b.stream.node == n {
		b.disconnect()
	}
}

// Offline disconnects the tab from the network until [Tab.Online]: its stream is reset, and its
// requests fail.
func (t *Tab) Offline() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.offline = true
	t.disconnect()
}

// Online ends [Tab.Offline]. The stream reconnects at once.
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
