package frameworktest

import (
	"golang.org/x/net/html"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// say fills the place of the flash.
func (b *tab) say(text string) { b.remark(wire.FlashAttr, text) }

// remark fills all message places of this attribute. The lock is held.
func (b *tab) remark(place, text string) {
	found := false
	for n := range elements(b.shell) {
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

// setText fills a place; an empty one is hidden.
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

// Flash returns what the page says of the last action, or of the last request that failed.
func (t *Tab) Flash() string { return t.message(wire.FlashAttr, &t.flash) }

// Notice returns what the page says of its address.
func (t *Tab) Notice() string { return t.message(wire.NoticeAttr, &t.notice) }

func (b *tab) message(place string, homeless *string) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.remarked(place, *homeless)
}

// remarked returns what a message place says. The lock is held.
func (b *tab) remarked(place, homeless string) string {
	for n := range elements(b.shell) {
		if has(n, place) {
			if has(n, "hidden") {
				return ""
			}
			return fold(raw(n))
		}
	}
	return homeless
}
