package frameworktest

import (
	"encoding/json"

	"golang.org/x/net/html"

	texts "github.com/goldfish-go/goldfish/templ/text"
)

// messages returns what the client says by itself, in the language of the document. The lock is held.
func (b *tab) messages() texts.Client {
	said := texts.English.Client
	if b.shell == nil {
		return said
	}
	meta := find(b.shell, func(n *html.Node) bool { return n.Data == "meta" && attr(n, "name") == "goldfish-messages" })
	if meta != nil {
		if err := json.Unmarshal([]byte(attr(meta, "content")), &said); err != nil {
			b.broken = "the messages of the document: " + err.Error()
		}
	}
	return said
}
