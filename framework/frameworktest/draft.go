package frameworktest

import (
	"maps"
	"strings"

	"golang.org/x/net/html"
)

// attrDraft, with the value "off", keeps what is typed in a form or a field out of the drafts.
const attrDraft = "data-draft"

// drafts are what a person has entered in forms that post and not sent, by the field's key. As
// sessionStorage does, they outlive pages and documents of their tab.
type drafts map[draftPage]map[string]edit

type draftPage struct {
	viewer string // as a fingerprint; empty: a stranger
	url    string
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
				b.drafts[at] = map[string]edit{}
			}
			b.drafts[at][b.key(n)] = e
		}
	}
	b.own()
}

// edit notes what a person made of a field, and who that is. The lock is held.
func (b *tab) edit(key string, e edit) {
	if len(b.edits) == 0 {
		b.author = b.made.viewer
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
	page := b.drafts[draftPage{b.made.viewer, b.url}]
	if !b.back || !b.scripts() || len(page) == 0 {
		return
	}
	for n := range elements(b.shell) {
		if !isField(n) || !b.isDrafted(n) {
			continue
		}
		key := b.key(n)
		e, ok := page[key]
		if !ok {
			continue
		}
		delete(page, key)
		if _, typed := b.edits[key]; !typed && !e.equal(b.sent(n)) {
			b.edit(key, e)
		}
	}
}

// dropDrafts deletes the drafts of a form that was sent. The lock is held.
func (b *tab) dropDrafts(form string) {
	page := b.drafts[draftPage{b.made.viewer, b.url}]
	for key := range page {
		if strings.HasPrefix(key, form+"|") {
			delete(page, key)
		}
	}
}

// own sees to whose the drafts are when the shell may have another viewer. Those of another person
// are deleted. A stranger leaves them alone, since it may be that a session has ended, and a
// stranger's own pass to who signs in. The lock is held.
func (b *tab) own() {
	is := b.made.viewer
	if is == "" {
		return
	}
	for at, page := range b.drafts {
		if at.viewer == is {
			continue
		}
		delete(b.drafts, at)
		mine := draftPage{is, at.url}
		switch {
		case at.viewer != "":
		case b.drafts[mine] == nil:
			b.drafts[mine] = page
		default:
			maps.Copy(b.drafts[mine], page)
		}
	}
}

// signedIn reports whether the person has just signed in: until now the shell was a stranger's. The
// lock is held.
func (b *tab) signedIn(was fingerprints) bool {
	return was.known && was.viewer == "" && b.made.viewer != ""
}
