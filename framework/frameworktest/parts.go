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

	"github.com/goldfish-go/goldfish/sse"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// A region is what a tab holds of its page, or of a part of it.
type region struct {
	url            string // of a part, which may have been led on from the one that placed it
	version, title string
	body           string // byte for byte as the server sent it
	say            string // why a part is not what it should be
}

// held is what the tab holds of its page. The lock is held.
func (b *tab) held() region { return region{version: b.version, title: b.title, body: b.body} }

// unfill takes out of the text of a document what parts have put there, and notes it by their URLs. What is left is the text of the page's own
// body: each part in it holds its placeholder.
func unfill(text string, parts map[string]region) string {
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
		url := tokenAttr(token, markup.PartURL)
		if url == "" {
			continue
		}
		whole := content(text[start:])
		placeholder, rest, its, ok := cutTemplate(whole)
		if !ok {
			continue
		}
		own.WriteString(text[from:at] + placeholder)
		from = at + len(whole)
		its.body = unfill(rest, parts)
		if its.version == "" {
			its.body, its.say = "", strings.TrimPrefix(rest, placeholder)
		}
		its.url = url
		parts[url] = its
	}
	return own.String() + text[from:]
}

// addParts takes in the parts of another shell. Those that the tab has already stay as they are. The lock
// is held.
func (b *tab) addParts(document string) {
	found := map[string]region{}
	unfill(document, found)
	for url, its := range found {
		if _, known := b.parts[url]; !known {
			b.parts[url] = its
		}
	}
}

// cutTemplate splits what stands in a part of a document into the placeholder, which a template keeps, and the part itself.
func cutTemplate(whole string) (placeholder, rest string, its region, ok bool) {
	z := html.NewTokenizer(strings.NewReader(whole))
	if z.Next() != html.StartTagToken {
		return "", "", its, false
	}
	head := len(z.Raw())
	token := z.Token()
	for _, a := range token.Attr {
		switch a.Key {
		case markup.Version:
			its.version, ok = a.Val, true
		case markup.Title:
			its.title = a.Val
		}
	}
	if token.DataAtom != atom.Template || !ok {
		return "", "", its, false
	}
	placeholder = content(whole)
	return placeholder, whole[head+len(placeholder)+len("</template>"):], its, true
}

// changeParts takes in what the answer to a visit or a submit says of parts. The lock is held.
func (b *tab) changeParts(p *patch) error {
	for _, its := range p.Parts {
		at := b.placeOf(its.URL)
		its.base = p.parts[at]
		if err := b.changePart(at, its); err != nil {
			return err
		}
	}
	return nil
}

// placeOf returns the URL that placed the part which shows this one.
func (b *tab) placeOf(url string) string {
	for at, its := range b.parts {
		if its.url == url {
			return at
		}
	}
	return url
}

// changePart takes in what is said of the part that a URL placed.
func (b *tab) changePart(at string, p *patch) error {
	was, known := b.parts[at]
	if b.parts == nil {
		b.parts = map[string]region{}
	}
	b.drawn = false
	if p.Message != "" || known && p.Version == "" {
		was.url, was.say = p.URL, p.Message
		b.parts[at] = was
		return nil
	}
	now, err := p.state()
	if err != nil {
		return fmt.Errorf("part %s: %w", p.URL, err)
	}
	now.url, now.say = p.URL, ""
	b.parts[at] = now
	return nil
}

// applyPart shows the answer to a visit, or to the submit of a form, in a part. The address stays.
func (b *tab) applyPart(a answer, p *patch, form string, w way) {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	b.status = a.status
	if err := b.changePart(w.part, p); err != nil {
		b.broken = err.Error()
	}
	if form != "" {
		b.taken(form)
	}
	b.say(cmp.Or(p.Flash, p.Message))
	b.hangUp()
	b.openStream()
	b.wake()
}

// partAround returns the URL that placed the part around an element whose answers go into it, "" where they go into the page.
func partAround(n *html.Node) string {
	opted := closest(n, func(n *html.Node) bool { return has(n, markup.Patch) })
	if opted == nil || attr(opted, markup.Patch) != "part" {
		return ""
	}
	if place := closest(n, func(n *html.Node) bool { return has(n, markup.PartURL) }); place != nil {
		return attr(place, markup.PartURL)
	}
	return ""
}

// receivePart takes in what the stream says of a part. The lock is held.
func (b *tab) receivePart(e *sse.Event) error {
	p := &patch{Version: string(e.ID)}
	if err := json.Unmarshal(e.Data, p); err != nil {
		return err
	}
	p.Version = string(e.ID)
	at := b.placeOf(p.URL)
	if p.base = b.parts[at]; p.Version != "" && p.Version == p.base.version && p.base.say == "" {
		return nil
	}
	if err := b.changePart(at, p); err != nil {
		b.broken = err.Error()
	}
	return nil
}

// heldParts describes the parts that the page shows, as requests do. The lock is held.
func (b *tab) heldParts() string {
	if b.place == nil || len(b.parts) == 0 {
		return ""
	}
	b.draw()
	var words []string
	for n := range elements(b.shell) {
		if url := attr(n, markup.PartURL); url != "" {
			if its, ok := b.parts[url]; ok {
				version := its.version
				if version == "" {
					version = "-"
				}
				words = append(words, its.url, version)
			}
		}
	}
	return strings.Join(words, " ")
}

// drawParts puts the parts into their places. The lock is held.
func (b *tab) drawParts(root *html.Node, depth int) {
	for _, n := range slices.Collect(elements(root)) {
		its, ok := b.parts[attr(n, markup.PartURL)]
		if !ok || n.Parent == nil || n == root || depth > 4 {
			continue
		}
		if its.version != "" {
			for c := n.FirstChild; c != nil; c = n.FirstChild {
				n.RemoveChild(c)
			}
			fill(n, its.body, b.visitor.scripts)
			b.drawParts(n, depth+1)
		}
		if its.say != "" && (n.LastChild == nil || n.LastChild.Data != "p" || attr(n.LastChild, "role") != "alert") {
			alert := &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P, Attr: []html.Attribute{{Key: "role", Val: "alert"}}}
			alert.AppendChild(&html.Node{Type: html.TextNode, Data: its.say})
			n.AppendChild(alert)
		}
	}
}

// reveal asks for the parts that wait until they are seen: in a test, the whole page is.
func (b *tab) reveal() {
	for {
		b.mu.Lock()
		url := ""
		if b.scripts() {
			b.draw()
			for n := range elements(b.shell) {
				if u := attr(n, markup.PartURL); u != "" && url == "" {
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
		u = b.where() // what comes is not the part then, and says so
	}
	a, err := b.ask(request{method: "GET", url: u, stay: true, header: http.Header{"Accept": {typePatch}}})
	b.mu.Lock()
	messages := b.messages()
	b.mu.Unlock()
	its := &patch{Message: messages.Down}
	if err == nil {
		its.Message = messages.Failed
		if a.is(typePatch) {
			*its = patch{}
			err = json.Unmarshal(a.body, its)
		}
	}
	its.URL = to
	b.mu.Lock()
	if err == nil {
		err = b.changePart(to, its)
	}
	if err != nil {
		b.parts[to] = region{url: to, say: messages.Failed}
		b.broken = err.Error()
	}
	b.hangUp()
	b.openStream() // with the part
	b.wake()
	b.mu.Unlock()
}
