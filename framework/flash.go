package framework

import (
	"net/http"
	"net/url"
)

// flashCookie carries the sentence over a redirect, since the server keeps nothing.
const (
	flashCookie  = "goldfish_flash"
	flashSeconds = 60
	flashMax     = 1024 // bytes, escaped
)

func putFlash(w http.ResponseWriter, r *http.Request, say string) {
	if value := url.QueryEscape(say); say != "" && len(value) <= flashMax {
		setFlash(w, r, value, flashSeconds)
	}
}

// takeFlash returns the sentence and forgets it.
func takeFlash(w http.ResponseWriter, r *http.Request) string {
	cookie, err := r.Cookie(flashCookie)
	if err != nil {
		return ""
	}
	setFlash(w, r, "", -1)
	say, err := url.QueryUnescape(cookie.Value)
	if err != nil || len(cookie.Value) > flashMax {
		return ""
	}
	return say
}

func setFlash(w http.ResponseWriter, r *http.Request, value string, age int) {
	http.SetCookie(w, &http.Cookie{
		Name: flashCookie, Value: value, Path: "/", MaxAge: age,
		HttpOnly: true, Secure: r.TLS != nil, SameSite: http.SameSiteLaxMode,
	})
}
