package client_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/snapshot"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// A list is 10,000 rows long, and shown a window at a time: 100 rows, with a link at each end that
// moves the window by 50.
type list struct {
	*site
	box string // the id of a scroller around it; none: the window scrolls

	mu     sync.Mutex
	bodies map[string]snapshot.Snapshot // by version
}

const (
	listEnd  = 10_000
	shown    = 100
	moves    = 50
	headRoom = `<div class="tall"></div>` // so that no step ends at the end of the document
)

func (l *list) url(at int) string { return fmt.Sprintf("/list?at=%d", at) }

func (l *list) body(at int) snapshot.Snapshot {
	var b strings.Builder
	b.WriteString(headRoom + `<h1>list</h1>`)
	if l.box != "" {
		b.WriteString(`<div class="box" id="` + l.box + `">` + headRoom)
	}
	b.WriteString(`<div data-gf-scroll="anchor">`)
	end := min(at+shown, listEnd)
	if at > 0 {
		fmt.Fprintf(&b, `<a id="up" href="%s" data-gf-on="visible" data-gf-history="replace">up</a>`, l.url(max(0, at-moves)))
	}
	b.WriteString(`<ul id="rows">`)
	for n := at; n < end; n++ {
		class := "row"
		if n%7 == 0 {
			class = "row high"
		}
		fmt.Fprintf(&b, `<li id="r%d" class="%s">row %d</li>`, n, class, n)
	}
	b.WriteString(`</ul>`)
	if end < listEnd {
		fmt.Fprintf(&b, `<a id="down" href="%s" data-gf-on="visible" data-gf-history="replace">down</a>`, l.url(min(listEnd-shown, at+moves)))
	}
	b.WriteString(`</div>`)
	if l.box != "" {
		b.WriteString(headRoom + `</div>`)
	}
	b.WriteString(headRoom)
	return snapshot.New("list", b.String())
}

func serveList(t testing.TB, box string) *list {
	l := &list{site: serve(t), box: box, bodies: map[string]snapshot.Snapshot{}}
	for at := 0; at <= listEnd; at += moves {
		for _, kind := range []string{"patch", "document"} {
			l.on(kind+" GET "+l.url(at), func(w http.ResponseWriter, r *http.Request) {
				body := l.body(at)
				a := whole(body)
				a.URL, a.Made = l.url(at), made("")
				l.mu.Lock()
				if held, ok := l.bodies[r.Header.Get(wire.VersionHeader)]; ok && kind == "patch" {
					if delta, ok := snapshot.Diff(held, body); ok {
						a.Delta, a.Body = snapshot.WithChecksum(delta, body), ""
					}
				}
				l.bodies[body.Version] = body
				l.mu.Unlock()
				l.write(w, r, kind, a)
			})
		}
	}
	return l
}

// Watches one row over each step: it must move by what was scrolled, whatever the patches put in
// and take out above it.
const watch = `(() => {
	window.jumps = []; window.rows = new Set();
	const box = document.getElementById("box");
	const edge = () => box ? box.getBoundingClientRect().top : 0;
	const height = () => box ? box.clientHeight : innerHeight;
	const inSight = () => [...document.querySelectorAll("#rows > li")].filter(li => { const r = li.getBoundingClientRect(); return r.bottom > edge() && r.top < edge() + height() });
	const frame = () => new Promise(requestAnimationFrame);
	window.settle = async () => {
		for (let calm = 0, was; calm < 3; ) {
			await frame();
			const now = (box ?? document.scrollingElement).scrollTop + location.search;
			calm = now === was && !document.documentElement.hasAttribute("aria-busy") ? calm + 1 : 0;
			was = now;
		}
	};
	// Down: a row that is low in sight; up: one that is high. It is still in sight afterwards.
	window.before = by => {
		const seen = inSight();
		for (const li of seen) rows.add(li.id);
		const li = by > 0 ? seen.at(-1) : seen[0];
		window.step = { li, id: li.id, top: li.getBoundingClientRect().top, by };
	};
	window.after = async () => {
		await settle();
		const { li, id, top, by } = step;
		const moved = li.isConnected ? top - li.getBoundingClientRect().top : "gone";
		if (!(Math.abs(moved - by) <= 1)) jumps.push([id, by, moved]);
		return [location.search, inSight()[0]?.id].join();
	};
})()`

func TestInfiniteScrollWindow(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	wheel := func(tab *browser.Tab, by float64) string {
		tab.Eval(fmt.Sprintf("before(%g)", by), nil)
		tab.Run(input.DispatchMouseEvent(input.MouseWheel, 300, 300).WithDeltaX(0).WithDeltaY(by))
		return tab.Text("after()")
	}

	for _, c := range []struct {
		name, box string
		rows      int
		by        float64 // less than what is in sight
	}{{"the window", "", 3000, 700}, {"a scroller", "box", 500, 420}} {
		t.Run(fmt.Sprintf("%s: %d rows down and up again, nothing jumps and the address follows", c.name, c.rows), func(t *testing.T) {
			l := serveList(t, c.box)
			tab := l.open(chromium, t, l.url(5000))
			tab.Run(chromedp.EmulateViewport(1000, 800))
			tab.Eval(watch, nil)
			tab.Eval("(document.getElementById('r5040').scrollIntoView({block: 'center'}), settle())", nil)
			length := tab.Text("history.length")
			last := fmt.Sprintf("?at=%d,", 5000+c.rows)
			for i := 0; ; i++ {
				if at := wheel(tab, c.by); strings.HasPrefix(at, last) {
					break
				}
				if i == 400 {
					t.Fatalf("scrolling down, it got to %s", tab.Text("after()"))
				}
			}
			for i := 0; ; i++ {
				if at := wheel(tab, -c.by); strings.HasPrefix(at, "?at=4950,") {
					break
				}
				if i == 400 {
					t.Fatalf("scrolling up, it got to %s", tab.Text("after()"))
				}
			}
			want(t, "jumps", tab.Text("JSON.stringify(jumps)"), "[]")
			want(t, "rows seen", tab.Text(fmt.Sprintf("rows.size > %d", c.rows)), "true")
			want(t, "rows in the page", tab.Text("document.querySelectorAll('#rows > li').length"), shown)
			want(t, "entries of the history", tab.Text("history.length"), length)
		})
	}

	t.Run("at the very top too, and when rows come in above by a push", func(t *testing.T) {
		for _, box := range []string{"", "box"} {
			l := serveList(t, box)
			tab := l.open(chromium, t, l.url(500))
			tab.Eval(watch, nil)
			scroller := "document.scrollingElement"
			if box != "" {
				scroller = "document.getElementById('box')"
				tab.Eval("document.getElementById('box').scrollIntoView()", nil)
			}
			// The list begins at the top.
			tab.Eval(scroller+".querySelector('#page > .tall, #box > .tall').hidden = true", nil)
			top := "document.getElementById('r500').getBoundingClientRect().top"
			tab.Until("location.search === '?at=450'")
			tab.Eval("settle()", nil)
			tab.Until(scroller + ".scrollTop > 1500")
			before := tab.Text(top)
			stream := l.listening(l.url(450))
			next := snapshot.New("list", strings.Replace(l.body(450).Body, `<ul id="rows">`, `<ul id="rows"><li id="new" class="row">new</li>`, 1))
			stream.change(next.Version, between(t, l.body(450), next))
			tab.Until("document.getElementById('new')")
			tab.Eval("settle()", nil)
			want(t, "the row after a push", tab.Text(top), before)
			gone := snapshot.New("list", strings.Replace(next.Body, `<li id="r460" class="row">row 460</li>`, "", 1))
			stream.push(gone.Version, "list", gone.Body)
			tab.Until("!document.getElementById('r460')")
			tab.Eval("settle()", nil)
			want(t, "the row after another", tab.Text(top), before)
		}
	})

	t.Run("a list that did not ask is left to the browser", func(t *testing.T) {
		s := serve(t)
		s.page("/a", whole(snap("a", `<ul id="l"><li id="x">x</li></ul>`)))
		tab := s.open(chromium, t, "/a")
		s.listening("/a")
		want(t, "files", len(s.requests("script /anchor-")), 0)
		want(t, "the browser's own", tab.Text("getComputedStyle(document.documentElement).overflowAnchor"), "auto")
	})

	t.Run("a link in sight fires again when it leads elsewhere, and when it comes into sight anew", func(t *testing.T) {
		s := serve(t)
		page := func(n, to int) reply {
			return reply{Title: "a", History: "replace", Body: fmt.Sprintf(`<h1>%d</h1><a id="more" href="/a?n=%d" data-gf-on="visible">more</a>%s`, n, to, headRoom)}
		}
		s.page("/a", page(0, 1))
		s.page("/a?n=1", page(1, 2))
		s.page("/a?n=2", page(2, 2))
		tab := s.open(chromium, t, "/a")
		shows(tab, "2")
		s.waits("patch GET /a?n=2", 1)
		tab.Eval("(scrollTo(0, 1000), new Promise(r => requestAnimationFrame(() => setTimeout(r, 50))))", nil)
		want(t, "requests", len(s.requests("patch")), 2)
		tab.Eval("scrollTo(0, 0)", nil)
		s.waits("patch GET /a?n=2", 2)
	})
}
