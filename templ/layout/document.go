// Package layout is what surrounds a page: the document with its head, the places of body and messages, and the files that it links.
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

// A Document is all that a shell needs to know. The framework fills it in.
type Document struct {
	Title        string
	Lang         string      // BCP 47; empty means "en"
	Dir          string      // "rtl" for languages that are written from right to left, or empty
	Messages     string      // of the client in this language, as JSON; empty: it has them
	Alternates   []Alternate // this page in each language, itself included; empty: the URL says no language
	NoIndex      bool        // search engines must not list the page
	Description  string      // for search engines
	Canonical    address.URL // for <link rel="canonical">; empty on error pages
	Page         address.URL // what the client calls this page; empty on error pages
	Version      string      // of the body; empty on a page that is not live
	Fingerprints string      // of what the document is made with, beside its page
	Body         string      // HTML, rendered
	Script       string      // address of the client
	Dev          bool        // whether the client shows what it does, to whoever writes the app
	Flash        string      // an action's word to the person
	Notice       string      // a word about the address
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
