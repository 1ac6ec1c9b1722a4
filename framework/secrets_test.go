package framework_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
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

type (
	SecretURL struct {
		Key string `url:"key,secret"`
	}
	SecretForm struct {
		Mode, Name, Password string
	}
)

// What a person sends in secret is in no log, no error page and no answer, however the request
// fails: a password, a cookie, a header, a whole body.
func TestSecretsStayOut(t *testing.T) {
	var logs strings.Builder
	s := newSite(t, "")
	route := router.New("/secret", SecretURL{})
	action := router.NewAction[SecretForm](route, "send")
	app := framework.New(framework.Public, framework.Options[framework.Anyone]{Logger: s.logger(), MaxFormBytes: 2000})
	defer app.Close()
	framework.Get(app, route, framework.Everyone, func(_ context.Context, _ framework.Anyone, u SecretURL) (framework.Page, error) {
		return framework.Page{Title: "Secret", Body: templ.Join(markup.Form{Action: action.URL(SecretURL{}), ID: "f"}, components.Field{Name: "name", Label: "Name"}, components.Field{Name: "password", Label: "Password", Type: "password"})}, nil
	})
	framework.Post(app, action, framework.Everyone, func(_ context.Context, _ framework.Anyone, _ SecretURL, f SecretForm) (router.URL, error) {
		switch f.Mode {
		case "refuse":
			return framework.Stay, framework.FieldErrors{"name": "No such name.", "password": "Wrong."}
		case "fail":
			return framework.Stay, errors.New("the database is down")
		case "panic":
			panic("boom")
		}
		return framework.Stay, nil
	})
	const canary = "canary-5ecret"
	asked := 0
	for _, accept := range []string{"text/html", asPatch} {
		for _, c := range []struct{ method, target, mediaType, body string }{
			{"POST", "/secret?_action=send", "", "mode=refuse"}, {"POST", "/secret?_action=send", "", "mode=fail"},
			{"POST", "/secret?_action=send", "", "mode=panic"}, {"POST", "/secret?_action=send", "", "mode=fine"},
			{"POST", "/secret?_action=none", "", "mode=fine"}, {"POST", "/nothing", "", "mode=fine"},
			{"POST", "/secret?_action=send", "application/json", `{}`}, {"POST", "/secret?_action=send", "multipart/form-data", "x"},
			{"POST", "/secret?_action=send", "", "mode=" + strings.Repeat("x", 3000)}, {"POST", "/secret?_action=send", "", "%zz=%"},
			{"PUT", "/secret", "", ""}, {"GET", "/nothing", "", ""},
		} {
			body := c.body + "&" + url.Values{"password": {canary + "-field"}, "_hidden": {canary + "-hidden"}, "Password": {canary + "-twice"}}.Encode()
			r := httptest.NewRequest(c.method, c.target, strings.NewReader(body))
			r.Header.Set("Accept", accept)
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			if c.mediaType != "" {
				r.Header.Set("Content-Type", c.mediaType)
			}
			r.Header.Set("Authorization", "Bearer "+canary+"-authorization")
			r.Header.Set("X-Api-Key", canary+"-header")
			r.AddCookie(&http.Cookie{Name: "session", Value: canary + "-cookie"})
			w := httptest.NewRecorder()
			app.ServeHTTP(w, r)
			asked++
			what := fmt.Sprint(c.method, " ", c.target, " ", accept, " ", w.Code)
			if strings.Contains(w.Body.String(), canary) || strings.Contains(fmt.Sprint(w.Header()), canary) {
				t.Errorf("%s: the answer has a secret: %v %s", what, w.Header(), w.Body)
			}
		}
	}
	// A secret of an address is in its own page's address alone, and not in the log.
	r := httptest.NewRequest("GET", "/secret?key="+canary+"-param", nil)
	r.Header.Set("Accept", wire.AcceptPatch)
	r.Header.Set(wire.ErrorHeader, "Error: x")
	app.ServeHTTP(httptest.NewRecorder(), r)
	logs.WriteString(s.logs.String())
	if strings.Contains(logs.String(), canary) {
		t.Errorf("the log has a secret:\n%s", logs.String())
	}
	if !strings.Contains(logs.String(), "the database is down") || asked != 24 {
		t.Errorf("%d requests, and the log has not what failed:\n%s", asked, logs.String())
	}
}
