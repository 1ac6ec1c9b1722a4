package frameworktest

import (
	"maps"
	"strings"

	"golang.org/x/net/html"
)

// attrDraft, with the value "off", keeps what is typed in a form or a field out of the drafts.
const attrDraft = "data-gf-draft"

// drafts are what a person has entered in forms that post and not sent. As sessionStorage does, they
// outlive pages and documents of their tab.
type drafts map[draftPage]*draft

type draftPage struct {
	viewer string // as a fingerprint; empty: a stranger
	url    string
}

type draft struct {
	edits  map[string]edit // by the field's key
	resume bool            // the person has signed in again, so it comes back by itself
}

// putAside keeps the drafts of a page that is about to be left. The lock is held.
func (b *tab) putAside() {
	if !b.scripts() || !b.made.known || len(b.edits) == 0 {
		return
	}
	b.draw()
	at := draftPage{b.author, b.url}
	for n := range elements(b.shell) {
		if !isField(n) || !b.isDrafted(n) {
			continue
		}
		if e, ok := b.edits[b.key(n)]; ok {
			if b.drafts[at] == nil {
				b.drafts[at] = &draft{edits: map[string]edit{}}
			}
			b.drafts[at].edits[b.key(n)] = e
		}
	}
	b.own()
}

// edit notes what a person made of a field, and who that is. The lock is held.
func (b *tab) edit(key string, e edit) {
	if len(b.edits) == 0 {
		b.author = b.made.person()
	}
	b.edits[key] = e
}

// isDrafted reports whether what stands in a field is ever put aside.
func (b *tab) isDrafted(n *html.Node) bool {
	form := b.formOf(n)
	if form == nil || !strings.EqualFold(attr(form, "method"), "post") {
		return false
	}
	switch inputType(n) {
	case "password", "file", "hidden":
		return false
	}
	off := func(n *html.Node) bool { return attr(n, attrDraft) == "off" }
	return closest(n, off) == nil && closest(form, off) == nil
}

// takeDrafts fills in the drafts of a page that was come back to. A draft whose field is not there
// is kept. The lock is held.
func (b *tab) takeDrafts() {
	page := b.drafts[draftPage{b.made.person(), b.url}]
	if page == nil || !b.back && !page.resume || !b.scripts() {
		return
	}
	b.back, page.resume = true, false // also for parts that come later
	for n := range elements(b.shell) {
		if !isField(n) || !b.isDrafted(n) {
			continue
		}
		key := b.key(n)
		e, ok := page.edits[key]
		if !ok {
			continue
		}
		delete(page.edits, key)
		if _, typed := b.edits[key]; !typed && !e.equal(b.sent(n)) {
			b.edit(key, e)
		}
	}
}

// dropDrafts deletes the drafts of a form that was sent. The lock is held.
func (b *tab) dropDrafts(form string) {
	if page := b.drafts[draftPage{b.made.person(), b.url}]; page != nil {
		maps.DeleteFunc(page.edits, func(key string, _ edit) bool { return strings.HasPrefix(key, form+"|") })
	}
}

// own sees to whose the drafts are when the shell may have another viewer. Those of another person
// are deleted. A stranger leaves them alone, since a session may have ended. A stranger's own pass to
// who signs in. Whoever signs in again finds all of them filled in. The lock is held.
func (b *tab) own() {
	is := b.made.person()
	if !b.made.known {
		return
	}
	back := b.away && is != ""
	if b.away = is == ""; b.away {
		return
	}
	for at, page := range maps.Clone(b.drafts) {
		mine := draftPage{is, at.url}
		switch {
		case at.viewer == is:
		case at.viewer != "" || b.drafts[mine] == nil:
			delete(b.drafts, at)
			if at.viewer == "" {
				b.drafts[mine] = page
			}
		default:
			delete(b.drafts, at)
			maps.Copy(b.drafts[mine].edits, page.edits)
		}
	}
	for _, page := range b.drafts {
		page.resume = page.resume || back
	}
}
