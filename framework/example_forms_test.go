package framework_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// submit posts a form as a browser without scripts does.
func submit(app http.Handler, to router.URL, form url.Values) *httptest.ResponseRecorder {
	return post(app, to, form, "text/html")
}

// submitWithScripts posts a form as the client does.
func submitWithScripts(app http.Handler, to router.URL, form url.Values) *httptest.ResponseRecorder {
	return post(app, to, form, asPatch)
}

func post(app http.Handler, to router.URL, form url.Values, accept string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", string(to), strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Accept", accept)
	w := httptest.NewRecorder()
	app.ServeHTTP(w, r)
	return w
}

// A helper may return its set of errors as it is: a nil or empty set refuses nothing.
func ExampleFieldErrors_empty() {
	type none struct{}
	type noteForm struct{ Text string }
	notes := router.New("/notes", none{})
	add := router.NewAction[noteForm](notes, "add")

	check := func(f noteForm) framework.FieldErrors {
		if f.Text == "" {
			return framework.FieldErrors{"text": "Write something."}
		}
		return nil
	}

	app := framework.New(framework.Public)
	defer app.Close()
	framework.Get(app, notes, framework.Everyone, func(context.Context, framework.Anyone, none) (framework.Page, error) {
		return framework.Page{Title: "Notes"}, nil
	})
	framework.Post(app, add, framework.Everyone, func(_ context.Context, _ framework.Anyone, _ none, f noteForm) (router.URL, error) {
		return framework.Stay, check(f)
	})

	fmt.Println(submit(app, add.URL(none{}), url.Values{"text": {"milk"}}).Code)
	fmt.Println(submit(app, add.URL(none{}), url.Values{"text": {""}}).Code)
	// Output:
	// 303
	// 422
}

// A field has an error, but no element of the form shows errors for it. The error stands at the top
// of the form, so the person reads it all the same.
func ExampleFieldErrors_withoutAnElement() {
	type none struct{}
	type noteForm struct{ Text string }
	notes := router.New("/notes", none{})
	add := router.NewAction[noteForm](notes, "add")

	form := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		field := templ.Raw(`<input name="text">`) // and no markup.FieldError(ctx, "text")
		return markup.Form{Action: add.URL(none{})}.Render(templ.WithChildren(ctx, field), w)
	})

	app := framework.New(framework.Public)
	defer app.Close()
	framework.Get(app, notes, framework.Everyone, func(context.Context, framework.Anyone, none) (framework.Page, error) {
		return framework.Page{Title: "Notes", Body: form}, nil
	})
	framework.Post(app, add, framework.Everyone, func(context.Context, framework.Anyone, none, noteForm) (router.URL, error) {
		return framework.Stay, framework.FieldErrors{"text": "Write something."}
	})

	w := submit(app, add.URL(none{}), url.Values{"text": {""}})
	fmt.Println(w.Code, regexp.MustCompile(`<p class="gf-error.*<input[^>]*>`).FindString(w.Body.String()))
	// Output: 422 <p class="gf-error gf-form-error" role="alert" data-gf-error="">Write something.</p><input name="text">
}
