package desk

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/test/xss"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// Text of an attacker runs nowhere on the desk: not by document, patch or stream, not as a subject,
// a name, a description, a comment, a search, an address, a refused field or a message. The policy
// is taken away for this, so that nothing but escaping holds it back.
func TestNoTextRuns(t *testing.T) {
	level.Long(t)
	o := open(t)
	o.signIn(t, "amara")
	me := must(o.desk.store.User(t.Context(), "amara"))(t)
	var ids []int64
	for i := 0; i < len(xss.Payloads); i += 4 {
		some := xss.Payloads[i:min(i+4, len(xss.Payloads))]
		all := strings.Join(some, " ")
		ids = append(ids, must(o.desk.store.Create(t.Context(), me, Ticket{Subject: line(all), Requester: line(some[0]), Priority: "high", Label: "billing", Body: all}))(t))
	}
	first := ids[0]
	comment := func(text string) {
		if err := o.desk.store.Comment(t.Context(), me, first, text); err != nil {
			t.Fatal(err)
		}
		o.desk.app.Notify(topic(first), "tickets")
	}
	for _, payload := range xss.Payloads {
		comment(payload)
	}

	tab := o.browser.Tab(t)
	xss.Watch(t, tab, true)
	tab.Allow("Failed to load|status of")
	check := func(where string) {
		t.Helper()
		xss.Check(t, tab, where)
	}
	ticket := string(OneTicket.URL(TicketURL{first}))
	for _, path := range []string{ticket, string(Edit.URL(EditURL{first})), "/tickets", "/activity"} {
		tab.Open(o.server.URL + path)
		tab.Until("document.readyState === 'complete' && window.goldfish")
		check("the document of " + path)
	}
	visit := func(path string) {
		t.Helper()
		tab.Eval(fmt.Sprintf("goldfish.visit(%s)", mustJSON(path)), nil)
	}
	tab.Open(o.server.URL + "/tickets?page=2")
	live(tab)
	for _, path := range []string{ticket, "/tickets", fmt.Sprintf("/tickets?ticket=%d", first), "/activity", string(Edit.URL(EditURL{first}))} {
		visit(path)
		check("the patch of " + path)
	}
	// Addresses: as a search, as a value that is none, in the path, and as what comes after
	// sign-in.
	for _, payload := range xss.Payloads {
		q := url.QueryEscape(payload)
		for _, path := range []string{"/tickets?q=" + q, "/tickets?assignee=" + q, "/tickets?tab=" + q, "/tickets?page=" + q, "/sign-in?next=" + q, "/" + url.PathEscape(payload)} {
			tab.Eval(fmt.Sprintf(`fetch(%s, {headers: {Accept: "text/html"}, redirect: "manual"}).then((r) => r.text()).then((html) => {
				new DOMParser().parseFromString(html, "text/html").querySelectorAll("*").forEach((el) => {
					for (const {name, value} of el.attributes)
						if (/^on/i.test(name) || /^[\s\u0000-\u0020]*(javascript|vbscript|data):/i.test(value) && /^(href|src|action|formaction|srcdoc|data)$/i.test(name) && value !== "data:,") xss();
					if (el.localName === "script" && !el.src) xss();
				});
			})`, mustJSON(path)), nil)
		}
	}
	check("addresses")
	for _, payload := range xss.Payloads[10:16] {
		visit("/tickets?q=" + url.QueryEscape(payload))
		visit("/tickets?page=" + url.QueryEscape(payload)) // a message about the address
	}
	check("searches and messages")

	// A stream.
	visit(ticket)
	live(tab)
	comment("last " + strings.Join(xss.Payloads, "\n")[:4000])
	tab.Until("document.body.textContent.includes('last <script>')")
	check("the stream")

	// A form that is refused: its values come back, by a document and by a patch.
	for _, accept := range []string{"text/html", wire.PatchType} {
		tab.Eval(fmt.Sprintf(`(async () => {
			const body = new URLSearchParams({subject: "", requester: %[1]s, body: %[1]s, priority: %[1]s, label: %[1]s});
			const answer = await fetch(%[2]s, {method: "POST", body, headers: {Accept: %[3]q}});
			const text = await answer.text();
			if (answer.headers.get("Content-Type").startsWith("text/html")) document.querySelector("main").innerHTML = text;
			else for (const field of Object.values(JSON.parse(text).fields ?? {})) document.querySelector("[data-gf-flash]").textContent = field;
		})()`, mustJSON(strings.Join(xss.Payloads[:40], " ")), mustJSON(string(Create.URL(NewTicketURL{}))), accept), nil)
		check("a refused form as " + accept)
	}
}

// In normal use the policy holds nothing back: the pages need nothing that it forbids.
func TestNoPolicyReports(t *testing.T) {
	level.Long(t)
	o := open(t)
	o.signIn(t, "amara")
	tab := o.browser.Tab(t)
	xss.Watch(t, tab, false)
	tab.Open(o.server.URL + "/tickets")
	live(tab)
	for _, path := range []string{"/tickets/42", "/tickets/42/edit", "/tickets?ticket=42", "/activity", "/tickets/new", "/tickets"} {
		tab.Eval(fmt.Sprintf("goldfish.visit(%s)", mustJSON(path)), nil)
		xss.Check(t, tab, path)
		tab.Open(o.server.URL + path)
		live(tab)
		xss.Check(t, tab, "the document of "+path)
	}
}

func mustJSON(s string) string {
	out, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(out)
}
