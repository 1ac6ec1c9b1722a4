package frameworktest

// At returns where the tab is in its history, and how long that is.
func (t *Tab) At() (at, of int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.at, len(t.entries)
}

// Has reports whether the page holds the text now.
func (t *Tab) Has(selector string) bool {
	part := t.In(selector)
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(part.roots()) > 0
}

// ClickTo clicks a link to this address.
func (t *Tab) ClickTo(to string) {
	t.t.Helper()
	t.mu.Lock()
	for _, root := range t.roots() {
		for n := range elements(root) {
			if isLink(n) {
				if u, err := t.base().Parse(attr(n, "href")); err == nil && t.site.short(u) == to {
					t.follow(n)
					return
				}
			}
		}
	}
	t.failLocked("there is no link to %s", to)
}

// Through makes all connections of the site go to this address, such as that of a proxy.
func Through(s *Site, address string) { s.base.Host = address }
