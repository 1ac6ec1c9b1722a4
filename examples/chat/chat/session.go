package chat

import (
	"context"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

const (
	sessionCookie = "chat" // behind TLS, set Secure too
	sessionTime   = 30 * 24 * time.Hour
)

// viewer says who asks.
func (c *Chat) viewer(r *http.Request) (framework.Viewer[Person], error) {
	var v framework.Viewer[Person]
	if cookie, err := r.Cookie(languageCookie); err == nil {
		v.Language = cookie.Value
	}
	cookie, err := r.Cookie(sessionCookie)
	if err != nil {
		return v, nil
	}
	signed, err := c.store.Signed(r.Context(), cookie.Value)
	if err != nil || signed.ID == "" {
		return v, err
	}
	v.User, v.ID, v.Name = signed.Person, signed.ID, signed.Name
	v.Expires, v.RevokeTopic = signed.Expires, sessionTopic(cookie.Value)
	if signed.Language != "" {
		v.Language = signed.Language
	}
	return v, nil
}

func (c *Chat) signInPage(ctx context.Context, _ framework.Anyone, u SignInURL) (framework.Page, error) {
	people, err := c.store.Somebody(ctx)
	return framework.Page{Title: text(ctx, "Who are you?"), Body: signInPage(u, people)}, err
}

// An EnterForm says who somebody is. This is a demo: no password is asked.
type EnterForm struct {
	Name string `url:"name"`
}

// Check implements [framework.Checker].
func (f EnterForm) Check(ctx context.Context) framework.FieldErrors {
	if name := strings.TrimSpace(f.Name); name == "" || utf8.RuneCountInString(name) > maxName {
		return framework.FieldErrors{"name": textWith(ctx, "Give a name of up to %d letters.", maxName)}
	}
	return nil
}

func (c *Chat) enter(ctx context.Context, _ Person, u SignInURL, f EnterForm) (router.URL, error) {
	next, ok := router.ParseLocal(u.Next)
	if !ok {
		next = Home.URL(HomeURL{})
	}
	token, err := c.store.Enter(ctx, strings.Join(strings.Fields(f.Name), " "), func(tx transaction) { tx.Next(next) })
	if err != nil {
		return framework.Stay, err
	}
	setSession(ctx, token, int(sessionTime.Seconds()))
	return next, nil
}

func (c *Chat) leave(ctx context.Context, _ Person, _ SignInURL, _ struct{}) (router.URL, error) {
	if cookie, err := framework.Request(ctx).Cookie(sessionCookie); err == nil {
		if err := c.store.Leave(ctx, cookie.Value); err != nil {
			return framework.Stay, err
		}
	}
	setSession(ctx, "", -1)
	return SignIn.URL(SignInURL{}), nil
}

func setSession(ctx context.Context, token string, maxAge int) {
	framework.SetCookie(ctx, &http.Cookie{Name: sessionCookie, Value: token, Path: "/", MaxAge: maxAge, HttpOnly: true, SameSite: http.SameSiteLaxMode})
}
