package framework_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/layout"
	"github.com/goldfish-go/goldfish/templ/markup"
	"github.com/goldfish-go/goldfish/templ/text"
)

// A part in the shell stands on every page, and is live there: a badge of unread messages.
func Example_partInTheShell() {
	type none struct{}
	badge := router.New("/badge", none{})
	home := router.New("/", none{})

	shell := func(_ framework.Anyone, doc layout.Document) templ.Component {
		header := markup.Part{URL: badge.URL(none{}), Label: "Unread messages"}
		return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			return layout.HTML(doc).Render(templ.WithChildren(ctx, templ.Join(header, layout.Messages(doc), layout.Body(doc))), w)
		})
	}
	app := framework.New(framework.Public, framework.Options[framework.Anyone]{Shell: shell})
	defer app.Close()
	framework.Get(app, badge, framework.Everyone, func(context.Context, framework.Anyone, none) (framework.Page, error) {
		return framework.Page{Title: "Badge", Topics: []string{"messages"}, Body: templ.Raw("<b>3 unread</b>")}, nil
	})
	framework.Get(app, home, framework.Everyone, func(context.Context, framework.Anyone, none) (framework.Page, error) {
		return framework.Page{Title: "Home", Body: templ.Raw("<h1>Home</h1>")}, nil
	})

	_, html := document(app, "/")
	for _, part := range regexp.MustCompile(`<b>.*?</b>|<h1>.*?</h1>`).FindAllString(html, -1) {
		fmt.Println(part)
	}
	// Output:
	// <b>3 unread</b>
	// <h1>Home</h1>
}

// A list that is filtered or turned to another page is left out of search engines.
func ExamplePage_noIndex() {
	type listURL struct {
		Q string `url:"q"`
	}
	list := router.New("/tickets", listURL{})
	app := framework.New(framework.Public)
	defer app.Close()
	framework.Get(app, list, framework.Everyone, func(_ context.Context, _ framework.Anyone, u listURL) (framework.Page, error) {
		return framework.Page{Title: "Tickets", NoIndex: u.Q != ""}, nil
	})

	for _, path := range []string{"/tickets", "/tickets?q=printer"} {
		_, html := document(app, path)
		fmt.Println(path, strings.Contains(html, `<meta name="robots" content="noindex">`))
	}
	// Output:
	// /tickets false
	// /tickets?q=printer true
}

// An app replaces a sentence of the framework. What a table leaves empty is English.
func ExampleOptions_languages() {
	british := text.English
	british.Language = "en-GB"
	british.NotFound = "We could not find that, sorry."
	app := framework.New(framework.Public, framework.Options[framework.Anyone]{Languages: []text.Texts{british}})
	defer app.Close()

	status, html := document(app, "/nowhere")
	fmt.Println(status, strings.Contains(html, british.NotFound))
	// Output: 404 true
}

// A guard lets members in. A stranger's page leads to sign-in and back. A stranger's action does
// nothing, and the answer leaves the form with its input as it is.
func ExamplePost_guard() {
	type none struct{}
	type noteForm struct{ Text string }
	signIn := router.New("/sign-in", SignInURL{})
	notes := router.New("/notes", none{})
	add := router.NewAction[noteForm](notes, "add")
	members := framework.Members(User.team, func(next router.URL) router.URL { return signIn.URL(SignInURL{Next: string(next)}) })

	stranger := func(*http.Request) (framework.Viewer[User], error) { return framework.Viewer[User]{}, nil }
	app := framework.New(stranger)
	defer app.Close()
	framework.Get(app, notes, members, func(context.Context, Team, none) (framework.Page, error) {
		return framework.Page{Title: "Notes"}, nil
	})
	framework.Post(app, add, members, func(context.Context, User, none, noteForm) (router.URL, error) {
		return framework.Stay, nil
	})

	w := submitWithScripts(app, add.URL(none{}), url.Values{"text": {"milk"}})
	fmt.Println(w.Code, strings.Contains(w.Body.String(), "Please sign in first."), strings.Contains(w.Body.String(), `"body"`))
	// Output: 401 true false
}
