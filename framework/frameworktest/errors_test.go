package frameworktest_test

import (
	"context"
	"log/slog"
	"net/http"
	"testing"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/framework/frameworktest"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// Errors of fields that have no place in the form are shown at its top, with and without scripts.
func TestErrorsWithoutPlace(t *testing.T) {
	route := router.New("/form", noURL{})
	serve := func() http.Handler {
		app := framework.New(func(*http.Request) (framework.Viewer[string], error) {
			return framework.Viewer[string]{}, nil
		}, framework.Options[string]{Logger: slog.New(slog.DiscardHandler)})
		framework.Get(app, route, framework.Everyone, func(context.Context, framework.Anyone, noURL) (framework.Page, error) {
			form := markup.Form{Action: actionURL(route, noURL{}, "save")}
			fields := html(`<label>Name <input name="name"></label><label>Due <input name="due"></label><button>Save</button>`)
			return framework.Page{Title: "Form", Body: around(form, fields)}, nil
		})
		post(app, route, "save", func(context.Context, string, noURL, struct{ Name, Due string }) (router.URL, error) {
			return "", framework.FieldErrors{"name": "Say who.", "due": "Say when.", "": "Nothing was saved."}
		})
		return served{app, app}
	}
	frameworktest.WithAndWithoutScripts(t, serve, func(t *testing.T, site *frameworktest.Site) {
		tab := site.Visitor(t).Open("/form")
		for range 2 {
			tab.Click("Save")
			same(t, "errors", tab.Errors(), map[string]string{"": "Nothing was saved. Say when. Say who."})
			same(t, "flash", tab.Flash(), "")
		}
	})
}
