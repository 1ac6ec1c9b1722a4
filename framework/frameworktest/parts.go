package frameworktest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/sse"
)

// A contentState is the content of a page, or of a part.
type contentState struct {
	url            string // of a part; it may have been navigated since
	version, title string
	body           string // byte for byte as the server sent it
	message        string // error message of a part
}

// currentContent returns the content of the page. The lock is held.
func (b *tab) currentContent() contentState {
	return contentState{version: b.version, title: b.title, body: b.body}
}

// stripParts removes the content of parts from the text of a document and stores it in parts by
// URL. What remains is the text of the page's body, in which each part has its placeholder.
func stripParts(text string, parts map[string]contentState) string {
	var own strings.Builder
	z := html.NewTokenizer(strings.NewReader(text))
	at, from := 0, 0
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		start := at
		at += len(z.Raw())
		if kind != html.StartTagToken || start < from {
			continue
		}
		token := z.Token()
		url := tokenAttr(token, wire.PartURLAttr)
		if url == "" {
			continue
		}
		whole := content(text[start:])
		placeholder, rest, part, ok := cutTemplate(whole)
		if !ok {
			continue
		}
		own.WriteString(text[from:at] + placeholder)
		from = at + len(whole)
		part.body = stripParts(rest, parts)
		if part.version == "" {
			part.body, part.message = "", strings.TrimPrefix(rest, placeholder)
		}
		part.url = url
		parts[url] = part
	}
	return own.String() + text[from:]
}

// addParts adds the parts of another shell. Those that the tab has already stay as they are. The
// lock is held.
func (b *tab) addParts(document string) {
	found := map[string]contentState{}
	stripParts(document, found)
	for url, part := range found {
		if _, known := b.parts[url]; !known {
			b.parts[url] = part
		}
	}
}

// cutTemplate splits the content of a part in a document into the placeholder, which a template
// holds, and the rest.
func cutTemplate(whole string) (placeholder, rest string, part contentState, ok bool) {
	z := html.NewTokenizer(strings.NewReader(whole))
	if z.Next() != html.StartTagToken {
		return "", "", part, false
	}
	head := len(z.Raw())
	token := z.Token()
	for _, a := range token.Attr {
		switch a.Key {
		case wire.VersionAttr:
			part.version, ok = a.Val, true
		case wire.TitleAttr:
			part.title = a.Val
		}
	}
	if token.DataAtom != atom.Template || !ok {
		return "", "", part, false
	}
	placeholder = content(whole)
	return placeholder, whole[head+len(placeholder)+len("</template>"):], part, true
}

// applyParts applies the parts of an answer. The lock is held.
func (b *tab) applyParts(p *patch) error {
	for _, content := range p.Parts {
		part := partPatch(content)
		at := b.partKey(part.URL)
		part.base = p.parts[at]
		if err := b.applyPartContent(at, part); err != nil {
			return err
		}
	}
	return nil
}

// partKey returns the URL in the markup of the part that shows this URL now.
func (b *tab) partKey(url string) string {
	for at, part := range b.parts {
		if part.url == url {
			return at
		}
	}
	return url
}

// applyPartContent applies a patch to the part whose URL in the markup is at.
func (b *tab) applyPartContent(at string, p *patch) error {
	was, known := b.parts[at]
	if b.parts == nil {
		b.parts = map[string]contentState{}
	}
	b.rendered = false
	if p.Message != "" || known && p.Version == "" {
		was.url, was.message = p.URL, p.Message
		b.parts[at] = was
		return nil
	}
	now, err := p.state()
	if err != nil {
		return fmt.Errorf("part %s: %w", p.URL, err)
	}
	now.url, now.message = p.URL, ""
	b.parts[at] = now
	return nil
}

// applyPart shows the answer to a visit or a submit in a part. The address does not change.
func (b *tab) applyPart(a answer, p *patch, form string, w navOptions) {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	b.status = a.status
	if err := b.applyPartContent(w.part, p); err != nil {
		b.broken = err.Error()
	}
	if form != "" {
		b.clearEdits(form)
	}
	b.showFlash(cmp.Or(p.Flash, p.Message))
	b.closeStream()
	b.openStream()
	b.notify()
}

// partAround returns the URL in the markup of the part around an element, if answers go into it,
// else "".
func partAround(n *html.Node) string {
	opted := closest(n, func(n *html.Node) bool { return has(n, wire.PatchAttr) })
	if opted == nil || attr(opted, wire.PatchAttr) != "part" {
		return ""
	}
	if place := closest(n, func(n *html.Node) bool { return has(n, wire.PartURLAttr) }); place != nil {
		return attr(place, wire.PartURLAttr)
	}
	return ""
}

// receivePart handles the event part. The lock is held.
func (b *tab) receivePart(e *sse.Event) error {
	var part wire.Part
	if err := json.Unmarshal(e.Data, &part); err != nil {
		return err
	}
	p := partPatch(part)
	p.Version = string(e.ID)
	at := b.partKey(p.URL)
	if p.base = b.parts[at]; p.Version != "" && p.Version == p.base.version && p.base.message == "" {
		return nil
	}
	if err := b.applyPartContent(at, p); err != nil {
		b.broken = err.Error()
	}
	return nil
}

// partsHeader returns the parts that the page shows, as the request header has them. The lock is
// held.
func (b *tab) partsHeader() string {
	if b.pageNode == nil || len(b.parts) == 0 {
		return ""
	}
	b.render()
	var parts []wire.PartVersion
	for n := range elements(b.doc) {
		if url := attr(n, wire.PartURLAttr); url != "" {
			if part, ok := b.parts[url]; ok {
				parts = append(parts, wire.PartVersion{URL: part.url, Version: part.version})
			}
		}
	}
	return wire.FormatParts(parts)
}

// renderParts renders the content of the parts. The lock is held.
func (b *tab) renderParts(root *html.Node, depth int) {
	for _, n := range slices.Collect(elements(root)) {
		part, ok := b.parts[attr(n, wire.PartURLAttr)]
		if !ok || n.Parent == nil || n == root || depth > 4 {
			continue
		}
		if part.version != "" {
			for c := n.FirstChild; c != nil; c = n.FirstChild {
				n.RemoveChild(c)
			}
			fill(n, part.body, b.visitor.scripts)
			b.renderParts(n, depth+1)
		}
		if part.message != "" && (n.LastChild == nil || n.LastChild.Data != "p" || attr(n.LastChild, "role") != "alert") {
			alert := &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P, Attr: []html.Attribute{{Key: "role", Val: "alert"}}}
			alert.AppendChild(&html.Node{Type: html.TextNode, Data: part.message})
			n.AppendChild(alert)
		}
	}
}

// loadLazyParts requests the parts that load when they become visible. In a test, the whole page is
// visible.
func (b *tab) loadLazyParts() {
	for {
		b.mu.Lock()
		url := ""
		if b.scripts() {
			b.render()
			for n := range elements(b.doc) {
				if u := attr(n, wire.PartURLAttr); u != "" && url == "" {
					if _, known := b.parts[u]; !known {
						url = u
					}
				}
			}
		}
		b.mu.Unlock()
		if url == "" {
			return
		}
		b.fetchPart(url)
	}
}

func (b *tab) fetchPart(to string) {
	u, err := b.site.base.Parse(to)
	if err != nil {
		u = b.currentURL() // the answer will not be the part, which is reported
	}
	a, err := b.ask(request{method: "GET", url: u, noRedirect: true, header: http.Header{"Accept": {wire.AcceptPatch}}})
	b.mu.Lock()
	messages := b.messages()
	b.mu.Unlock()
	part := &patch{Patch: wire.Patch{Message: messages.Down}}
	if err == nil {
		part.Message = messages.Failed
		if a.is(wire.PatchType) {
			*part = patch{}
			err = json.Unmarshal(a.body, part)
		}
	}
	part.URL = to
	b.mu.Lock()
	if err == nil {
		err = b.applyPartContent(to, part)
	}
	if err != nil {
		b.parts[to] = contentState{url: to, message: messages.Failed}
		b.broken = err.Error()
	}
	b.closeStream()
	b.openStream() // with the part
	b.notify()
	b.mu.Unlock()
}
