package main

import "github.com/microcosm-cc/bluemonday"

// newPolicy returns what may be in the text of a note. Everything else is removed. SECURITY.md says
// why each kind of thing must be:
//
//   - elements that run or load something, or change the document: script, style, iframe, object,
//     svg, math, meta, base, link, template, custom elements
//   - forms and their controls
//   - data-gf-… and all other data attributes
//   - id and name, which the app and its scripts look for
//   - class and style, with which a text could look like the app
//   - event handlers, and addresses that are not http, https or mailto
//
// It is a list of what is allowed, so that what HTML will have tomorrow is not.
func newPolicy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "div", "b", "strong", "i", "em", "u", "s", "code", "pre", "blockquote", "ul", "ol", "li", "h3", "h4")
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemes("http", "https", "mailto")
	p.AllowRelativeURLs(false)
	p.RequireParseableURLs(true)
	p.RequireNoFollowOnLinks(true)
	p.RequireNoReferrerOnLinks(true)
	return p
}
