package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"net/http"
	"time"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/store"
)

// A Person may apply. The zero Person is a stranger.
type Person struct{ ID, Name string }

// people are those of the demo.
var people = []Person{{"amara", "Amara Okafor"}, {"jonas", "Jonas Lindner"}, {"mei", "Mei Tanaka"}}

func personOf(id string) Person {
	for _, p := range people {
		if p.ID == id {
			return p
		}
	}
	return Person{}
}

const (
	sessionCookie = "wizard"
	sessionTime   = 7 * 24 * time.Hour
)

func (w *Wizard) viewer(r *http.Request) (v framework.Viewer[Person], err error) {
	if cookie, err := r.Cookie(languageCookie); err == nil {
		v.Language = cookie.Value
	}
	cookie, err := r.Cookie(sessionCookie)
	if err != nil {
		return v, nil
	}
	var id string
	var until int64
	err = w.store.db.QueryRowContext(r.Context(), `SELECT person, until FROM sessions WHERE token = ? AND until > unixepoch()`, hashed(cookie.Value)).Scan(&id, &until)
	if errors.Is(err, sql.ErrNoRows) {
		return v, nil
	}
	v.User = personOf(id)
	v.ID, v.Expires = v.User.ID, time.Unix(until, 0)
	return v, err
}

func hashed(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

func (w *Wizard) signInPage(ctx context.Context, _ framework.Anyone, u SignInURL) (framework.Page, error) {
	return framework.Page{Title: text(ctx, "Sign in"), Body: signInPage(u)}, nil
}

func (w *Wizard) signIn(ctx context.Context, _ Person, u SignInURL, f signInForm) (router.URL, error) {
	p := personOf(f.Person)
	if p.ID == "" {
		return framework.Stay, framework.FieldErrors{"": text(ctx, "Choose one of these people.")}
	}
	token := rand.Text()
	err := w.store.live.Write(ctx, func(tx *store.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO sessions (token, person, until) VALUES (?, ?, ?)`, hashed(token), p.ID, time.Now().Add(sessionTime).Unix())
		return err
	})
	if err != nil {
		return framework.Stay, err
	}
	framework.SetCookie(ctx, &http.Cookie{Name: sessionCookie, Value: token, Path: "/", MaxAge: int(sessionTime.Seconds()), HttpOnly: true, SameSite: http.SameSiteLaxMode})
	if next, ok := router.ParseLocal(u.Next); ok {
		return next, nil
	}
	return Home.URL(HomeURL{}), nil
}

func (w *Wizard) signOut(ctx context.Context, _ Person, _ SignInURL, _ none) (router.URL, error) {
	if cookie, err := framework.Request(ctx).Cookie(sessionCookie); err == nil {
		err := w.store.live.Write(ctx, func(tx *store.Tx) error {
			_, err := tx.ExecContext(ctx, `DELETE FROM sessions WHERE token = ?`, hashed(cookie.Value))
			return err
		})
		if err != nil {
			return framework.Stay, err
		}
	}
	framework.SetCookie(ctx, &http.Cookie{Name: sessionCookie, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	return SignIn.URL(SignInURL{}), nil
}
