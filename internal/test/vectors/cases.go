package vectors

import (
	"slices"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// Pages that most cases use.
const (
	links = `<a href="/b">to b</a> <a href="/c?x=1">to c</a> <a href="/a?q=1">q</a>`
	form  = `<form method="post" action="/a?_action=save"><input name="title"><p data-gf-error="title"></p><p data-gf-error=""></p><button>Save</button></form>`
)

var (
	a = Content("A", "<h1>page a</h1>"+links+form)
	b = Content("B", "<h1>page b</h1>"+`<a href="/a">to a</a>`)
)

// What a proxy says when the app's answer is lost, and what the app says then.
var (
	lost  = Answer{Status: 502, Foreign: "<h1>Bad Gateway</h1>"}
	saved = b.with(func(a *Answer) { a.URL, a.Flash = "/b", "Saved." })
)

// pages are the answers for /a and /b, with more or other ones.
func pages(more map[string][]Answer) map[string][]Answer {
	all := map[string][]Answer{"GET /a": {a}, "GET /b": {b}, "GET /a?q=1": {a.with(func(a *Answer) { a.History = "replace" })}}
	for what, answers := range more {
		all[what] = answers
	}
	return all
}

// Cases are all cases.
var Cases = slices.Concat(visits, submits, streams, parts, drafts)

// Short returns one case of each kind.
func Short() []Case {
	return []Case{visits[0], submits[0], streams[0], parts[0], drafts[0]}
}

var visits = []Case{
	{"visit pushes a history entry", "/a", pages(nil), []Step{
		{Want: Want{URL: "/a", Entries: 1, Title: "A", Stream: "/a", Held: a.Version, Documents: 1}},
		{Click: "to b", Want: Want{URL: "/b", Entries: 2, Title: "B", Text: "page b", Stream: "/b", Held: b.Version, Request: "patch GET /b", From: "/a", Documents: 1}},
	}},
	{"visit replaces the history entry if the answer says so", "/a", pages(nil), []Step{
		{Click: "q", Want: Want{URL: "/a?q=1", Entries: 1, Documents: 1}},
	}},
	{"visit shows the canonical URL of the answer", "/a", pages(map[string][]Answer{"GET /c?x=1": {b.with(func(a *Answer) { a.URL = "/b" })}}), []Step{
		{Click: "to c", Want: Want{URL: "/b", Entries: 2, Text: "page b", Stream: "/b", Request: "patch GET /c?x=1"}},
	}},
	{"Back and Forward request the patch without Goldfish-From", "/a", pages(nil), []Step{
		{Click: "to b", Want: Want{URL: "/b", Entries: 2, Text: "page b"}},
		{Back: true, Want: Want{URL: "/a", Entries: 2, Text: "page a", Request: "patch GET /a", From: "-", Stream: "/a"}},
		{Forward: true, Want: Want{URL: "/b", Entries: 2, Text: "page b", Request: "patch GET /b", From: "-", Documents: 1}},
	}},
	{"a new visit after Back drops the entries after it", "/a", pages(map[string][]Answer{"GET /c?x=1": {b}}), []Step{
		{Click: "to b", Want: Want{URL: "/b", Entries: 2}},
		{Back: true, Want: Want{URL: "/a", Text: "page a"}},
		{Click: "to c", Want: Want{URL: "/c?x=1", Entries: 2}},
	}},
	{"visit shows a 404 as a page that is not live", "/a", pages(map[string][]Answer{"GET /b": {{Status: 404, Title: "Gone", Body: "<h1>no such page</h1>"}}}), []Step{
		{Click: "to b", Want: Want{URL: "/b", Entries: 2, Title: "Gone", Text: "no such page", Stream: "-", Documents: 1}},
	}},
	{"visit loads the document after a foreign answer", "/a", pages(map[string][]Answer{"GET /b": {{Foreign: "<!doctype html><title>proxy</title><h1>made by a proxy</h1>"}}}), []Step{
		{Click: "to b", Want: Want{URL: "/b", Entries: 2, Title: "proxy", Stream: "-", Documents: 2}},
	}},
	{"visit loads the document after 401", "/a", pages(map[string][]Answer{"patch GET /b": {{Status: 401, Message: "Sign in."}}}), []Step{
		{Click: "to b", Want: Want{URL: "/b", Entries: 2, Text: "page b", Documents: 2}},
	}},
	{"visit loads the document at location", "/a", pages(map[string][]Answer{"patch GET /c?x=1": {{To: "/b"}}}), []Step{
		{Click: "to c", Want: Want{URL: "/b", Entries: 2, Text: "page b", Documents: 2}},
	}},
	{"visit keeps the page after a 503", "/a", pages(map[string][]Answer{"GET /b": {{Status: 503, Message: "Not now."}, b}}), []Step{
		{Click: "to b", Want: Want{URL: "/a", Entries: 1, Text: "page a", Flash: "Not now.", Documents: 1}},
		{Click: "to b", Want: Want{URL: "/b", Entries: 2, Text: "page b", Flash: "-"}},
	}},
	{"visit loads the document after 406", "/a", pages(map[string][]Answer{"patch GET /b": {unspoken}}), []Step{
		{Click: "to b", Want: Want{URL: "/b", Entries: 2, Text: "page b", Documents: 2}},
	}},
	{"visit shows a notice", "/a", pages(map[string][]Answer{"GET /b": {b.with(func(a *Answer) { a.Notice = "page: not a number." })}}), []Step{
		{Click: "to b", Want: Want{Text: "page b", Notice: "page: not a number.", Flash: "-"}},
		{Click: "to a", Want: Want{Text: "page a", Notice: "-"}},
	}},
}

var submits = []Case{
	{"422 shows the errors and keeps the input", "/a", pages(map[string][]Answer{"POST /a?_action=save": {{Status: 422, Fields: map[string]string{"title": "Too short."}}}}), []Step{
		{Fill: Field{"title", "x"}},
		{Click: "Save", Want: Want{URL: "/a", Entries: 1, Errors: map[string]string{"title": "Too short."}, Fields: []Field{{"title", "x"}}, Documents: 1, Stream: "/a", Request: "patch POST /a?_action=save", From: "/a"}},
		{Fill: Field{"title", "xy"}, Want: Want{Errors: map[string]string{}, Fields: []Field{{"title", "xy"}}}},
	}},
	{"422 shows the error of a field without an element with that of the form", "/a", pages(map[string][]Answer{"POST /a?_action=save": {{Status: 422, Fields: map[string]string{"other": "Missing.", "": "No."}}}}), []Step{
		{Click: "Save", Want: Want{URL: "/a", Errors: map[string]string{"": "No. Missing."}}},
	}},
	{"422 focuses the first field with an error", "/a", pages(map[string][]Answer{"POST /a?_action=save": {{Status: 422, Fields: map[string]string{"title": "Too short."}}}}), []Step{
		{Click: "Save", Want: Want{Focus: "title", Errors: map[string]string{"title": "Too short."}}},
	}},
	{"success shows the next page and the flash", "/a", pages(map[string][]Answer{"POST /a?_action=save": {b.with(func(a *Answer) { a.URL, a.Flash = "/b", "Saved." })}}), []Step{
		{Fill: Field{"title", "x"}},
		{Click: "Save", Want: Want{URL: "/b", Entries: 2, Text: "page b", Flash: "Saved.", Documents: 1, Stream: "/b"}},
		{Click: "to a", Want: Want{URL: "/a", Flash: "-", Fields: []Field{{"title", ""}}, Offered: "no"}},
	}},
	{"success on the same page resets the form", "/a", pages(map[string][]Answer{"POST /a?_action=save": {a.with(func(a *Answer) { a.URL, a.History, a.Flash = "/a", "replace", "Saved." })}}), []Step{
		{Fill: Field{"title", "x"}},
		{Click: "Save", Want: Want{URL: "/a", Entries: 1, Flash: "Saved.", Fields: []Field{{"title", ""}}, Documents: 1}},
	}},
	{"next alone requests the page and shows the flash", "/a", pages(map[string][]Answer{"POST /a?_action=save": {{Next: "/b", Flash: "Welcome."}}}), []Step{
		{Click: "Save", Want: Want{URL: "/b", Entries: 2, Text: "page b", Flash: "Welcome.", Request: "patch GET /b", From: "/a", Documents: 1}},
	}},
	{"a 503 keeps the form", "/a", pages(map[string][]Answer{"POST /a?_action=save": {{Status: 503, Message: "Not now."}}}), []Step{
		{Fill: Field{"title", "x"}},
		{Click: "Save", Want: Want{URL: "/a", Flash: "Not now.", Fields: []Field{{"title", "x"}}, Documents: 1}},
	}},
	{"a form without an answer asks the person, whose button sends the same submission", "/a", pages(map[string][]Answer{"POST /a?_action=save": {lost, saved}}), []Step{
		{Fill: Field{"title", "x"}},
		{Click: "Save", Want: Want{URL: "/a", Asked: "yes", Flash: "-", Fields: []Field{{"title", "x"}}, Documents: 1}},
		{Click: "Save", Want: Want{URL: "/b", Asked: "no", Flash: "Saved.", Keys: 1, Documents: 1}},
	}},
	{"a form without an answer is sent again where submissions are done once", "/a", pages(map[string][]Answer{"GET /a": {a.with(func(a *Answer) { a.Once = true })}, "POST /a?_action=save": {lost, saved}}), []Step{
		{Fill: Field{"title", "x"}},
		{Click: "Save", Want: Want{URL: "/b", Asked: "no", Flash: "Saved.", Keys: 1, Documents: 1}},
	}},
	{"406 to a post keeps the form", "/a", pages(map[string][]Answer{"POST /a?_action=save": {unspoken}}), []Step{
		{Fill: Field{"title", "x"}},
		{Click: "Save", Want: Want{URL: "/a", Entries: 1, Flash: unspoken.Message, Fields: []Field{{"title", "x"}}, Request: "patch POST /a?_action=save", Stream: "/a", Documents: 1}},
	}},
	{"403 to a post keeps the form if the page is still there", "/a", pages(map[string][]Answer{"POST /a?_action=save": {{Status: 403, Message: "Not for you."}}}), []Step{
		{Fill: Field{"title", "x"}},
		{Click: "Save", Want: Want{URL: "/a", Flash: "Not for you.", Fields: []Field{{"title", "x"}}, Request: "patch GET /a", Documents: 1}},
	}},
}

var (
	a2 = Content("A2", "<h1>page a, changed</h1>"+links+form)
	// unspoken is the answer to a client whose version of the protocol the server does not speak.
	unspoken = Answer{Status: 406, Message: "This page is of another version of the app. Please load it again."}

	deleted = Answer{Status: 404, Title: "Gone", Body: "<h1>it is gone</h1>", Message: "It is gone."}
)

var streams = []Case{
	{"a push is shown, and a reconnect has its version", "/a", pages(nil), []Step{
		{Want: Want{Stream: "/a", Held: a.Version}},
		{Send: Push("A2", "<h1>page a, changed</h1>"+links+form), Want: Want{URL: "/a", Entries: 1, Title: "A2", Text: "changed"}},
		{Disconnect: true, Want: Want{Stream: "/a", Held: a2.Version, Text: "changed", Documents: 1}},
	}},
	{"a push keeps the input", "/a", pages(nil), []Step{
		{Fill: Field{"title", "typed"}},
		{Send: Push("A2", "<h1>page a, changed</h1>"+links+form), Want: Want{Text: "changed", Fields: []Field{{"title", "typed"}}}},
	}},
	{"stale and fresh", "/a", pages(nil), []Step{
		{Send: Event(wire.StaleEvent, "", `{"message":"Old news."}`), Want: Want{Stale: "yes", Text: "page a", Stream: "/a"}},
		{Send: Event(wire.FreshEvent, "", "{}"), Want: Want{Stale: "no"}},
	}},
	{"a push ends stale", "/a", pages(nil), []Step{
		{Send: Event(wire.StaleEvent, "", `{"message":"Old news."}`), Want: Want{Stale: "yes"}},
		{Send: Push("A2", "<h1>page a, changed</h1>"+links+form), Want: Want{Stale: "no", Text: "changed"}},
	}},
	{"updates are delayed, and on time again", "/a", pages(nil), []Step{
		{Send: Event(wire.DelayedEvent, "", `{"delayed":true}`), Want: Want{Delayed: "yes", Stale: "no", Text: "page a", Stream: "/a"}},
		{Send: Push("A2", "<h1>page a, changed</h1>"+links+form), Want: Want{Delayed: "yes", Text: "changed"}},
		{Send: Event(wire.DelayedEvent, "", `{"delayed":false}`), Want: Want{Delayed: "no"}},
	}},
	{"another stream is not delayed until it says so", "/a", pages(nil), []Step{
		{Send: Event(wire.DelayedEvent, "", `{"delayed":true}`), Want: Want{Delayed: "yes"}},
		{Disconnect: true, Want: Want{Delayed: "no", Stream: "/a", Documents: 1}},
	}},
	{"recheck shows the page again", "/a", pages(map[string][]Answer{"GET /a": {a, a2}}), []Step{
		{Send: Event(wire.RecheckEvent, "", "{}"), Want: Want{URL: "/a", Entries: 1, Text: "changed", Request: "patch GET /a", From: "-", Stream: "/a", Held: a2.Version, Documents: 1}},
	}},
	{"recheck shows the error in place of a page that is gone", "/a", pages(map[string][]Answer{"GET /a": {a, deleted}}), []Step{
		{Send: Event(wire.RecheckEvent, "", "{}"), Want: Want{URL: "/a", Text: "it is gone", NoText: "page a", Stream: "-", Documents: 1}},
	}},
	{"recheck keeps a page that is gone if something was typed", "/a", pages(map[string][]Answer{"GET /a": {a, deleted}}), []Step{
		{Fill: Field{"title", "typed"}},
		{Send: Event(wire.RecheckEvent, "", "{}"), Want: Want{URL: "/a", Text: "page a", Stale: "yes", Flash: "It is gone.", Fields: []Field{{"title", "typed"}}, Stream: "-", Documents: 1}},
	}},
	{"406 to a stream keeps the page", "/a", pages(map[string][]Answer{"stream GET /a": {{}, unspoken}, "patch GET /a": {unspoken}}), []Step{
		{Fill: Field{"title", "typed"}, Want: Want{Stream: "/a", Stale: "no"}},
		{Disconnect: true, Want: Want{URL: "/a", Text: "page a", Stale: "yes", Flash: unspoken.Message, Fields: []Field{{"title", "typed"}}, Documents: 1}},
	}},
	{"hello with another shell fetches it once", "/a", pages(nil), []Step{
		{Fill: Field{"title", "typed"}},
		{Shell: Shell{"new chrome", "h2", ""}, Want: Want{Chrome: "chrome"}},
		{Disconnect: true, Want: Want{Chrome: "new chrome", Text: "page a", Fields: []Field{{"title", "typed"}}, Request: "document GET /a", From: "/a", Documents: 1}},
	}},
	{"a visit with another viewer fetches the shell", "/a", pages(nil), []Step{
		{Shell: Shell{"Ann", "h1", "v1"}, Want: Want{Chrome: "chrome"}},
		{Click: "to b", Want: Want{URL: "/b", Text: "page b", Chrome: "Ann", Documents: 1}},
	}},
	{"the event shell fetches the shell", "/a", pages(nil), []Step{
		{Shell: Shell{"2 new", "h1", ""}, Want: Want{Chrome: "chrome"}},
		{Send: Event(wire.ShellEvent, "", "{}"), Want: Want{Chrome: "2 new", Text: "page a", Documents: 1}},
	}},
}

// A page with a part, as text and in a document.
var (
	badge  = Content("Badge", `<b id="n">1 new</b> <a href="/badge?of=2" data-gf-patch="part">older</a>`)
	older  = Content("Badge", `<b id="n">2 old</b>`)
	board  = Content("Board", `<h1>board</h1><div id="part-badge" data-gf-part="/badge">wait</div>`)
	around = `<h1>board</h1><div id="part-badge" data-gf-part="/badge"><template data-gf-version="` + badge.Version + `" data-gf-title="Badge">wait</template>` + badge.Body + `</div>`
	filled = board.with(func(a *Answer) { a.Filled = around })
)

// A part with a button of a form that is outside of it.
var (
	unread  = Content("Badge", `<b>1 new</b> <button form="read" data-gf-patch="part">Read all</button>`)
	read    = Content("Badge", `<b>all read</b>`)
	pressed = Content("Board", `<h1>board</h1><form id="read" method="post" action="/badge?_action=read"></form><div id="part-badge" data-gf-part="/badge">wait</div>`).with(func(a *Answer) {
		a.Filled = `<h1>board</h1><form id="read" method="post" action="/badge?_action=read"></form><div id="part-badge" data-gf-part="/badge"><template data-gf-version="` + unread.Version + `" data-gf-title="Badge">wait</template>` + unread.Body + `</div>`
	})
)

var parts = []Case{
	{"a part of a document is in the stream's request", "/board", map[string][]Answer{"GET /board": {filled}}, []Step{
		{Want: Want{Text: "1 new", Stream: "/board", Held: board.Version, Parts: "/badge " + badge.Version}},
	}},
	{"the event part updates one part", "/board", map[string][]Answer{"GET /board": {filled}}, []Step{
		{Want: Want{Parts: "/badge " + badge.Version}},
		{Send: Event(wire.PartEvent, "version2", `{"url":"/badge","title":"Badge","body":"<b>2 new</b>"}`), Want: Want{Text: "2 new", NoText: "1 new", URL: "/board", Title: "Board"}},
		{Disconnect: true, Want: Want{Held: board.Version, Parts: "/badge version2"}},
	}},
	{"a stale part keeps its content", "/board", map[string][]Answer{"GET /board": {filled}}, []Step{
		{Send: Event(wire.PartEvent, "", `{"url":"/badge","message":"Old."}`), Want: Want{Text: "1 new", StalePart: "yes", Stale: "no"}},
		{Send: Event(wire.PartEvent, "version2", `{"url":"/badge","title":"Badge","body":"<b>2 new</b>"}`), Want: Want{Text: "2 new", NoText: "Old.", StalePart: "no"}},
	}},
	{"a link of a part goes into the part", "/board", map[string][]Answer{
		"GET /board": {filled}, "GET /badge": {badge}, "GET /badge?of=2": {older.with(func(a *Answer) { a.History = "push" })},
	}, []Step{
		{Want: Want{Text: "1 new", Stream: "/board"}},
		{Click: "older", Want: Want{URL: "/board", Title: "Board", Text: "2 old", NoText: "1 new", Request: "patch GET /badge?of=2", From: "/badge", Documents: 1, Stream: "/board", Parts: "/badge?of=2 " + older.Version}},
	}},
	{"the place of the button decides where the answer goes, not that of its form", "/board", map[string][]Answer{
		"GET /board": {pressed}, "POST /badge?_action=read": {read.with(func(a *Answer) { a.URL, a.History = "/badge", "replace" })},
	}, []Step{
		{Want: Want{Text: "1 new", Stream: "/board"}},
		{Click: "Read all", Want: Want{URL: "/board", Title: "Board", Text: "all read", NoText: "1 new", Request: "patch POST /badge?_action=read", From: "/badge", Documents: 1, Stream: "/board", Parts: "/badge " + read.Version}},
	}},
}

var drafts = []Case{
	{"a draft is restored after a reload", "/a", pages(nil), []Step{
		{Fill: Field{"title", "not sent"}},
		{Reload: true, Want: Want{URL: "/a", Fields: []Field{{"title", "not sent"}}, Documents: 2}},
	}},
	{"a draft is restored after Back", "/a", pages(nil), []Step{
		{Fill: Field{"title", "not sent"}},
		{Click: "to b", Want: Want{URL: "/b", Text: "page b"}},
		{Back: true, Want: Want{URL: "/a", Fields: []Field{{"title", "not sent"}}, Documents: 1}},
	}},
	{"a draft is offered on a new visit", "/a", pages(nil), []Step{
		{Fill: Field{"title", "not sent"}},
		{Click: "to b", Want: Want{URL: "/b", Text: "page b"}},
		{Click: "to a", Want: Want{URL: "/a", Fields: []Field{{"title", ""}}, Offered: "yes"}},
	}},
	{"a stranger's draft is there after sign-in", "/a", pages(nil), []Step{
		{Fill: Field{"title", "not sent"}},
		{Shell: Shell{"Ann", "h1", "v1"}},
		{Reload: true, Want: Want{URL: "/a", Chrome: "Ann", Fields: []Field{{"title", "not sent"}}, Documents: 2}},
	}},
	{"a draft is deleted when another person signs in", "/a", pages(nil), []Step{
		{Shell: Shell{"Ann", "h1", "v1"}},
		{Click: "to b", Want: Want{URL: "/b", Chrome: "Ann"}},
		{Click: "to a", Want: Want{URL: "/a", Text: "page a"}},
		{Fill: Field{"title", "by Ann"}},
		{Shell: Shell{"Ben", "h1", "v2"}},
		{Click: "to b", Want: Want{URL: "/b", Chrome: "Ben"}},
		{Click: "to a", Want: Want{URL: "/a", Text: "page a", Fields: []Field{{"title", ""}}, Offered: "no"}},
	}},
}
