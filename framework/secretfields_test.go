package framework_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// A CardForm says by its tags what is secret.
type CardForm struct {
	Name  string
	PIN   string `url:"pin,secret" alias:"code"`
	Cards []struct {
		framework.Row
		CVC int `url:"cvc,secret"`
	} `url:"card" rows:"-1"`
}

// What is entered in a secret field is in no page and in no log, however the form is answered. The
// browser is told to keep nothing of it.
func TestSecretFields(t *testing.T) {
	s := newSite(t, "")
	route := router.New("/card", struct{}{})
	save := router.NewAction[CardForm](route, "save")
	raw := router.NewAction[url.Values](route, "raw")
	app := framework.New(framework.Public, framework.Options[framework.Anyone]{Logger: s.logger(), MaxActionsPerMinute: 100})
	defer app.Close()
	form := func(action router.URL) templ.Component {
		fields := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			for _, name := range []string{"name", "pin", "code", "card.7.cvc", "password"} {
				fmt.Fprintf(w, "[%q %q %q %v]", markup.Value(ctx, name, ""), markup.Value(ctx, name, ""), markup.Values(ctx, name), markup.Checked(ctx, name, "5ecret", false))
			}
			return templ.Join(components.Field{Name: "name", Label: "Name"}, components.Field{Name: "pin", Label: "PIN"}, components.Textarea{Name: "card.7.cvc", Label: "CVC"},
				components.Checkboxes{Name: "password", Label: "Word", Options: []components.Option{{Value: "a"}}}).Render(ctx, w)
		})
		return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			return markup.Form{Action: action}.Render(templ.WithChildren(ctx, fields), w)
		})
	}
	framework.Get(app, route, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		return framework.Page{Title: "Card", Body: templ.Join(form(save.URL(struct{}{})), form(raw.URL(struct{}{})))}, nil
	})
	answer := func(ctx context.Context, mode string) error {
		switch mode {
		case "ask":
			return framework.Confirm(ctx, "Sure?", "")
		case "fail":
			return errors.New("the database is down")
		}
		return framework.FieldErrors{"pin": "Wrong."}
	}
	framework.Post(app, save, framework.Everyone, func(ctx context.Context, _ framework.Anyone, _ struct{}, f CardForm) (router.URL, error) {
		return framework.Stay, answer(ctx, f.Name)
	})
	framework.Post(app, raw, framework.Everyone, func(ctx context.Context, _ framework.Anyone, _ struct{}, f url.Values) (router.URL, error) {
		return framework.Stay, answer(ctx, f.Get("name"))
	})

	const canary = "5ecret"
	for _, accept := range []string{"text/html", asPatch} {
		for i, c := range []struct {
			action string
			more   url.Values
			status int
		}{
			{"save", url.Values{"name": {"refuse"}}, 422},
			{"save", url.Values{"name": {"ask"}, "pin": {canary}, "card.7.cvc": {"1"}}, 422},
			{"save", url.Values{"name": {"fail"}, "card.7.cvc": {"1"}}, 500},
			{"save", url.Values{"name": {"too many"}, "card": {"7", "8"}}, 422},
			{"save", url.Values{wire.RowsField: {"card.7 up"}}, 200},
			{"raw", url.Values{"name": {"refuse"}, "pin": nil, "code": nil, "card.7.cvc": nil}, 422},
		} {
			sent := url.Values{"pin": {canary}, "code": {canary}, "card": {"7"}, "card.7.cvc": {canary}, "password": {canary}}
			for name, all := range c.more {
				sent[name] = all
			}
			r := httptest.NewRequest("POST", "/?_action="+c.action, strings.NewReader(sent.Encode()))
			r.URL.Path = "/card"
			r.Header.Set("Accept", accept)
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			w := httptest.NewRecorder()
			app.ServeHTTP(w, r)
			if c.status == 200 && accept == asPatch {
				c.status = 400 // the client does this itself
			}
			if w.Code != c.status || strings.Contains(w.Body.String(), canary) {
				t.Errorf("%d, %s: %d, want %d without the secret: %s", i, accept, w.Code, c.status, w.Body)
			}
		}
	}
	if log := s.logs.String(); strings.Contains(log, canary) || !strings.Contains(log, "the database is down") {
		t.Errorf("the log: %s", log)
	}
	w := httptest.NewRecorder()
	app.ServeHTTP(w, httptest.NewRequest("GET", "/card", nil))
	saveForm, rawForm, _ := strings.Cut(w.Body.String(), "_action=raw")
	if n := strings.Count(saveForm, `data-gf-draft="off"`); n != 3 || strings.Count(rawForm, `data-gf-draft="off"`) != 1 {
		t.Errorf("%d fields of the form keep nothing in the browser, want the PIN, the CVC and the word: %s", n, saveForm)
	}
}
