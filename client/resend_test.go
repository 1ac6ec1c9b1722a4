package client_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// A form whose answer was lost is sent again by itself, with its key, until its outcome is known.
func TestResend(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	for name, fault := range map[string]http.HandlerFunc{
		"no answer":      aborted,
		"502 of a proxy": foreign(502, "", "text/html", "<h1>Bad Gateway</h1>"),
		"503 of a proxy": foreign(503, "1", "text/html", "<h1>Unavailable</h1>"),
		"504 of a proxy": foreign(504, "", "text/html", "<h1>Timeout</h1>"),
		// Such as of a network that asks to sign in.
		"200 of a proxy":           foreign(200, "", "text/html", "<h1>Wi-Fi</h1>"),
		"cut in its head":          cut("HTTP/1.1 200 OK\r\nContent-Ty"),
		"cut in its content type":  cut("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.goldf"),
		"cut in its status":        cut("HTTP/1.1 2"),
		"cut before its body":      cut("HTTP/1.1 200 OK\r\nContent-Type: " + wire.PatchType + "\r\n"),
		"cut in its body, chunked": cut("HTTP/1.1 200 OK\r\nContent-Type: " + wire.PatchType + "\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{\"url\":\""),
	} {
		t.Run(name, func(t *testing.T) {
			if name != "no answer" && name != "cut in its head" {
				level.Long(t)
			}
			l := openLedger(t, chromium, true, saveForm, fault, fault)
			l.type_("x")
			click(l.tab, "button")
			l.saved(1)
			l.mu.Lock()
			defer l.mu.Unlock()
			last := l.tries[len(l.tries)-1]
			want(t, "key of the last try", last.Get(wire.KeyHeader), l.tries[0].Get(wire.KeyHeader))
			if name != "no answer" { // Chromium itself may send it a second time
				want(t, "the sender", l.tries[0].Get(wire.ViewerHeader)+last.Get(wire.ViewerHeader), wire.NoViewer)
			}
			want(t, "field", l.tab.Text("document.querySelector('[name=title]').value"), "")
		})
	}
	t.Run("the app's own 503 is said, and waits as the server demands", func(t *testing.T) {
		l := openLedger(t, chromium, true, saveForm)
		l.fail(always(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", "200")
			l.write(w, r, "patch", reply{Status: 503, Message: "The shop is closed."})
		})...)
		click(l.tab, "button")
		l.expect("The shop is closed.Next try in 4 minutes.Try nowCancel")
		want(t, "where", l.tab.Text("document.querySelector('.goldfish-resend').parentElement.id"), "f")
		want(t, "role", l.tab.Text("document.querySelector('.goldfish-resend p').getAttribute('role')"), "status")
		l.heal()
		l.press("Try now")
		l.saved(1)
	})
	level.Long(t)
	closed := foreign(503, "60", "text/html", "")
	t.Run("while it is sent, the button says that it does nothing", func(t *testing.T) {
		l := openLedger(t, chromium, true, saveForm)
		sending := make(chan struct{})
		l.fail(closed, func(w http.ResponseWriter, r *http.Request) {
			<-sending
			closed(w, r)
		}, closed)
		click(l.tab, "button")
		l.expect("This will be sent again by itself")
		const disabled = "document.querySelector('.goldfish-resend button').ariaDisabled"
		want(t, "while it waits", l.tab.Text(disabled), "false")
		l.tab.Eval("document.querySelector('.goldfish-resend button').focus()", nil)
		l.press("Try now")
		l.expect("Sending…")
		want(t, "while it is sent", l.tab.Text(disabled), "true")
		want(t, "the focus", l.tab.Text("document.activeElement.textContent"), "Try now")
		close(sending)
		l.tab.Until(disabled + " === 'false'")
		l.heal()
		l.press("Try now")
		l.saved(1)
	})
	t.Run("500 is not sent again", func(t *testing.T) {
		l := openLedger(t, chromium, true, saveForm, foreign(500, "", "text/html", "<h1>bug</h1>"))
		click(l.tab, "button")
		l.tab.Until(flashText + " === 'That did not work. Please try again.'")
		want(t, "notices", l.tab.Text("document.querySelectorAll('.goldfish-resend').length"), "0")
		click(l.tab, "button")
		l.saved(1)
	})
	t.Run("pressed ten times while it waits: one effect", func(t *testing.T) {
		l := openLedger(t, chromium, true, saveForm, nil)
		l.fail(always(closed)...)
		l.type_("x")
		for range 10 {
			click(l.tab, "button")
		}
		l.expect("This will be sent again by itself")
		l.heal()
		l.press("Try now")
		l.saved(1)
	})
	t.Run("cancelled: it is not sent again, and the input stays", func(t *testing.T) {
		l := openLedger(t, chromium, true, saveForm, closed)
		l.type_("x")
		click(l.tab, "button")
		l.expect("This will be sent again by itself")
		l.tab.Run(chromedp.Focus(".goldfish-resend button:last-child"))
		l.press("Cancel")
		l.tab.Until(flashText + " === 'This is not sent again. It may have been done all the same.'")
		want(t, "notices", l.tab.Text("document.querySelectorAll('.goldfish-resend').length"), "0")
		want(t, "focus", l.tab.Text("document.activeElement.textContent"), "Save")
		want(t, "field", l.tab.Text("document.querySelector('[name=title]').value"), "x")
		want(t, "kept", l.tab.Text("sessionStorage.getItem('goldfish:submissions')"), `""`)
		click(l.tab, "button") // the same submission, as the person wants it after all
		l.saved(1)
		want(t, "keys", l.tries[0].Get(wire.KeyHeader), l.tries[1].Get(wire.KeyHeader))
	})
	t.Run("cancelled while it is being sent", func(t *testing.T) {
		l := openLedger(t, chromium, true, saveForm, closed)
		gate := make(chan struct{})
		click(l.tab, "button")
		l.expect("This will be sent again by itself")
		l.on("POST /a?_action=save", func(http.ResponseWriter, *http.Request) { <-gate; panic(http.ErrAbortHandler) })
		l.press("Try now")
		l.expect("Sending…")
		l.press("Cancel")
		l.tab.Until("!document.querySelector('.goldfish-resend') && !document.querySelector('[aria-busy]')")
		close(gate)
	})
	t.Run("edited and pressed again while it waits: both happen, in their order", func(t *testing.T) {
		l := openLedger(t, chromium, true, saveForm, nil, closed)
		l.type_("one")
		click(l.tab, "button")
		l.expect("This will be sent again by itself")
		l.type_(" two")
		click(l.tab, "button")
		l.waits("patch POST", 2) // pressed: tried, without success
		l.tab.Until("!document.querySelector('[aria-busy]')")
		l.expect("This will be sent again by itself")
		want(t, "effects", l.done(), 1)
		l.press("Try now")
		l.saved(2)
		if !strings.HasSuffix(l.effects[0], "title=one") || !strings.HasSuffix(l.effects[1], "title=one+two") {
			t.Errorf("the effects are %q", l.effects)
		}
	})
	t.Run("edited while it waits: the edit stays", func(t *testing.T) {
		l := openLedger(t, chromium, true, saveForm, nil)
		l.type_("one")
		click(l.tab, "button")
		l.expect("This will be sent again by itself")
		l.type_(" two")
		l.press("Try now")
		l.saved(1)
		want(t, "field", l.tab.Text("document.querySelector('[name=title]').value"), "one two")
	})
	t.Run("a reload while it waits: the next document goes on with it", func(t *testing.T) {
		l := openLedger(t, chromium, true, saveForm, nil, closed, closed)
		l.type_("x")
		click(l.tab, "button")
		l.expect("This will be sent again by itself")
		l.reload()
		l.expect("This will be sent again by itself")
		want(t, "where", l.tab.Text("document.querySelector('.goldfish-resend').parentElement.id"), "f")
		want(t, "field", l.tab.Text("document.querySelector('[name=title]').value"), "x")
		click(l.tab, "button") // the same submission
		// A press while it is being sent does nothing.
		l.tab.Until("(document.querySelector('.goldfish-resend button')?.click(), " + flashText + " === 'Saved 1.')")
		l.saved(1)
		l.tab.Until("document.querySelector('[name=title]').value === ''")
	})
	t.Run("a reload while it is being sent", func(t *testing.T) {
		l := openLedger(t, chromium, true, saveForm)
		gate := make(chan struct{})
		l.on("POST /a?_action=save", func(w http.ResponseWriter, r *http.Request) { <-gate; l.save(w, r) })
		l.type_("x")
		click(l.tab, "button")
		l.waits("patch POST", 1)
		l.reload()
		close(gate)
		l.saved(1)
	})
	t.Run("another page: it stands after the flash, and the outcome is a flash", func(t *testing.T) {
		l := openLedger(t, chromium, true, saveForm, closed)
		l.type_("x")
		click(l.tab, "button")
		l.expect("This will be sent again by itself")
		click(l.tab, "a[href='/b']")
		shows(l.tab, "/b")
		l.expect("Page A: The server has not answered yet.")
		want(t, "where", l.tab.Text("document.querySelector('.goldfish-resend').previousElementSibling.hasAttribute('data-gf-flash')"), "true")
		l.press("Try now")
		l.saved(1)
		want(t, "page", l.tab.Text("document.querySelector('h1').textContent"), "/b")
		l.tab.Eval("history.back()", nil)
		shows(l.tab, "/a")
		want(t, "the form's draft", l.tab.Text("document.querySelector('[name=title]').value"), "")
	})
	t.Run("another page and back: the form waits again, and a press is the same submission", func(t *testing.T) {
		l := openLedger(t, chromium, true, saveForm, nil)
		l.fail(always(closed)...)
		l.type_("x")
		click(l.tab, "button")
		l.expect("This will be sent again by itself")
		click(l.tab, "a[href='/b']")
		shows(l.tab, "/b")
		l.tab.Eval("history.back()", nil)
		shows(l.tab, "/a")
		l.tab.Until("document.querySelector('#f > .goldfish-resend') && document.querySelector('[name=title]').value === 'x'")
		for range 3 {
			click(l.tab, "#f > button")
		}
		l.expect("This will be sent again by itself")
		l.heal()
		l.press("Try now")
		l.saved(1)
		want(t, "field", l.tab.Text("document.querySelector('[name=title]').value"), "")
	})
	t.Run("refused in the end: the errors stand in the form", func(t *testing.T) {
		l := openLedger(t, chromium, true, saveForm, closed)
		l.type_("x")
		click(l.tab, "button")
		l.expect("This will be sent again by itself")
		l.fail(func(w http.ResponseWriter, r *http.Request) {
			l.write(w, r, "patch", reply{Status: 422, Fields: map[string]string{"title": "Taken."}})
		})
		l.press("Try now")
		l.tab.Until("document.querySelector('.gf-form-error')?.textContent === 'Taken.' && !document.querySelector('.goldfish-resend')")
		want(t, "field", l.tab.Text("document.querySelector('[name=title]').value"), "x")
	})
	t.Run("after ten minutes the person is asked", func(t *testing.T) {
		l := openLedger(t, chromium, true, saveForm, closed, closed)
		click(l.tab, "button")
		l.expect("This will be sent again by itself")
		l.tab.Eval("[Date, performance].forEach(c => c.now = (now => () => now() + 600_000)(c.now.bind(c)))", nil)
		l.expect("It is not known whether this was done.")
		l.press("Send again")
		l.saved(1)
	})
	t.Run("a push takes the form away", func(t *testing.T) {
		l := openLedger(t, chromium, true, saveForm, closed)
		click(l.tab, "button")
		l.expect("This will be sent again by itself")
		l.listening("/a").push("v2", "Page A", "<h1>changed</h1>")
		shows(l.tab, "changed")
		l.expect("Page A: The server has not answered yet.")
		l.press("Try now")
		l.saved(1)
	})
	t.Run("a duplicate of the tab sends the same submission", func(t *testing.T) {
		l := openLedger(t, chromium, true, saveForm, nil)
		click(l.tab, "button")
		l.expect("This will be sent again by itself")
		kept := l.tab.Text("sessionStorage.getItem('goldfish:submissions')")
		other := &ledger{site: l.site, tab: chromium.Tab(t)}
		other.tab.Open(l.URL + "/b")
		other.tab.Eval(fmt.Sprintf("sessionStorage.setItem('goldfish:submissions', %q)", kept), nil)
		other.tab.Open(l.URL + "/a")
		other.tab.Until(flashText + " === 'Saved 1.'")
		l.press("Try now")
		l.saved(1)
	})
}

// What a password is in is not kept over a reload; the person is told.
func TestResendSecrets(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	for name, field := range map[string]string{
		"a password":         `<input type="password" name="p" value="hush">`,
		"an opted-out field": `<input name="p" value="hush" data-gf-draft="off">`,
	} {
		t.Run(name, func(t *testing.T) {
			form := strings.Replace(saveForm, "<button>", field+"<button>", 1)
			l := openLedger(t, chromium, true, form, nil)
			l.type_("x")
			click(l.tab, "button")
			l.expect("This will be sent again by itself")
			if kept := l.tab.Text("JSON.stringify(Object.entries(sessionStorage))"); strings.Contains(kept, "hush") {
				t.Errorf("kept: %s", kept)
			}
			l.reload()
			l.expect("Some of what you had entered could not be kept.")
			l.tab.Until("document.querySelector('[name=title]').value === 'x'")
			l.ready()
			click(l.tab, "#f > button") // with the same in it, it is the same submission
			l.tab.Until(flashText + " === 'Saved 1.'")
			want(t, "effects", l.done(), 1)
		})
	}
	t.Run("closed", func(t *testing.T) {
		l := openLedger(t, chromium, true, strings.Replace(saveForm, "<button>", `<input type="password" name="p"><button>`, 1), foreign(503, "60", "text/html", ""))
		click(l.tab, "button")
		l.expect("This will be sent again by itself")
		l.reload()
		l.expect("Some of what you had entered could not be kept.")
		l.press("Close")
		l.tab.Until("!document.querySelector('.goldfish-resend')")
		l.reload()
		l.ready()
		want(t, "notices", l.tab.Text("document.querySelectorAll('.goldfish-resend').length"), "0")
	})
}

// Without a durable store nobody knows whether a form that was not answered was done: the person is
// asked, and nothing is sent by itself.
func TestResendIsAsked(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	const unknown = "It is not known whether this was done.Send againCancel"
	t.Run("sent again", func(t *testing.T) {
		l := openLedger(t, chromium, false, saveForm, nil)
		l.type_("x")
		click(l.tab, "button")
		l.expect(unknown)
		l.tab.Eval(watchHello, nil)
		l.cut("/a")
		l.tab.Until("window.hello")
		l.expect(unknown)
		want(t, "tries", len(l.requests("patch POST")), 1)
		want(t, "flash", l.tab.Text(flashText), "")
		l.press("Send again")
		l.saved(1)
	})
	t.Run("the button of the form; no answer", func(t *testing.T) {
		l := openLedger(t, chromium, false, saveForm, always(aborted)...)
		click(l.tab, "button")
		l.expect(unknown)
		l.heal()
		click(l.tab, "#f > button")
		l.saved(1)
	})
	t.Run("after a reload", func(t *testing.T) {
		l := openLedger(t, chromium, false, saveForm, nil)
		l.type_("x")
		click(l.tab, "button")
		l.expect(unknown)
		l.reload()
		l.expect(unknown)
		l.press("Send again")
		l.saved(1)
	})
	t.Run("a trigger asks nothing", func(t *testing.T) {
		l := openLedger(t, chromium, false, strings.Replace(saveForm, "<form", `<form data-gf-on="input delay:10ms"`, 1), foreign(502, "", "text/html", ""))
		l.type_("x")
		l.tab.Until(flashText + " === 'That did not work. Please try again.'")
		want(t, "notices", l.tab.Text("document.querySelectorAll('.goldfish-resend').length"), "0")
	})
}

// What waits is the viewer's who sent it.
func TestResendOfAnotherViewer(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	// It answers as the framework does: a post that is sent again for another viewer is refused.
	refused := 0
	start := func(t *testing.T) (l *ledger, as func(viewer string)) {
		refused = 0
		l = &ledger{site: serve(t)}
		l.shell = shell{root: `lang="en" data-gf-once`}
		l.deploy("h1", "ann", l.shell)
		viewer := "ann"
		l.page("/a", reply{Title: "Page A", Version: "v", Body: "<h1>/a</h1>" + saveForm})
		l.on("POST /a?_action=save", func(w http.ResponseWriter, r *http.Request) {
			l.mu.Lock()
			now := viewer
			l.mu.Unlock()
			if sender := r.Header.Get(wire.ViewerHeader); sender != "" && sender != now && (sender != wire.NoViewer || now != "") {
				l.mu.Lock()
				refused++
				l.mu.Unlock()
				l.write(w, r, "patch", reply{Status: 409, Made: made(now), Message: "no"})
				return
			}
			l.save(w, r)
		})
		l.tab = l.open(chromium, t, "/a")
		l.ready()
		return l, func(now string) {
			l.mu.Lock()
			viewer = now
			l.mu.Unlock()
			l.deploy("h1", now, l.shell)
		}
	}
	closed := foreign(503, "60", "text/html", "")
	const signedOut = "This will be sent when you have signed in again."
	t.Run("a session that ends, and the same person signs in", func(t *testing.T) {
		l, as := start(t)
		l.fail(closed)
		l.type_("x")
		click(l.tab, "button")
		l.expect("This will be sent again by itself")
		as("")
		l.press("Try now")
		l.expect(signedOut)
		want(t, "effects", l.done(), 0)
		as("ann")
		l.reload()
		l.saved(1)
	})
	t.Run("the page shows the change by itself", func(t *testing.T) {
		l, as := start(t)
		l.fail(closed)
		l.type_("x")
		click(l.tab, "button")
		l.expect("This will be sent again by itself")
		as("")
		l.cut("/a")
		l.expect(signedOut)
		as("ann")
		l.cut("/a")
		l.saved(1)
	})
	t.Run("somebody else signs in", func(t *testing.T) {
		for _, in := range []string{"this document", "the next document", "another tab"} {
			l, as := start(t)
			l.fail(closed)
			l.type_("x")
			click(l.tab, "button")
			l.expect("This will be sent again by itself")
			as("bob")
			switch in {
			case "this document":
				l.cut("/a")
			case "the next document":
				l.reload()
			case "another tab":
				l.press("Try now") // with the other's cookie
			}
			l.tab.Until("sessionStorage.getItem('goldfish:submissions') === '\"\"' && !document.querySelector('.goldfish-resend')")
			want(t, in+": effects", l.done(), 0)
			l.mu.Lock()
			sent := refused
			l.mu.Unlock()
			want(t, in+": sent as somebody else", sent, map[string]int{"another tab": 1}[in])
		}
	})
}

// watchHello sets window.hello when a stream is live from now on.
const watchHello = "addEventListener('goldfish:stream', e => { if (e.detail.state === 'live') window.hello = true }), window.hello = false"

// "Cannot be reached" goes when the stream is live; that the server has failed stays.
func TestFailureIsKept(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	s := serve(t)
	s.page("/b", reply{Status: 500})
	s.page("/c", reply{Status: -1})
	tab := s.open(chromium, t, "/a")
	tab.Allow("Failed to load|status of|ERR_")
	for _, c := range []struct{ link, message, then string }{
		{"/b", "That did not work. Please try again.", "That did not work. Please try again."},
		{"/c", "The server cannot be reached just now.", ""},
	} {
		live(tab)
		click(tab, "a[href='"+c.link+"']")
		tab.Until(flashText + " === '" + c.message + "'")
		tab.Eval(watchHello, nil)
		s.cut("/a")
		tab.Until("window.hello")
		want(t, c.link, tab.Text(flashText), c.then)
	}
}
