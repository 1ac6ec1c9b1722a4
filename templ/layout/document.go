// Package layout answers: what surrounds a page? It has the document with its head, the elements
// for the body and the messages, and the files that the document links.
//
// A shell is a component around [HTML]:
//
//	templ shell(me User, doc layout.Document) {
//		@layout.HTML(doc, layout.Stylesheet(assets.URL("desk.css"))) {
//			<header>{ me.Name }</header>
//			@layout.Messages(doc)
//			@layout.Body(doc)
//		}
//	}
package layout

import (
	"github.com/goldfish-go/goldfish/internal/address"
)

// A Document is the input of a shell. The framework fills it in.
type Document struct {
	Title    string
	Lang     string // BCP 47; empty means "en"
	Dir      string // "rtl" for languages that are written from right to left, or empty
	Messages string // of the client in this language, as JSON; empty: it has them
	// This page in each language, itself included; empty: the URL says no language.
	Alternates   []Alternate
	NoIndex      bool        // search engines must not list the page
	Description  string      // for search engines
	Canonical    address.URL // for <link rel="canonical">; empty on error pages
	Page         address.URL // canonical URL of the page; empty on error pages
	Version      string      // of the body; empty on a page that is not live
	Fingerprints string      // see docs/protocol.md
	Body         string      // HTML, rendered
	Script       string      // address of the client
	Dev          bool        // development mode
	Once         bool        // the client may send a post again, because the store is durable
	Flash        string      // message of an action
	Notice       string      // message about the address
}

// An Alternate is the page in another language.
type Alternate struct {
	Lang string // BCP 47
	URL  address.URL
}

func (d Document) lang() string {
	if d.Lang == "" {
		return "en"
	}
	return d.Lang
}
