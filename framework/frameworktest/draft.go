package frameworktest

import (
	"maps"
	"strings"

	"golang.org/x/net/html"
)

// attrDraft with the value "off" excludes a form or a field from drafts.
const attrDraft = "data-gf-draft"

// drafts are the values that a person has entered in forms that post, and not submitted. As in
// sessionStorage, they outlive pages and documents of their tab.
type drafts map[draftPage]*draft

type draftPage struct {
	viewer string // fingerprint; empty: not signed in
	url    string
}

type draft struct {
	edits map[string]edit // by the field's key
	// restore it without a return to the page: the person has signed in again
	resume bool
}

// saveDrafts saves the drafts of a page that is about to be replaced. The lock is held.
func (b *tab) saveDrafts() {
	if !b.scripts() || !b.fingerprints.known || len(b.edits) == 0 {
		return
	}
	b.render()
	at := draftPage{b.draftsViewer, b.url}
	for n := range elements(b.doc) {
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
	b.updateViewer()
}

// edit records an edit of a field, and the viewer. The lock is held.
func (b *tab) edit(key string, e edit) {
	if len(b.edits) == 0 {
		b.draftsViewer = b.fingerprints.person()
	}
	b.edits[key] = e
}

// isDrafted reports whether drafts include a field.
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

// restoreDrafts fills in the drafts of a page after a reload, Back, Forward or sign-in. A draft
// whose field is absent is kept. The lock is held.
func (b *tab) restoreDrafts() {
	page := b.drafts[draftPage{b.fingerprints.person(), b.url}]
	if page == nil || !b.restoreDraftsHere && !page.resume || !b.scripts() {
		return
	}
	b.restoreDraftsHere, page.resume = true, false // also for parts that come later
	for n := range elements(b.doc) {
		if !isField(n) || !b.isDrafted(n) {
			continue
		}
		key := b.key(n)
		e, ok := page.edits[key]
		if !ok {
			continue
		}
		delete(page.edits, key)
		if _, typed := b.edits[key]; !typed && !e.equal(b.serverValue(n)) {
			b.edit(key, e)
		}
	}
}

// dropDrafts deletes the drafts of a form that was submitted. The lock is held.
func (b *tab) dropDrafts(form string) {
	if page := b.drafts[draftPage{b.fingerprints.person(), b.url}]; page != nil {
		maps.DeleteFunc(page.edits, func(key string, _ edit) bool { return strings.HasPrefix(key, form+"|") })
	}
}

// updateViewer assigns the drafts when the viewer of the shell may have changed. Drafts of another
// person are deleted. If nobody is signed in, they are kept, since a session may have expired.
// Drafts without a viewer belong to the person who signs in next. After a sign-in all are restored.
// The lock is held.
func (b *tab) updateViewer() {
	is := b.fingerprints.person()
	if !b.fingerprints.known {
		return
	}
	back := b.isStranger && is != ""
	if b.isStranger = is == ""; b.isStranger {
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
