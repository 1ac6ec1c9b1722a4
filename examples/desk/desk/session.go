package desk

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/layout"
)

// whoKey is the session's only value: the id of who signed in.
const whoKey = "who"

func newSessions(store *Store) *scs.SessionManager {
	sessions := scs.New()
	sessions.Store = Sessions{store}
	sessions.Lifetime = 7 * 24 * time.Hour
	sessions.HashTokenInStore = true
	sessions.Cookie.Name = "desk" // behind TLS, set Cookie.Secure too
	sessions.ErrorFunc = sessionsFailed
	return sessions
}

// sessionsFailed answers a request whose session cannot be read or saved.
func sessionsFailed(w http.ResponseWriter, r *http.Request, err error) {
	slog.Error("desk: sessions failed", "err", err)
	e := framework.Error{Status: http.StatusServiceUnavailable, Message: "Your session cannot be read or saved just now. Please try again in a moment."}
	ctx := inBrowserLanguage(r) // whose session it is, and so the chosen language, is not known
	var body strings.Builder
	if err := errorPage(e).Render(ctx, &body); err != nil {
		http.Error(w, e.Message, e.Status)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Retry-After", "5")
	w.WriteHeader(e.Status)
	doc := layout.Document{Lang: framework.Language(ctx), Title: text(ctx, "Not available"), Body: body.String()}
	_ = layout.DefaultShell(doc).Render(ctx, w)
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

func (d *Desk) signIn(ctx context.Context, before User, u SignInURL, f SignInForm) (router.URL, error) {
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
	if before.ID != person.ID {
		if err := d.notifySaved(ctx, before); err != nil { // this browser's other tabs
			return framework.Stay, err
		}
	}
	if next, ok := router.ParseLocal(u.Next); ok {
		return next, nil
	}
	return Tickets.URL(TicketsURL{}), nil
}

// notifySaved saves the session and then ends the streams of a person: their tabs connect again,
// and must not find the session as it was. The middleware would save it after the action.
func (d *Desk) notifySaved(ctx context.Context, person User) error {
	if person.ID == "" {
		return nil
	}
	//mutant:delete TestOtherTabsFindTheSavedSession
	if _, _, err := d.sessions.Commit(ctx); err != nil {
		return err
	}
	d.app.Notify(person.topic())
	return nil
}

// signOut destroys the session, and then ends the person's streams. In this order no stream can
// come back with a session that is about to end; and if the store fails, nothing has happened.
func (d *Desk) signOut(ctx context.Context, me User, _ SignInURL, _ struct{}) (router.URL, error) {
	if err := d.sessions.Destroy(ctx); err != nil {
		return framework.Stay, err
	}
	if me.ID != "" {
		d.app.Notify(me.topic()) // the person's other tabs
	}
	return SignIn.URL(SignInURL{}), nil
}
