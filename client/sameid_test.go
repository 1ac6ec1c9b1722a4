package client_test

import (
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// What is typed goes where its field goes, although something outside the page has the id of it.
func TestSameIDOutside(t *testing.T) {
	level.Long(t)
	t.Parallel()
	s := serve(t)
	s.page("/a", reply{Title: "a", Version: "va", Body: bodyOf("/a", `<div><input id="q"></div>`)})
	tab := s.open(browser.New(t), t, "/a")
	l := s.listening("/a")
	tab.Eval("document.body.prepend(Object.assign(document.createElement('i'), { id: 'q' }))", nil)
	tab.Run(chromedp.SendKeys("div > input", "typed"))
	l.push("vb", "b", bodyOf("/a", `<section><p><input id="q"></p></section>`))
	tab.Until("document.querySelector('section input')")
	want(t, "what was typed", tab.Text("document.querySelector('section input').value"), "typed")
}
