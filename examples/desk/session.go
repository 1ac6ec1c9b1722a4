package main

import (
	"context"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

// whoKey is the session's only value: the id of who signed in.
const whoKey = "who"

func newSessions(store *Store) *scs.SessionManager {
	sessions := scs.New()
	sessions.Store = Sessions{store}
	sessions.Lifetime = 7 * 24 * time.Hour
	sessions.HashTokenInStore = true
	sessions.Cookie.Name = "desk" // behind TLS, set Cookie.Secure too
	return sessions
}

// viewer says who asks.
func (d *Desk) viewer(r *http.Request) (framework.Viewer[User], error) {
	language := d.sessions.GetString(r.Context(), languageKey)
	me, err := d.store.User(r.Context(), d.sessions.GetString(r.Context(), whoKey))
	if err != nil || me.ID == "" {
		return framework.Viewer[User]{Language: language}, err
	}
	return framework.Viewer[User]{User: me, ID: me.ID, Language: language, RevokeTopic: me.topic(), Expires: d.sessions.Deadline(r.Context())}, nil
}

func (d *Desk) signInPage(ctx context.Context, _ framework.Anyone, u SignInURL) (framework.Page, error) {
	everybody, err := d.store.Everybody(ctx)
	return framework.Page{Title: text(ctx, "Sign in"), Body: signInPage(u, everybody)}, err
}

// A SignInForm chooses one of the demo people.
type SignInForm struct{ Person string }

func (d *Desk) signIn(ctx context.Context, _ User, u SignInURL, f SignInForm) (router.URL, error) {
	person, err := d.store.User(ctx, f.Person)
	if err != nil {
		return framework.Stay, err
	}
	if person.ID == "" {
		return framework.Stay, framework.FieldErrors{"": text(ctx, "Choose one of these people.")}
	}
	if err := d.sessions.RenewToken(ctx); err != nil {
		return framework.Stay, err
	}
	d.sessions.Put(ctx, whoKey, person.ID)
	if next, ok := router.Local(u.Next); ok {
		return next, nil
	}
	return Tickets.URL(TicketsURL{}), nil
}

func (d *Desk) signOut(ctx context.Context, me User, _ SignInURL, _ struct{}) (router.URL, error) {
	if err := d.sessions.Destroy(ctx); err != nil {
		return framework.Stay, err
	}
	if me.ID != "" {
		d.app.Notify(me.topic()) // the person's other tabs
	}
	return SignIn.URL(SignInURL{}), nil
}
