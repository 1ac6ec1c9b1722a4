package frameworktest

import (
	"encoding/json"

	"golang.org/x/net/html"

	"github.com/goldfish-go/goldfish/internal/wire"
	texts "github.com/goldfish-go/goldfish/templ/text"
)

// messages returns the client's own messages, in the language of the document. The lock is held.
func (b *tab) messages() texts.Client {
	messages := texts.English.Client
	if b.doc == nil {
		return messages
	}
	meta := find(b.doc, func(n *html.Node) bool {
		return n.Data == "meta" && attr(n, "name") == wire.MessagesMeta
	})
	if meta != nil {
		if err := json.Unmarshal([]byte(attr(meta, "content")), &messages); err != nil {
			b.broken = "the messages of the document: " + err.Error()
		}
	}
	return messages
}

// showFlash shows a flash message.
func (b *tab) showFlash(text string) { b.setMessage(wire.FlashAttr, text) }

// setMessage sets the text of all message elements with this attribute. The lock is held.
func (b *tab) setMessage(place, text string) {
	found := false
	for n := range elements(b.doc) {
		if has(n, place) {
			found = true
			setText(n, text)
		}
	}
	switch {
	case place == wire.FlashAttr:
		b.flash = text
	case found:
		b.notice = text
	}
}

// setText sets the text of an element. An empty one is hidden.
func setText(n *html.Node, text string) {
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		n.RemoveChild(c)
	}
	n.AppendChild(&html.Node{Type: html.TextNode, Data: text})
	dropAttr(n, "hidden")
	if text == "" {
		setAttr(n, "hidden", "")
	}
}

// Flash returns the message of the last action, or of the last request that failed.
func (t *Tab) Flash() string { return t.readMessage(wire.FlashAttr, &t.flash) }

// Notice returns the message about the address.
func (t *Tab) Notice() string { return t.readMessage(wire.NoticeAttr, &t.notice) }

func (b *tab) readMessage(place string, unplaced *string) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.messageText(place, *unplaced)
}

// messageText returns the text of a message element. The lock is held.
func (b *tab) messageText(place, unplaced string) string {
	for n := range elements(b.doc) {
		if has(n, place) {
			if has(n, "hidden") {
				return ""
			}
			return fold(raw(n))
		}
	}
	return unplaced
}
