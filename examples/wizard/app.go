package main

import (
	"context"
	"embed"
	"net/http"

	"github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/store"
	"github.com/goldfish-go/goldfish/templ/layout"
)

//go:embed wizard.css wizard.js icon.svg
var own embed.FS

var assets = layout.NewAssets("/assets/", components.Files, own)

// A Wizard is the app.
type Wizard struct {
	store *Store
	app   *framework.App[Person]
}

// New returns the app.
func New(s *Store) *Wizard {
	w := &Wizard{store: s}
	w.app = framework.New(w.viewer, framework.Options[Person]{
		Shell: shell, ErrorPage: errorPage, Languages: languages, Store: s.live, Files: s.files, FileInUse: s.HasFile,
	})
	framework.Get(w.app, SignIn, framework.Everyone, w.signInPage)
	framework.Post(w.app, SignInAs, framework.Everyone, w.signIn)
	framework.Post(w.app, SignOut, framework.Everyone, w.signOut)
	framework.Post(w.app, Speak, framework.Everyone, w.speak)

	myself := framework.Members(framework.Self[Person], func(next router.URL) router.URL { return SignIn.URL(SignInURL{Next: string(next)}) })
	framework.Get(w.app, Home, myself, w.home)
	framework.Post(w.app, Start, myself, w.start)
	for i, s := range formSteps {
		framework.Get(w.app, s.route, myself, w.step(i))
		s.form.register(w, myself, i)
	}
	framework.Post(w.app, Attach, myself, w.attach)
	framework.Post(w.app, Detach, myself, w.detach)
	framework.Get(w.app, Review, myself, w.review)
	framework.Post(w.app, Send, myself, w.send)
	framework.Get(w.app, Delete, myself, w.deletePage)
	framework.Post(w.app, Discard, myself, w.discard)
	framework.Get(w.app, Sent, myself, w.sent)
	w.sweep(context.Background())
	return w
}

// Handler answers all requests.
func (w *Wizard) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/assets/", assets)
	mux.HandleFunc("GET /drafts/{id}/files/{file}", w.download)
	mux.Handle("/", w.app)
	return mux
}

func (w *Wizard) home(ctx context.Context, me Person, _ HomeURL) (framework.Page, error) {
	drafts, err := Applications.List(ctx, w.store.live, me.ID)
	if err != nil {
		return framework.Page{}, err
	}
	sent, err := w.store.AllSent(ctx, me.ID)
	return framework.Page{
		Title:  text(ctx, "Your applications"),
		Body:   homePage(drafts, sent),
		Topics: []string{Applications.ListTopic(me.ID)},
	}, err
}

// start makes a new draft.
func (w *Wizard) start(ctx context.Context, me Person, _ HomeURL, _ none) (next router.URL, err error) {
	err = w.store.live.Write(ctx, func(tx *store.Tx) error {
		id, err := Applications.Create(ctx, tx, me.ID)
		next = formSteps[0].route.URL(StepURL{ID: id})
		tx.Next(next)
		return err
	})
	if err == store.ErrTooMany {
		return framework.Stay, framework.FieldErrors{"": text(ctx, "You have very many drafts. Please delete one first.")}
	}
	return next, err
}

func (w *Wizard) sent(ctx context.Context, me Person, u SentURL) (framework.Page, error) {
	a, err := w.store.Sent(ctx, me.ID, u.Number)
	if err != nil {
		return framework.Page{}, err
	}
	all, err := w.store.Attachments(ctx, me.ID, a.Draft)
	return framework.Page{Title: number(a.Number), Body: sentPage(a, all)}, err
}
