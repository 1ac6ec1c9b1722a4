package frameworktest_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/framework/frameworktest"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

type fragmentURL struct {
	At int `url:"at"`
}

// The fragment of the URL that an action names is in the address, and not in the URL of the page.
func TestFragmentOfAnAction(t *testing.T) {
	page := router.New("/", fragmentURL{})
	add := router.NewAction[struct{}](page, "add")
	site := frameworktest.Start(t, func() http.Handler {
		app := framework.New(framework.Public, framework.Options[framework.Anyone]{})
		framework.Get(app, page, framework.Everyone, func(context.Context, framework.Anyone, fragmentURL) (framework.Page, error) {
			form := markup.Form{Action: add.URL(fragmentURL{}), ID: "add"}
			return framework.Page{Title: "Page", Body: templ.Join(form, templ.Raw(`<button form="add">Add</button>`))}, nil
		})
		framework.Post(app, add, framework.Everyone, func(context.Context, framework.Anyone, fragmentURL, struct{}) (router.URL, error) {
			return page.URL(fragmentURL{At: 7}) + "#m7", nil
		})
		return app
	})
	tab := site.Visitor(t).Open("/")
	tab.Click("Add")
	same(t, "address", tab.URL(), "/?at=7#m7")
	same(t, "URL of the page", tab.Page().URL, "/?at=7")
	tab.AssertMatchesReload()
}
