package frameworktest_test

import (
	"context"
	"fmt"
	"net/http"
	"sync/atomic"
	"testing"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/framework/frameworktest"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// A house is a page with three parts: one at once, one when it is seen, one that fails.
type house struct {
	likes  atomic.Int64
	broken atomic.Bool
}

type roomURL struct {
	Of   string `path:"of"`
	Wall string `url:"wall"`
}

func (h *house) serve() http.Handler {
	app := framework.New(framework.Public, framework.Options[framework.Anyone]{Build: "1"})
	home, room := router.New("/", struct{}{}), router.New("/rooms/{of}", roomURL{Wall: "white"})
	framework.Get(app, home, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		return framework.Page{Title: "House", Body: templ.Join(templ.Raw("<h1>House</h1>"),
			markup.Part{URL: room.URL(roomURL{Of: "hall"})},
			markup.Part{URL: room.URL(roomURL{Of: "attic"}), Lazy: true, Label: "Attic"},
			markup.Part{URL: room.URL(roomURL{Of: "cellar"}), Label: "Cellar"})}, nil
	})
	framework.Get(app, room, framework.Everyone, func(_ context.Context, _ framework.Anyone, u roomURL) (framework.Page, error) {
		if u.Of == "cellar" && h.broken.Load() {
			return framework.Page{}, framework.Error{Status: 503, Message: "The cellar is under water."}
		}
		form := templ.Raw(fmt.Sprintf(`<form method="post" action="%s"><button>Like %s</button></form>`, actionURL(room, u, "like"), u.Of))
		text := fmt.Sprintf(`<div data-gf-patch="part"><p>%s, %s, %d likes</p><a href="%s">Paint %s</a>`, u.Of, u.Wall, h.likes.Load(), room.URL(roomURL{u.Of, "red"}), u.Of)
		return framework.Page{Title: u.Of, Body: templ.Join(templ.Raw(text), form, templ.Raw(`</div>`)), Topics: []string{u.Of}}, nil
	})
	framework.Post(app, router.NewAction[struct{}](room, "like"), framework.Everyone, func(context.Context, framework.Anyone, roomURL, struct{}) (router.URL, error) {
		h.likes.Add(1)
		app.Notify("hall", "attic", "cellar")
		return "", nil
	})
	return app
}

func TestParts(t *testing.T) {
	h := new(house)
	h.broken.Store(true)
	site := frameworktest.Start(t, h.serve)
	tab, other := site.Visitor(t).Open("/").Live(), site.Visitor(t).Open("/").Live()
	tab.See("hall, white, 0 likes")
	tab.See("attic, white, 0 likes") // a test sees the whole page
	tab.See("The cellar is under water.")

	tab.Click("Paint hall")
	tab.See("hall, red")
	tab.DontSee("hall, white")
	if got := tab.URL(); got != "/" {
		t.Errorf("the address is %s", got)
	}
	tab.Click("Like hall")
	tab.See("hall, red, 1 likes")
	tab.See("attic, white, 1 likes")
	other.See("hall, white, 1 likes")

	h.broken.Store(false)
	site.Restart()
	other.See("attic, white, 1 likes")
	other.Click("Like attic")
	tab.See("hall, red, 2 likes")
	tab.See("cellar, white, 2 likes")
	other.AssertMatchesReload()
}

func TestPartsWithoutScripts(t *testing.T) {
	h := new(house)
	site := frameworktest.Start(t, h.serve)
	tab := site.Visitor(t).NoScript().Open("/")
	tab.See("hall, white, 0 likes")
	tab.DontSee("attic, white")
	tab.Click("Attic")
	tab.See("attic, white, 0 likes")
	if got := tab.URL(); got != "/rooms/attic" {
		t.Errorf("the lazy part is at %s", got)
	}
	tab.Click("Like attic")
	tab.See("attic, white, 1 likes")
}
