package framework_test

import (
	"context"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

// In development mode the app warns of the control of a secret field that the drafts of the browser
// keep.
func TestDevSecretField(t *testing.T) {
	type pinForm struct {
		Name, Password string
		Pin2           string `url:"pin2,secret"`
		Pin3           string `url:"pin3,secret"`
		Pin4           string `url:"pin4,secret"`
		Pin5           string `url:"pin5,secret"`
	}
	s := newSite(t, "", framework.Options[User]{Dev: true})
	page := router.New("/pins", struct{}{})
	save := router.NewAction[pinForm](page, "save")
	framework.Get(s.app, page, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		return framework.Page{Title: "PINs", Body: templ.Raw(`<form method="post" action="/pins?_action=save"><input name="name"><input name="password">
			<input name="pin2"><input name="pin3" type="password"><input name="pin4" data-gf-draft="off">
			<div data-gf-draft="off"><div><b>x</b></div><input name="pin5"></div></form>`)}, nil
	})
	framework.Post(s.app, save, framework.Everyone, func(context.Context, User, struct{}, pinForm) (router.URL, error) { return framework.Stay, nil })
	s.get("/pins")
	log := s.logs.String()
	contains(t, "log", log, `a secret field \"password\"`, `a secret field \"pin2\"`, "page=/pins")
	want(t, "warnings of secrets", strings.Count(log, "kind=secret"), 2)
}
