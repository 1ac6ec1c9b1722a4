package client_test

import (
	"fmt"
	"html"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/snapshot"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// A placed part: what the page's own body holds, and what a document does.
type placed struct {
	id, url string
	lazy    bool
	content snapshot.Snapshot // none: only its placeholder is there
}

func (p placed) place() string { return p.around(p.placeholder()) }

func (p placed) placeholder() string {
	return fmt.Sprintf(`<a href="%s" class="placeholder">%s</a>`, html.EscapeString(p.url), html.EscapeString(p.url))
}

func (p placed) around(inside string) string {
	lazy := ""
	if p.lazy {
		lazy = ` data-gf-lazy=""`
	}
	return fmt.Sprintf(`<div id="%s" data-gf-part="%s"%s>%s</div>`, p.id, html.EscapeString(p.url), lazy, inside)
}

func (p placed) filled() string {
	return p.around(fmt.Sprintf(`<template data-gf-version="%s" data-gf-title="%s">%s</template>%s`, p.content.Version, p.content.Title, p.placeholder(), p.content.Body))
}

// badge is a part's content, long enough for a difference to be worth it.
func badge(text string) snapshot.Snapshot {
	return snapshot.New("badge", fmt.Sprintf(`<b id="n">%s</b><i id="calm">%s</i>`, text, strings.Repeat("calm ", 40)))
}

func message(url string, s snapshot.Snapshot) partMessage {
	return partMessage{URL: url, Title: s.Title, Version: s.Version, Body: s.Body}
}

func TestParts(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	inner := func(tab *browser.Tab, selector string) string {
		return tab.Text(fmt.Sprintf("document.querySelector(%q)?.textContent", selector))
	}
	until := func(tab *browser.Tab, selector, text string) {
		t.Helper()
		tab.Until(fmt.Sprintf("document.querySelector(%q)?.textContent === %q", selector, text))
	}
	// serving answers patches of a part's URL.
	serving := func(s *site, url string, r reply) {
		s.on("patch GET "+url, func(w http.ResponseWriter, req *http.Request) {
			r := r
			r.URL, r.Made = url, made("")
			s.write(w, req, "patch", r)
		})
	}
	// start opens /a with one part at once.
	start := func(t *testing.T) (s *site, tab *browser.Tab, p placed, page snapshot.Snapshot) {
		t.Helper()
		s = serve(t)
		p = placed{id: "part-badge", url: "/badge?of=me&x=1", content: badge("1")}
		page = snap("a", p.place())
		r := whole(page)
		r.Filled = strings.Replace(page.Body, p.place(), p.filled(), 1)
		s.page("/a", r)
		tab = s.open(chromium, t, "/a")
		tab.Eval("(window.warned = [], console.warn = (...words) => warned.push(words.join(' ')))", nil)
		live(tab)
		return s, tab, p, page
	}

	t.Run("the document's part is read, and page and part change without touching each other", func(t *testing.T) {
		s, tab, p, page := start(t)
		l := s.listening("/a")
		want(t, "header", l.parts, p.url+" "+p.content.Version)
		want(t, "what is shown", tab.Text("document.getElementById('part-badge').innerHTML"), p.content.Body)
		tab.Eval("(window.same = document.getElementById('n'), window.heard = [], addEventListener('goldfish:patch', e => heard.push((e.target.id) + ' ' + e.detail.reason + ' ' + e.detail.url)))", nil)
		two := badge("2")
		l.part(partMessage{URL: p.url, Version: two.Version, Delta: between(t, p.content, two)})
		until(tab, "#n", "2")
		next := snap("b", p.place()+"<p>more</p>")
		l.change(next.Version, between(t, page, next))
		shows(tab, "b")
		want(t, "the part after a patch of the page", tab.Text("document.getElementById('part-badge').innerHTML"), two.Body)
		three := badge("3")
		l.part(partMessage{URL: p.url, Version: three.Version, Delta: between(t, two, three)})
		until(tab, "#n", "3")
		l.push("whole", "t", snap("c", p.place()).Body)
		shows(tab, "c")
		l.part(message(p.url, badge("4")))
		until(tab, "#n", "4")
		want(t, "the same element", tab.Text("same === document.getElementById('n')"), "true")
		want(t, "events", tab.Text("heard"), strings.Join([]string{"part-badge push " + p.url, "page push /a", "part-badge push " + p.url, "page push /a", "part-badge push " + p.url}, ","))
		want(t, "requests", len(s.requests("patch")), 0)
		want(t, "version of the page", tab.Text("document.getElementById('page').dataset.gfVersion"), "whole")
		want(t, "warnings", tab.Text("warned"), "")
		l.send <- "close"
		s.reconnects(2)
		live(tab)
		want(t, "header of the next stream", s.listening("/a").parts, p.url+" "+badge("4").Version)
	})

	t.Run("a lazy part comes when it is seen, and the stream is opened anew with it", func(t *testing.T) {
		s := serve(t)
		p := placed{id: "part-stats", url: "/stats?days=7", lazy: true}
		page := snap("a", `<div class="tall"></div><div class="tall"></div>`+p.place())
		s.page("/a", whole(page))
		stats := badge("stats")
		serving(s, p.url, whole(stats))
		tab := s.open(chromium, t, "/a")
		live(tab)
		want(t, "header before", s.listening("/a").parts, "")
		want(t, "placeholder", inner(tab, "#part-stats"), p.url)
		want(t, "requests before", len(s.requests("patch")), 0)
		tab.Eval("document.getElementById('part-stats').scrollIntoView()", nil)
		until(tab, "#n", "stats")
		h := s.lastHeader("patch GET " + p.url)
		want(t, "from", h.Get(wire.FromHeader), "")
		want(t, "version", h.Get(wire.VersionHeader), "")
		want(t, "parts", h.Get(wire.PartsHeader), p.url+" -")
		s.waits("stream", 2)
		l := s.listening("/a")
		want(t, "header after", l.parts, p.url+" "+stats.Version)
		want(t, "version of the page", l.version, page.Version)
		l.part(message(p.url, badge("more")))
		until(tab, "#n", "more")
		want(t, "requests", len(s.requests("patch")), 1)
		want(t, "address", address(tab), "/a")
	})

	level.Long(t)
	t.Run("a part that fails says so in its place, and its link tries again", func(t *testing.T) {
		s := serve(t)
		p := placed{id: "part-stats", url: "/stats", lazy: true}
		s.page("/a", whole(snap("a", p.place())))
		serving(s, p.url, reply{Status: 503, Message: "The <numbers> are out."})
		tab := s.open(chromium, t, "/a")
		tab.Allow("503")
		tab.Until("document.querySelector('#part-stats [role=alert]')")
		want(t, "sentence and placeholder", tab.Text("document.querySelector('#part-stats').innerHTML"), p.placeholder()+`<p role="alert">The &lt;numbers&gt; are out.</p>`)
		want(t, "the page", tab.Text("document.querySelector('h1').textContent + document.querySelector('[data-gf-flash]').hidden"), "atrue")
		serving(s, p.url, whole(badge("here")))
		click(tab, "#part-stats a")
		until(tab, "#n", "here")
		want(t, "no sentence any more", tab.Text("!!document.querySelector('[role=alert]')"), "false")
		want(t, "address and page", address(tab)+inner(tab, "h1"), "/aa")
		// Known to be missing, it still comes when the stream brings it.
		s.page("/b", func() reply {
			r := whole(snap("b", placed{id: "part-other", url: "/other"}.place()))
			r.Parts = []partMessage{{URL: "/other", Message: "Not now."}}
			return r
		}())
		tab.Eval("goldfish.visit('/b')", nil)
		want(t, "sentence", inner(tab, "#part-other [role=alert]"), "Not now.")
		live(tab)
		l := s.listening("/b")
		want(t, "header", l.parts, "/other -")
		l.part(message("/other", badge("at last")))
		until(tab, "#part-other #n", "at last")
	})

	t.Run("a document whose part failed", func(t *testing.T) {
		s := serve(t)
		p := placed{id: "part-badge", url: "/badge"}
		page := snap("a", p.place())
		r := whole(page)
		r.Filled = strings.Replace(page.Body, p.place(), p.around(`<template data-gf-version="" data-gf-title="">`+p.placeholder()+`</template>`+p.placeholder()+`<p role="alert">Broken.</p>`), 1)
		s.page("/a", r)
		serving(s, p.url, whole(badge("mended")))
		tab := s.open(chromium, t, "/a")
		live(tab)
		want(t, "header", s.listening("/a").parts, "/badge -")
		want(t, "sentence", inner(tab, "[role=alert]"), "Broken.")
		want(t, "requests", len(s.requests("patch")), 0)
		next := snap("b", p.place())
		s.listening("/a").change(next.Version, between(t, page, next))
		shows(tab, "b")
		want(t, "sentence", inner(tab, "[role=alert]"), "Broken.")
		click(tab, "#part-badge a")
		until(tab, "#n", "mended")
	})

	t.Run("stale and fresh", func(t *testing.T) {
		s, tab, p, _ := start(t)
		l := s.listening("/a")
		tab.Eval("(window.heard = [], addEventListener('goldfish:stream', e => heard.push([e.target.id, e.detail.state, e.detail.message ?? '', e.detail.url].join(' '))))", nil)
		stale := "document.querySelector('#part-badge').hasAttribute('data-gf-stale')"
		l.part(partMessage{URL: p.url, Message: "Old news."})
		tab.Until(stale)
		l.part(partMessage{URL: p.url})
		tab.Until("!" + stale)
		l.part(partMessage{URL: p.url, Message: "Old again."})
		tab.Until(stale)
		l.part(message(p.url, badge("2")))
		tab.Until("!" + stale)
		want(t, "content and page", inner(tab, "#n")+tab.Text("document.documentElement.hasAttribute('data-gf-stale')"), "2false")
		want(t, "events", tab.Text("heard"), "part-badge stale Old news. "+p.url+",part-badge fresh  "+p.url+",part-badge stale Old again. "+p.url)
	})

	t.Run("answers bring the parts of their page", func(t *testing.T) {
		s, tab, p, _ := start(t)
		two := badge("2")
		other := placed{id: "part-other", url: "/other"}
		next := whole(snap("b", p.place()+other.place()))
		next.Parts = []partMessage{{URL: p.url, Version: two.Version, Delta: between(t, p.content, two)}, message(other.url, badge("other"))}
		s.page("/b", next)
		tab.Eval("window.same = document.getElementById('n')", nil)
		tab.Eval("goldfish.visit('/b')", nil)
		want(t, "parts sent", s.lastHeader("patch GET /b").Get(wire.PartsHeader), p.url+" "+p.content.Version)
		want(t, "parts", inner(tab, "#part-badge b")+inner(tab, "#part-other b"), "2other")
		want(t, "the part that both pages have", tab.Text("same === document.getElementById('n')"), "true")
		live(tab)
		want(t, "header", s.listening("/b").parts, p.url+" "+two.Version+" /other "+badge("other").Version)
		// Said nothing: the version held is current.
		s.page("/b?q=1", whole(snap("c", p.place()+other.place())))
		tab.Eval("goldfish.visit('/b?q=1')", nil)
		want(t, "parts", inner(tab, "h1")+inner(tab, "#part-badge b")+inner(tab, "#part-other b"), "c2other")
		want(t, "requests of parts", len(s.requests("patch GET /other"))+len(s.requests("patch GET /badge")), 0)
		// Placed, and said nothing though nothing is held: it is asked for at once.
		third := placed{id: "part-third", url: "/third"}
		serving(s, third.url, whole(badge("third")))
		live(tab)
		l := s.listening("/b?q=1")
		l.push("pushed", "t", snap("d", p.place()+third.place()).Body)
		until(tab, "#part-third b", "third")
		l.left(t)
		live(tab)
		want(t, "header", s.listening("/b?q=1").parts, p.url+" "+two.Version+" /third "+badge("third").Version)
		// Gone with its page.
		tab.Eval("goldfish.visit('/c')", nil)
		live(tab)
		want(t, "header of a page without parts", s.listening("/c").parts, "")
	})

	t.Run("a difference of a part is from what was held when it was asked for; one that does not fit is asked for whole", func(t *testing.T) {
		s, tab, p, page := start(t)
		two, three := badge("2"), badge("3")
		gate := make(chan struct{})
		next := whole(page)
		next.Gate, next.Parts = gate, []partMessage{{URL: p.url, Version: three.Version, Delta: between(t, p.content, three)}}
		s.page("/a?q=1", next)
		tab.Run(chromedp.Evaluate("void goldfish.visit('/a?q=1')", nil))
		s.waits("patch GET /a?q=1", 1)
		s.listening("/a").part(message(p.url, two))
		until(tab, "#n", "2")
		close(gate)
		until(tab, "#n", "3")
		want(t, "requests", len(s.requests("patch")), 1)
		live(tab)
		four := badge("4")
		serving(s, p.url, whole(four))
		s.listening("/a?q=1").part(partMessage{URL: p.url, Version: four.Version, Delta: []byte(`[[0,0,0,0,"!"]]`)})
		until(tab, "#n", "4")
		want(t, "version of the whole", s.lastHeader("patch GET "+p.url).Get(wire.VersionHeader), "")
		next.Gate, next.Parts = nil, []partMessage{{URL: p.url, Version: "v5", Delta: []byte(`{}`)}}
		s.page("/a?q=2", next)
		serving(s, p.url, whole(badge("5")))
		tab.Eval("goldfish.visit('/a?q=2')", nil)
		until(tab, "#n", "5")
	})

	t.Run("before the file of parts is here, links and forms of a part wait for it", func(t *testing.T) {
		for _, by := range []string{"#next", "#add", "#post button"} {
			s := serve(t)
			list := func(n int) snapshot.Snapshot {
				return snapshot.New("list", fmt.Sprintf(`<h2>%d</h2><a id="next" href="/list?page=2" data-gf-patch="part">next</a>
					<form id="post" method="post" action="/list?_action=add"><input id="add" name="add"><button data-gf-patch="part">add</button></form>`, n))
			}
			p := placed{id: "part-list", url: "/list", content: list(1)}
			page := snap("a", p.place())
			r := whole(page)
			r.Filled = strings.Replace(page.Body, p.place(), p.filled(), 1)
			s.page("/a", r)
			next := whole(list(2))
			next.History = "push"
			serving(s, "/list?page=2", next)
			serving(s, "/list", whole(list(1)))
			s.on("POST /list?_action=add", func(w http.ResponseWriter, r *http.Request) {
				answer := whole(list(2))
				answer.URL = "/list"
				s.write(w, r, "patch", answer)
			})
			s.late, s.lateFile = make(chan struct{}), "/parts-"
			tab := s.open(chromium, t, "/a")
			tab.Until("performance.getEntriesByType('resource').some(r => /forms-/.test(r.name) && r.responseEnd)")
			if by == "#add" {
				tab.Run(chromedp.SendKeys(by, "x\r"))
			} else {
				click(tab, by)
			}
			close(s.late)
			until(tab, "h2", "2")
			want(t, by+": the page", inner(tab, "h1"), "a")
		}
	})

	t.Run("links and forms lead the page on, or the part where they say so", func(t *testing.T) {
		s := serve(t)
		list := func(n int, more string) snapshot.Snapshot {
			return snapshot.New("list", fmt.Sprintf(`<h2>%d</h2><a id="next" href="/list?page=%d" data-gf-patch="part">next</a><a id="page-link" href="/list?page=%d">all</a>
				<form id="get" action="/list" data-gf-patch="part"><input id="q" name="q"><button>find</button></form><form id="post" method="post" action="/list?_action=add"><input id="add" name="add"><p data-gf-error="add" hidden=""></p><button data-gf-patch="part">add</button></form>%s`, n, n+1, n+1, more))
		}
		p := placed{id: "part-list", url: "/list", content: list(1, "")}
		page := snap("a", p.place())
		r := whole(page)
		r.Filled = strings.Replace(page.Body, p.place(), p.filled(), 1)
		s.page("/a", r)
		for n := 2; n < 5; n++ {
			next := whole(list(n, ""))
			next.History = "push"
			serving(s, fmt.Sprintf("/list?page=%d", n), next)
		}
		serving(s, "/list", whole(list(1, "")))
		found := whole(list(7, "found"))
		found.History = "replace"
		serving(s, "/list?q=x", found)
		tab := s.open(chromium, t, "/a")
		live(tab)
		length := tab.Text("history.length")
		tab.Eval("document.getElementById('next').focus()", nil)
		click(tab, "#next")
		until(tab, "h2", "2")
		h := s.lastHeader("patch GET /list?page=2")
		want(t, "from and version", h.Get(wire.FromHeader)+" "+h.Get(wire.VersionHeader), "/list "+p.content.Version)
		want(t, "address, page and focus", address(tab)+inner(tab, "h1")+tab.Text("document.activeElement.id"), "/aanext")
		s.waits("stream", 2)
		want(t, "header", s.listening("/a").parts, "/list?page=2 "+list(2, "").Version)
		click(tab, "#next")
		until(tab, "h2", "3")
		want(t, "two entries", tab.Text("history.length - "+length), "2")
		// A push of the page leaves the part where the person has gone.
		live(tab)
		next := snap("b", p.place())
		s.listening("/a").change(next.Version, between(t, page, next))
		shows(tab, "b")
		want(t, "the part", inner(tab, "h2"), "3")
		tab.Eval("history.back()", nil)
		until(tab, "h2", "2")
		tab.Eval("history.back()", nil)
		until(tab, "h2", "1")
		tab.Eval("history.go(2)", nil)
		until(tab, "h2", "3")
		want(t, "the page was never asked for", len(s.requests("patch GET /a")), 0)
		tab.Run(chromedp.Reload())
		until(tab, "h2", "3")
		want(t, "address", address(tab), "/a")
		live(tab)
		// Away and back.
		tab.Eval("goldfish.visit('/b')", nil)
		shows(tab, "/b")
		tab.Eval("history.back()", nil)
		until(tab, "h2", "3")
		shows(tab, "a")
		tab.Run(chromedp.SendKeys("#q", "x"))
		click(tab, "#get button")
		until(tab, "h2", "7")
		want(t, "address after a form", address(tab), "/a")
		// An action.
		s.on("POST /list?_action=add", func(w http.ResponseWriter, r *http.Request) {
			s.write(w, r, "patch", reply{Status: 422, Fields: map[string]string{"add": "Say what."}})
		})
		tab.Allow("422")
		click(tab, "#post button")
		tab.Until("!document.querySelector('[data-gf-error=add]').hidden")
		want(t, "from", s.lastHeader("patch POST /list?_action=add").Get(wire.FromHeader), "/list?q=x")
		s.on("POST /list?_action=add", func(w http.ResponseWriter, r *http.Request) {
			a := whole(list(8, "added"))
			a.URL, a.Flash = "/list", "Added."
			s.write(w, r, "patch", a)
		})
		tab.Run(chromedp.SendKeys("#add", "one"))
		click(tab, "#post button")
		until(tab, "h2", "8")
		want(t, "field, flash, address, page", tab.Text("document.getElementById('add').value + document.querySelector('[data-gf-flash]').textContent")+address(tab)+inner(tab, "h1"), "Added./aa")
		// The page's own.
		s.page("/list?page=9", reply{Title: "all", Body: "<h1>all</h1>"})
		click(tab, "#page-link")
		shows(tab, "all")
		want(t, "address", address(tab), "/list?page=9")
	})

	t.Run("parts do not wait for each other", func(t *testing.T) {
		s := serve(t)
		link := func(which string, n int) snapshot.Snapshot {
			return snapshot.New("t", fmt.Sprintf(`<a id="%s" href="/%s?n=%d" data-gf-patch="part">%d</a>`, which, which, n+1, n))
		}
		x, y := placed{id: "part-x", url: "/x", content: link("x", 1)}, placed{id: "part-y", url: "/y", content: link("y", 1)}
		page := snap("a", x.place()+y.place())
		r := whole(page)
		r.Filled = strings.NewReplacer(x.place(), x.filled(), y.place(), y.filled()).Replace(page.Body)
		s.page("/a", r)
		gate := make(chan struct{})
		slow := whole(link("x", 2))
		slow.Gate = gate
		serving(s, "/x?n=2", slow)
		serving(s, "/y?n=2", whole(link("y", 2)))
		tab := s.open(chromium, t, "/a")
		live(tab)
		click(tab, "#x")
		click(tab, "#y")
		until(tab, "#y", "2")
		close(gate)
		until(tab, "#x", "2")
		// An answer for a part that is not there any more is nobody's.
		gate = make(chan struct{})
		slow.Gate = gate
		serving(s, "/x?n=3", slow)
		click(tab, "#x")
		s.waits("patch GET /x?n=3", 1)
		tab.Eval("goldfish.visit('/b')", nil)
		shows(tab, "/b")
		close(gate)
		want(t, "page", inner(tab, "h1"), "/b")
	})

	t.Run("a page may move its parts, take them away and give them another URL", func(t *testing.T) {
		s, tab, p, page := start(t)
		l := s.listening("/a")
		tab.Eval("window.same = document.getElementById('n')", nil)
		swapped := snapshot.New("t", strings.Replace(page.Body, p.place(), "", 1)+p.place())
		l.change(swapped.Version, between(t, page, swapped))
		tab.Until("document.getElementById('page').lastChild.id === 'part-badge'")
		want(t, "the same element", tab.Text("same === document.getElementById('n')"), "true")
		moved := snapshot.New("t", strings.Replace(page.Body, p.place(), "", 1)+`<div id="foot">`+p.place()+`</div>`)
		l.change(moved.Version, between(t, swapped, moved))
		until(tab, "#foot #n", "1")
		want(t, "requests for what is held", len(s.requests("patch")), 0)
		other := p
		other.url = "/badge?of=you"
		serving(s, other.url, whole(badge("you")))
		changed := snapshot.New("t", strings.Replace(moved.Body, p.place(), other.place(), 1))
		l.change(changed.Version, between(t, moved, changed))
		until(tab, "#n", "you")
		live(tab)
		l = s.listening("/a")
		want(t, "header", l.parts, other.url+" "+badge("you").Version)
		l.part(message(p.url, badge("late")))
		l.part(message(other.url, badge("you 2")))
		until(tab, "#n", "you 2")
		gone := snapshot.New("t", strings.Replace(changed.Body, other.place(), "", 1))
		l.change(gone.Version, between(t, changed, gone))
		tab.Until("!document.querySelector('[data-gf-part]')")
		l.part(message(other.url, badge("nobody")))
		l.push("last", "t", snap("last", "").Body)
		shows(tab, "last")
	})

	t.Run("parts in parts", func(t *testing.T) {
		s := serve(t)
		deep := placed{id: "part-deep", url: "/deep", content: badge("deep")}
		outer := placed{id: "part-outer", url: "/outer", content: snapshot.New("outer", `<h2 id="o">outer</h2>`+deep.place()+strings.Repeat("<p>calm</p>", 30))}
		page := snap("a", outer.place())
		r := whole(page)
		r.Filled = strings.Replace(page.Body, outer.place(), strings.Replace(outer.filled(), deep.place(), deep.filled(), 1), 1)
		s.page("/a", r)
		tab := s.open(chromium, t, "/a")
		live(tab)
		l := s.listening("/a")
		want(t, "header", l.parts, "/outer "+outer.content.Version+" /deep "+deep.content.Version)
		change := func(from, to snapshot.Snapshot, url string) {
			l.part(partMessage{URL: url, Version: to.Version, Delta: between(t, from, to)})
		}
		deep2 := badge("deep 2")
		change(deep.content, deep2, "/deep")
		until(tab, "#n", "deep 2")
		outer2 := snapshot.New("outer", strings.Replace(outer.content.Body, ">outer<", ">outer 2<", 1))
		change(outer.content, outer2, "/outer")
		until(tab, "#o", "outer 2")
		want(t, "the inner one", inner(tab, "#n"), "deep 2")
		page2 := snap("b", outer.place())
		l.change(page2.Version, between(t, page, page2))
		shows(tab, "b")
		want(t, "both", inner(tab, "#o")+inner(tab, "#n"), "outer 2deep 2")
		want(t, "requests", len(s.requests("patch")), 0)
		// By an answer: the outer one first, then what it places.
		next := whole(snap("c", outer.place()))
		next.Parts = []partMessage{message("/outer", outer.content), message("/deep", badge("deep 3"))}
		s.page("/b", reply{Title: "b", Body: "<h1>/b</h1>"})
		s.page("/c", next)
		tab.Eval("goldfish.visit('/b')", nil)
		shows(tab, "/b")
		tab.Eval("goldfish.visit('/c')", nil)
		until(tab, "#part-outer #part-deep #n", "deep 3")
		want(t, "requests of parts", len(s.requests("patch GET /outer"))+len(s.requests("patch GET /deep")), 0)
	})

	t.Run("fields, focus and hooks in a part, through its own pushes and the page's", func(t *testing.T) {
		s := serve(t)
		form := func(n int) snapshot.Snapshot {
			return snapshot.New("f", fmt.Sprintf(`<p id="n" data-gf-hook="count">%d</p><form id="f"><input id="i" value="server"><input id="j" value="%d"></form><i id="calm">%s</i>`, n, n, strings.Repeat("calm ", 80)))
		}
		p := placed{id: "part-form", url: "/form", content: form(1)}
		page := snap("a", p.place()+`<input id="own" value="page">`)
		r := whole(page)
		r.Filled = strings.Replace(page.Body, p.place(), p.filled(), 1)
		s.page("/a", r)
		tab := s.open(chromium, t, "/a")
		live(tab)
		tab.Eval(`(() => {
			window.heard = [];
			goldfish.hook("count", {mounted: el => heard.push("mounted " + el.textContent), patched: el => heard.push("patched " + el.textContent)});
			for (const id of ["own", "i"]) { const el = document.getElementById(id); el.focus(); el.select(); document.execCommand("insertText", false, "typed " + id) }
			document.getElementById("i").setSelectionRange(1, 3); document.getElementById("calm").classList.add("mine");
		})()`, nil)
		l := s.listening("/a")
		l.part(partMessage{URL: p.url, Version: form(2).Version, Delta: between(t, form(1), form(2))})
		until(tab, "#n", "2")
		l.part(message(p.url, form(3)))
		until(tab, "#n", "3")
		l.push("v2", "t", snap("b", p.place()+`<input id="own" value="page">`).Body)
		shows(tab, "b")
		want(t, "fields", tab.Text("['own', 'i', 'j'].map(id => document.getElementById(id).value)"), "typed own,typed i,3")
		want(t, "focus and selection", tab.Text("(e => [e.id, e.selectionStart, e.selectionEnd])(document.activeElement)"), "i,1,3")
		want(t, "class", tab.Text("document.getElementById('calm').className"), "mine")
		want(t, "hooks", tab.Text("heard"), "mounted 1,patched 2,patched 3")
		// Another page with the same part: what was typed in the part stays, what was typed in the
		// page does not.
		s.page("/b", whole(snap("/b", p.place()+`<input id="own" value="page">`)))
		tab.Eval("goldfish.visit('/b')", nil)
		shows(tab, "/b")
		want(t, "fields on another page", tab.Text("['own', 'i'].map(id => document.getElementById(id).value)"), "page,typed i")
	})

	t.Run("what was typed in a part is not carried over to another page that takes its place", func(t *testing.T) {
		s := serve(t)
		form := func(n int) snapshot.Snapshot {
			return snapshot.New("f", fmt.Sprintf(`<p id="n">%d</p><textarea id="text" name="text"></textarea>`, n))
		}
		p := placed{id: "comments", url: "/comments/1", content: form(1)}
		page := snap("a", p.place())
		r := whole(page)
		r.Filled = strings.Replace(page.Body, p.place(), p.filled(), 1)
		s.page("/a", r)
		other := placed{id: "comments", url: "/comments/2"}
		next := whole(snap("b", other.place()))
		next.Parts = []partMessage{message(other.url, form(2))}
		s.page("/b", next)
		tab := s.open(chromium, t, "/a")
		live(tab)
		tab.Run(chromedp.SendKeys("#text", "for the first"))
		tab.Eval("goldfish.visit('/b')", nil)
		until(tab, "#n", "2")
		want(t, "text", tab.Text("document.getElementById('text').value"), "")
	})

	t.Run("without their file, parts stay as the document has them and the page works", func(t *testing.T) {
		s := serve(t)
		s.missing = "/parts-"
		p := placed{id: "part-badge", url: "/badge", content: badge("1")}
		page := snap("a", p.place())
		r := whole(page)
		r.Filled = strings.Replace(page.Body, p.place(), p.filled(), 1)
		s.page("/a", r)
		tab := s.open(chromium, t, "/a")
		tab.Allow("404|Failed to")
		live(tab)
		next := snap("b", p.place())
		s.listening("/a").change(next.Version, between(t, page, next))
		shows(tab, "b")
		want(t, "the part", inner(tab, "#n"), "1")
	})

	// During a deploy a node of the old build does not have a file that is new.
	t.Run("a file that one server did not have is asked of the next one", func(t *testing.T) {
		s := serve(t)
		s.missing = "/parts-"
		p := placed{id: "part-badge", url: "/badge", content: badge("1")}
		r := whole(snap("a", p.place()))
		r.Filled = strings.Replace(r.Body, p.place(), p.filled(), 1)
		s.page("/a", r)
		other := placed{id: "part-other", url: "/other", content: badge("2")}
		second := whole(snap("b", other.place()))
		second.Parts = []partMessage{message("/other", badge("2"))}
		s.page("/b", second)
		tab := s.open(chromium, t, "/a")
		tab.Allow("404|Failed to")
		live(tab)
		s.waits("script /parts-", 1)
		s.mu.Lock()
		s.missing = ""
		s.mu.Unlock()
		tab.Eval("(window.same = 1, goldfish.visit('/b'))", nil)
		until(tab, "#part-other #n", "2")
		want(t, "the same document", tab.Text("window.same"), "1")
	})
}

// A part in the shell is filled by the document, carried by the stream of each page, and kept over
// navigation and over another shell.
func TestPartInTheShell(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	s := serve(t)
	p := placed{id: "part-mail", url: "/mail", content: badge("1")}
	s.shell.chrome = "<header>" + p.filled() + "</header>"
	tab := s.open(chromium, t, "/a")
	live(tab)
	shows := func(n string) {
		t.Helper()
		tab.Until(fmt.Sprintf(`document.querySelector("header #n").textContent === %q`, n))
	}
	push := func(url, n string) {
		t.Helper()
		next := badge(n)
		s.listening(url).part(partMessage{URL: "/mail", Version: next.Version, Title: next.Title, Body: next.Body})
		shows(n)
	}
	want(t, "the parts that the stream names", s.listening("/a").parts, "/mail "+p.content.Version)
	push("/a", "2")
	tab.Eval(`document.querySelector("header #n").mine = true`, nil)
	click(tab, `a[href="/b"]`)
	tab.Until(`document.querySelector("h1").textContent === "/b"`)
	live(tab)
	want(t, "the element is kept over a navigation", tab.Text(`document.querySelector("header #n").mine`), "true")
	want(t, "the parts that the next stream names", s.listening("/b").parts, "/mail "+badge("2").Version)
	push("/b", "3")

	// Another shell has the part as it was for the server a moment ago.
	s.mu.Lock()
	s.shell.chrome = "<header><em>new</em>" + p.filled() + "</header>"
	s.mu.Unlock()
	s.listening("/b").send <- "event: shell\ndata: {}\n\n"
	tab.Until(`document.querySelector("header em")`)
	shows("3")
	want(t, "the element is kept over another shell", tab.Text(`document.querySelector("header #n").mine`), "true")
	push("/b", "4")
	want(t, "requests for the part", len(s.requests("patch GET /mail")), 0)

	// It fails, and is there again.
	s.listening("/b").part(partMessage{URL: "/mail", Message: "No mail just now."})
	tab.Until(`document.querySelector("header [data-gf-stale]")`)
	shows("4")
	push("/b", "5")
	tab.Until(`!document.querySelector("header [data-gf-stale]")`)
}
