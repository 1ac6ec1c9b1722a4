package framework

import (
	"context"
	"testing"

	"github.com/goldfish-go/goldfish/router"
)

// Two routes never share a screen, although they write the same URL: not even if a path led to the
// one that is not its canonical owner.
func TestScreenOfEachRoute(t *testing.T) {
	app := New(Public)
	defer app.Close()
	type nameURL struct {
		Name string `path:"name"`
	}
	view := func(context.Context, Anyone, nameURL) (Page, error) { return Page{}, nil }
	Get(app, router.New("/wiki/{name}", nameURL{}), Everyone, view)
	Get(app, router.New("/wiki/new", struct{}{}), Everyone, func(context.Context, Anyone, struct{}) (Page, error) { return Page{}, nil })
	keys := map[any]bool{}
	for pattern, path := range map[string]string{"/wiki/{name}": "/wiki/%6eew", "/wiki/new": "/wiki/new"} {
		to, ok := app.endpoints[pattern].parse(path, "")
		if !ok || to.url != "/wiki/new" {
			t.Fatalf("%s: %q, %t", pattern, to.url, ok)
		}
		key, _ := to.screen(Anyone{})
		keys[key] = true
	}
	if len(keys) != 2 {
		t.Errorf("%d screens of two routes", len(keys))
	}
}
