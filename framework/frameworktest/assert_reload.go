package frameworktest

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// AssertMatchesReload fails the test unless the page of the tab equals, byte for byte, a new
// document of its URL for the same visitor: body, title and version, and those of its parts. In a
// live tab it waits until they are equal, at most [Site.Wait].
//
// The document comes from a second node, made by the function that was given to [Start]. The node
// of the tab would load its screens again to answer, and so hide an error such as a change that was
// not sent.
func (t *Tab) AssertMatchesReload() {
	t.t.Helper()
	other := t.site.peerHandler()
	var is, want *Page
	var parts map[string]contentState
	var err error
	until := time.Now().Add(t.site.Wait)
	for wait := time.Millisecond; ; wait = min(2*wait, 100*time.Millisecond) {
		t.mu.Lock()
		is, parts = t.page(), maps.Clone(t.parts)
		listens, changed := t.mayChange(), t.changed
		t.mu.Unlock()
		var fresh *tab
		if fresh, err = t.openOnPeer(other, is.URL); err == nil {
			want = fresh.page()
			if err = sameParts(parts, fresh.parts); err == nil && *is == *want {
				return
			}
		}
		left := time.Until(until)
		if !listens || left <= 0 {
			break
		}
		select {
		case <-changed:
		case <-time.After(min(wait, left)):
		}
	}
	if err != nil {
		t.fail("AssertMatchesReload: %v", err)
	}
	t.mu.Lock()
	t.failLocked("AssertMatchesReload: the tab is not what a new document of %s is%s\n%s", is.URL, t.timeoutText(), compare(is, want))
}

// sameParts compares the parts of a tab with those of a new document, which has no lazy parts.
func sameParts(is, want map[string]contentState) error {
	for url, part := range want {
		if is[url].version != part.version || is[url].body != part.body {
			return fmt.Errorf("the part %s is %q at version %q, fresh: %q at %q", url, is[url].body, is[url].version, part.body, part.version)
		}
	}
	return nil
}

// openOnPeer returns a tab of the same visitor with a document from another node.
func (b *tab) openOnPeer(node http.Handler, url string) (*tab, error) {
	r := httptest.NewRequest(http.MethodGet, url, nil)
	r.Host = b.site.base.Host
	r.Header.Set("Accept", typeDocument)
	for _, cookie := range b.visitor.jar.Cookies(b.site.base) {
		r.AddCookie(cookie)
	}
	w := httptest.NewRecorder()
	node.ServeHTTP(w, r)
	if w.Code/100 == 3 {
		return nil, fmt.Errorf("a new document of %s is at %s", url, w.Header().Get("Location"))
	}
	at, err := b.site.base.Parse(url)
	if err != nil {
		return nil, err
	}
	doc := &tab{visitor: b.visitor, site: b.site, address: at}
	doc.read(answer{w.Code, w.Header(), w.Body.Bytes(), at})
	return doc, nil
}

// compare describes how two states of a page differ.
func compare(is, want *Page) string {
	var out strings.Builder
	differ := func(what, a, b string) {
		if a != b {
			fmt.Fprintf(&out, "\t%s: %q, fresh: %q\n", what, a, b)
		}
	}
	differ("URL", is.URL, want.URL)
	differ("title", is.Title, want.Title)
	differ("version", is.Version, want.Version)
	if is.Body != want.Body {
		out.WriteString(diff(splitAtTags(is.Body), splitAtTags(want.Body)))
	}
	return out.String()
}

// splitAtTags splits HTML before every start tag.
func splitAtTags(body string) []string {
	z := html.NewTokenizer(strings.NewReader(body))
	var all []string
	var piece strings.Builder
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return append(all, piece.String())
		}
		if kind == html.StartTagToken && piece.Len() > 0 {
			all = append(all, piece.String())
			piece.Reset()
		}
		piece.Write(z.Raw())
	}
}

const diffLines = 40

// diff lists the lines of a (-) and b (+) that the other does not have, by their longest common
// subsequence.
func diff(a, b []string) string {
	start := 0
	for start < len(a) && start < len(b) && a[start] == b[start] {
		start++
	}
	x, y := a[start:], b[start:]
	for len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	const most = 1000
	x, y = x[:min(len(x), most)], y[:min(len(y), most)]
	common := make([][]int, len(x)+1)
	for i := range common {
		common[i] = make([]int, len(y)+1)
	}
	for i := len(x) - 1; i >= 0; i-- {
		for j := len(y) - 1; j >= 0; j-- {
			if x[i] == y[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	lines := []string{fmt.Sprintf("\tbody (- the tab, + fresh), from piece %d of %d:", start, len(a))}
	for i, j := 0, 0; i < len(x) || j < len(y); {
		switch {
		case i < len(x) && j < len(y) && x[i] == y[j]:
			lines = append(lines, "\t  "+short(x[i]))
			i, j = i+1, j+1
		case j == len(y) || i < len(x) && common[i+1][j] >= common[i][j+1]:
			lines = append(lines, "\t- "+short(x[i]))
			i++
		default:
			lines = append(lines, "\t+ "+short(y[j]))
			j++
		}
	}
	if len(lines) > diffLines {
		lines = append(lines[:diffLines], "\t…")
	}
	return strings.Join(lines, "\n")
}
