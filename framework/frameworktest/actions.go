package frameworktest

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// Click clicks the link or button with this name: its text, aria-label, title or alt. A full match
// is preferred to a partial one, and a visible control to one in a closed menu. The test fails if
// several controls match that do different things.
//
// A form is submitted without checking its constraints, so that the answer of the server can be
// tested.
func (t *Tab) Click(name string) {
	t.t.Helper()
	n := t.unique("Click", name, "link or button", func() []candidate { return t.controls(isClickable) }, t.sameAct)
	t.click(n)
}

// Submit clicks the submit button with this name.
func (t *Tab) Submit(name string) {
	t.t.Helper()
	n := t.unique("Submit", name, "submit button", func() []candidate { return t.controls(isSubmit) }, t.sameAct)
	t.click(n)
}

// sameAct reports whether two controls do the same: links with one target, or the same button.
func (b *tab) sameAct(x, y *html.Node) bool {
	if isLink(x) && isLink(y) {
		return attr(x, "href") == attr(y, "href")
	}
	return x == y
}

// click clicks an element. It releases the lock.
func (t *Tab) click(n *html.Node) {
	t.t.Helper()
	if isLink(n) {
		t.follow(n)
		return
	}
	switch {
	case disabled(n):
		t.failLocked("%s is disabled", line(n, t.tab))
	case n.DataAtom == atom.Summary:
		if d := closest(n, is(atom.Details)); d != nil {
			t.opened[openKey(d)] = !isOpen(d, t.opened)
		}
		t.mu.Unlock()
	case has(n, "popovertarget") || has(n, "commandfor"):
		t.command(n)
	case isSubmit(n):
		form := t.formOf(n)
		if form == nil {
			t.failLocked("%s has no form", line(n, t.tab))
		}
		t.submit(form, n, false)
	case strings.EqualFold(attr(n, "type"), "reset"):
		if form := t.formOf(n); form != nil {
			for f := range elements(t.doc) {
				if isField(f) && t.formOf(f) == form {
					delete(t.edits, t.key(f))
				}
			}
		}
		t.mu.Unlock()
	default:
		t.failLocked("%s does nothing without a script of the app's own", line(n, t.tab))
	}
}

// command opens or closes the popover or dialog of a button.
func (t *Tab) command(n *html.Node) {
	target := byID(t.doc, attr(n, "popovertarget")+attr(n, "commandfor"))
	if target != nil {
		open := !isOpen(target, t.opened)
		switch attr(n, "popovertargetaction") + attr(n, "command") {
		case "show", "show-popover", "show-modal":
			open = true
		case "hide", "hide-popover", "close", "request-close":
			open = false
		}
		t.opened[openKey(target)] = open
	}
	t.mu.Unlock()
}

// follow follows a link.
func (t *Tab) follow(n *html.Node) {
	t.t.Helper()
	href := strings.TrimSpace(attr(n, "href"))
	to, err := t.base().Parse(href)
	if err != nil {
		t.failLocked("%s: %v", line(n, t.tab), err)
	}
	from := t.address
	handled := t.scripts() && to.Host == t.site.base.Host && !optedOut(n) && !has(n, "download") && attr(n, "target") != "_blank" &&
		!strings.Contains(" "+attr(n, "rel")+" ", " external ")
	mode, part := historyOf(n), partAround(n)
	t.mu.Unlock()
	switch {
	case to.Scheme != t.site.base.Scheme:
		t.fail("%s leads to no page", href)
	case strings.Contains(href, "#") && strip(to).String() == strip(from).String():
		t.mu.Lock()
		t.commit(to, push)
		t.mu.Unlock()
	case handled:
		t.visit(to, navOptions{history: mode, part: part})
	default:
		t.load(request{method: "GET", url: to}, push)
	}
}

// base returns the base URL of relative addresses. The lock is held.
func (b *tab) base() *url.URL {
	if el := find(b.doc, is(atom.Base)); el != nil && has(el, "href") {
		if u, err := b.address.Parse(attr(el, "href")); err == nil {
			return u
		}
	}
	return b.address
}

// scripts reports whether the client runs in this document. The lock is held.
func (b *tab) scripts() bool { return b.visitor.scripts && b.pageNode != nil }

func (b *tab) scripted() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.scripts()
}

func optedOut(n *html.Node) bool {
	return closest(n, func(n *html.Node) bool { return attr(n, wire.PatchAttr) == "off" }) != nil
}

func historyOf(n *html.Node) string {
	return attr(closest(n, func(n *html.Node) bool { return has(n, wire.HistoryAttr) }), wire.HistoryAttr)
}

// submit submits a form. The lock is held; submit releases it.
func (t *Tab) submit(form, submitter *html.Node, quiet bool) {
	t.t.Helper()
	setting := func(name string) string {
		if v, ok := lookAttr(submitter, "form"+name); ok {
			return v
		}
		return attr(form, name)
	}
	method := strings.ToLower(setting("method"))
	to := t.address
	if action := strings.TrimSpace(setting("action")); action != "" {
		u, err := t.base().Parse(action)
		if err != nil {
			t.failLocked("%s: %v", line(form, t.tab), err)
		}
		to = u
	}
	if method == "dialog" {
		if d := closest(form, is(atom.Dialog)); d != nil {
			t.opened[openKey(d)] = false
		}
		t.mu.Unlock()
		return
	}
	enctype := setting("enctype")
	pairs := t.dataSet(form, submitter)
	// A tab has no script that changes rows.
	handled := t.scripts() && attr(submitter, "name") != wire.RowsField && to.Host == t.site.base.Host && setting("target") != "_blank" && enctype != "text/plain" &&
		!optedOut(form) && (submitter == nil || !optedOut(submitter))
	place := form // of what decides where the answer goes
	if submitter != nil && method == "post" {
		place = submitter
	}
	key, mode, part := t.formKey(form), historyOf(place), partAround(place)
	t.mu.Unlock()

	if method != "post" {
		to = strip(to)
		to.RawQuery, to.ForceQuery = encode(pairs, handled), false
		if handled {
			t.visit(to, navOptions{history: historyOf(form), quiet: quiet, part: part})
		} else {
			t.load(request{method: "GET", url: to}, push)
		}
		return
	}
	r := request{method: "POST", url: to, contentType: "application/x-www-form-urlencoded", body: []byte(encode(pairs, false))}
	files := slices.ContainsFunc(pairs, func(p pair) bool { return p.file != nil && p.file.name != "" })
	switch {
	case enctype == "multipart/form-data" || handled && files:
		r.body, r.contentType = encodeParts(pairs)
	case enctype == "text/plain":
		var lines strings.Builder
		for _, p := range pairs {
			fmt.Fprintf(&lines, "%s=%s\r\n", p.name, p.value)
		}
		r.body, r.contentType = []byte(lines.String()), enctype
	}
	if handled {
		t.post(r, key, navOptions{history: mode, part: part})
	} else {
		t.mu.Lock()
		t.clearEdits(key) // the document is left, and this form is sent
		t.mu.Unlock()
		t.load(r, push)
	}
}
