// New is the product after a deploy: another shell, other templates of every page, other fields,
// other stylesheets than ../old.
package main

import (
	"context"
	"embed"
	"strings"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/test/deploy/database"
	"github.com/goldfish-go/goldfish/internal/test/deploy/product"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/layout"
)

//go:embed base.css theme.css extra.css icon.svg
var files embed.FS

var assets = layout.NewAssets("/assets/", files)

var (
	Home    = router.New("/", struct{}{})
	Form    = router.New("/form/{n}", FormURL{})
	List    = router.New("/list", struct{}{})
	Other   = router.New("/other", struct{}{})
	SignIn  = router.New("/sign-in", SignInURL{})
	Members = router.New("/members/{n}", FormURL{})

	Save       = router.NewAction[ReportForm](Form, "save")
	Shortcut   = router.NewAction[struct{}](Form, "shortcut")
	Comment    = router.NewAction[struct{}](Form, database.Comment)
	SaveMember = router.NewAction[struct{}](Members, "save")
	SignInAs   = router.NewAction[SignInForm](SignIn, "in")
	SignOut    = router.NewAction[struct{}](SignIn, "out")
)

// A ReportForm names the field that has another name than in the old build.
type ReportForm struct {
	Avenue string `alias:"lane"`
}

type FormURL struct {
	N int `path:"n"`
}

type SignInURL struct {
	Next string `url:"next"`
}

type SignInForm struct{ Person string }

type app struct{ *product.Node }

func main() {
	a := app{product.New("new", shell)}
	framework.Get(a.App, Home, framework.Everyone[database.Person], a.home)
	framework.Get(a.App, Form, framework.Everyone[database.Person], a.form)
	framework.Get(a.App, List, framework.Everyone[database.Person], a.list)
	framework.Get(a.App, Other, framework.Everyone[database.Person], a.other)
	framework.Get(a.App, SignIn, framework.Everyone[database.Person], a.signInPage)
	members := framework.Members(framework.Self[database.Person], func(next router.URL) router.URL {
		return SignIn.URL(SignInURL{Next: string(next)})
	})
	framework.Get(a.App, Members, members, a.members)
	framework.Post(a.App, Save, framework.Everyone, a.save)
	framework.Post(a.App, Shortcut, framework.Everyone, a.shortcut)
	framework.Post(a.App, Comment, framework.Everyone, a.comment)
	framework.Post(a.App, SaveMember, members, a.saveMember)
	framework.Post(a.App, SignInAs, framework.Everyone, a.signIn)
	framework.Post(a.App, SignOut, framework.Everyone, a.signOut)
	a.Run(assets)
}

func (a app) home(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
	return framework.Page{}, framework.Redirect(List.URL(struct{}{}))
}

func (a app) form(ctx context.Context, _ framework.Anyone, u FormURL) (framework.Page, error) {
	values, err := a.Values(ctx)
	return framework.Page{Title: "Your report", Body: formPage(u, values), Topics: []string{"values"}}, err
}

func (a app) list(ctx context.Context, _ framework.Anyone, _ struct{}) (framework.Page, error) {
	values, err := a.Values(ctx)
	return framework.Page{Title: "All reports", Body: listPage(strings.Fields(values["reports"])), Topics: []string{"values"}}, err
}

func (a app) other(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
	return framework.Page{Title: "Something else", Body: otherPage()}, nil
}

func (a app) signInPage(_ context.Context, _ framework.Anyone, u SignInURL) (framework.Page, error) {
	return framework.Page{Title: "Sign in", Body: signInPage(u)}, nil
}

func (a app) members(ctx context.Context, me database.Person, u FormURL) (framework.Page, error) {
	values, err := a.Values(ctx)
	return framework.Page{Title: "Members only", Body: membersPage(u, values), Topics: []string{"values"}}, err
}

func (a app) save(ctx context.Context, me database.Person, u FormURL, _ ReportForm) (router.URL, error) {
	framework.Flash(ctx, "Saved.")
	return Form.URL(u), a.Take(ctx, me, "save", number(u.N))
}

func (a app) shortcut(ctx context.Context, me database.Person, u FormURL, _ struct{}) (router.URL, error) {
	return Form.URL(u), a.Take(ctx, me, "shortcut", number(u.N))
}

func (a app) comment(ctx context.Context, me database.Person, u FormURL, _ struct{}) (router.URL, error) {
	framework.Flash(ctx, "Your comment is there.")
	return Form.URL(u), a.TakeSlowly(ctx, me, database.Comment, number(u.N))
}

func (a app) saveMember(ctx context.Context, me database.Person, u FormURL, _ struct{}) (router.URL, error) {
	framework.Flash(ctx, "Saved.")
	return Members.URL(u), a.Take(ctx, me, "member", number(u.N))
}

func (a app) signIn(ctx context.Context, _ database.Person, u SignInURL, f SignInForm) (router.URL, error) {
	if err := a.SignIn(ctx, f.Person); err != nil {
		return framework.Stay, err
	}
	if next, ok := router.ParseLocal(u.Next); ok {
		return next, nil
	}
	return List.URL(struct{}{}), nil
}

func (a app) signOut(ctx context.Context, _ database.Person, _ SignInURL, _ struct{}) (router.URL, error) {
	return SignIn.URL(SignInURL{}), a.SignOut(ctx)
}
