package client_test

import (
	"fmt"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/browser"
)

func TestHooksMountedPatchedRemoved(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	s := serve(t)
	item := func(id, text string) string { return fmt.Sprintf(`<li id="%s" data-gf-hook="item">%s</li>`, id, text) }
	s.page("/a", reply{Title: "a", Version: "v1", Body: `<h1>/a</h1><ul>` + item("x", "1") + item("y", "1") + `</ul>`})
	tab := s.open(chromium, t, "/a")
	tab.Eval(`(() => {
		window.heard = [];
		for (const n of ["mounted", "patched", "removed"]) addEventListener("goldfish:" + n, e => heard.push("event " + n + " " + e.detail.element.id));
		const say = n => el => heard.push(n + " " + el.id);
		goldfish.hook("item", {mounted: say("mounted"), patched: say("patched"), removed: say("removed")});
	})()`, nil)
	want(t, "a hook that comes late", tab.Text("heard.splice(0)"), "mounted x,mounted y")
	l := s.listening("/a")
	l.push("v2", "a", `<h1>2</h1><ul>`+item("x", "2")+item("z", "1")+`</ul>`)
	shows(tab, "2")
	want(t, "after a patch", tab.Text("heard.splice(0)"), "removed y,event removed y,patched x,event patched x,mounted z,event mounted z")
	tab.Allow("meant")
	tab.Eval(`goldfish.hook("item", {patched() { throw new Error("meant") }})`, nil)
	l.push("v3", "a", `<h1>3</h1><ul>`+item("x", "3")+item("z", "2")+`</ul>`)
	shows(tab, "3")
}
