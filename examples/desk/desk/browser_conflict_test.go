package desk

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/axe"
	chromium "github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// Two people edit one ticket, without scripts. What only one of them has changed is merged. What
// both have changed, the second is shown field by field, and chooses.
func TestTwoPeopleEditOneTicket(t *testing.T) {
	server := newServer(t)
	amara, ben := as(t, server, "amara"), as(t, server, "ben")
	u := Edit.URL(EditURL{42})
	page := amara.get(u, http.StatusOK)
	fields := func(page string, pairs ...string) url.Values {
		form := url.Values{"_base": {base(amara, page)}, "subject": {"S"}, "requester": {"R"}, "priority": {"low"}, "label": {"login"}, "body": {"one\r\ntwo"}}
		for i := 0; i < len(pairs); i += 2 {
			form.Set(pairs[i], pairs[i+1])
		}
		return form
	}
	save := Save.URL(EditURL{42})
	amara.post(save, fields(page), http.StatusSeeOther)
	page = amara.get(u, http.StatusOK)

	ben.post(save, fields(page, "subject", "Ben’s", "body", "Ben’s <b>", "priority", "high", "requester", "Zoë"), http.StatusSeeOther)
	refused := amara.post(save, fields(page, "subject", "Amara’s", "body", "Amara’s", "label", "hardware"), http.StatusUnprocessableEntity)
	amara.see(refused, "Ben Šimić has changed this meanwhile.", `value="Amara’s"`, `<q dir="auto">Ben’s</q>`, `<q dir="auto">Ben’s &lt;b&gt;</q>`,
		`name="_choice.subject" value="mine" required`, `name="_choice.body" value="theirs" required`, `value="Zoë"`)
	for _, field := range []string{"priority", "requester", "label"} {
		amara.miss(refused, "_choice."+field)
	}
	amara.post(save, fields(refused, "subject", "Amara’s", "body", "Amara’s", "label", "hardware", "priority", "high", "requester", "Zoë",
		"_choice.subject", "mine", "_choice.body", "theirs"), http.StatusSeeOther)
	amara.see(amara.get(u, http.StatusOK), `value="Amara’s"`, "Ben’s &lt;b&gt;</textarea>", `value="Zoë"`, `value="high" selected`, `value="hardware" selected`)
}

// The same in two browsers: with scripts the second is asked as soon as the first has saved, and
// without them when they save.
func TestTwoPeopleEditInBrowsers(t *testing.T) {
	level.Long(t)
	script := axe.Script(t)
	o := open(t)
	other := &opened{o.desk, o.server, chromium.New(t)}
	o.signIn(t, "amara")
	other.signIn(t, "ben")
	const path = "/tickets/42/edit"
	mine, theirs := o.tab(t, path), other.tab(t, path)
	enter := func(tab *chromium.Tab, name, value string) {
		tab.Until("document.querySelector('[name=" + name + "]')")
		tab.Eval("(e => (e.focus(), e.select()))(document.querySelector('[name="+name+"]'))", nil)
		tab.Run(chromedp.KeyEvent(value))
	}
	saved := func(tab *chromium.Tab) {
		press(tab, "Save")
		tab.Until("location.pathname === '/tickets/42'")
	}
	choose := func(tab *chromium.Tab, field, answer string) {
		tab.Run(chromedp.Click(fmt.Sprintf(`[name="_choice.%s"][value=%s]`, field, answer)))
	}
	now := func() Ticket { return must(o.desk.store.Ticket(t.Context(), harbour, 42))(t) }
	shown := func(tab *chromium.Tab) string {
		return tab.Text("[...document.querySelectorAll('.goldfish-conflict')].map(e => e.name + ' ' + e.querySelector('q').textContent).join('|')")
	}

	live(mine)
	live(theirs)
	enter(mine, "subject", "Amara’s subject")
	enter(theirs, "subject", "Ben’s subject")
	enter(theirs, "body", "Ben’s body")
	saved(theirs)
	mine.Until("!!document.querySelector('.goldfish-conflict')")
	if got := shown(mine); got != "_choice.subject Ben’s subject" {
		t.Errorf("asked: %s", got)
	}
	if got := mine.Text("document.querySelector('[name=body]').value"); got != "Ben’s body" {
		t.Errorf("what only Ben has changed: %q", got)
	}
	choose(mine, "subject", "mine")
	saved(mine)
	if got := now(); got.Subject != "Amara’s subject" || got.Body != "Ben’s body" {
		t.Errorf("after both have saved: %q, %q", got.Subject, got.Body)
	}

	// Without scripts.
	plain := o.browser.Tab(t)
	blank(plain)
	plain.Allow("422")
	plain.Open(o.server.URL + path)
	plain.Until("document.querySelector('[name=body]')")
	plain.Run(chromedp.SetValue("[name=subject]", "Amara’s next"), chromedp.SetValue("[name=body]", "Amara’s body"))
	if err := o.desk.store.Edit(t.Context(), must(o.desk.store.User(t.Context(), "ben"))(t), 42, func(t Ticket, _ string) (Ticket, error) {
		t.Subject, t.Body, t.Priority = "Ben’s next", "Ben’s\nnext body", "urgent"
		return t, nil
	}); err != nil {
		t.Fatal(err)
	}
	press(plain, "Save")
	plain.Until("document.querySelectorAll('.goldfish-conflict').length === 2")
	if got := shown(plain); got != "_choice.subject Ben’s next|_choice.body Ben’s\nnext body" {
		t.Errorf("asked without scripts: %s", got)
	}
	plain.Run(emulation.SetScriptExecutionDisabled(false)) // for axe alone
	for _, width := range []int64{390, 1300} {
		for _, scheme := range []string{"light", "dark"} {
			plain.Run(emulation.SetDeviceMetricsOverride(width, 900, 1, false),
				emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}))
			axe.Check(t, plain, script, fmt.Sprintf("a conflict without scripts, %s, %d wide", scheme, width))
		}
	}
	blank(plain)
	choose(plain, "subject", "theirs")
	choose(plain, "body", "mine")
	saved(plain)
	if got := now(); got.Subject != "Ben’s next" || got.Body != "Amara’s body" || got.Priority != "urgent" {
		t.Errorf("after the choice without scripts: %+v", got)
	}
}
