package framework

import (
	"net/http"
	"net/url"
)

// flashCookie carries the message over a redirect, because the server keeps no session.
const (
	flashCookie  = "goldfish_flash"
	flashSeconds = 60
	flashMax     = 1024 // bytes, escaped
)

func putFlash(w http.ResponseWriter, r *http.Request, message string) {
	if value := url.QueryEscape(message); message != "" && len(value) <= flashMax {
		setFlash(w, r, value, flashSeconds)
	}
}

// takeFlash returns the message and deletes its cookie.
func takeFlash(w http.ResponseWriter, r *http.Request) string {
	cookie, err := r.Cookie(flashCookie)
	if err != nil {
		return ""
	}
	setFlash(w, r, "", -1)
	message, err := url.QueryUnescape(cookie.Value)
	if err != nil || len(cookie.Value) > flashMax {
		return ""
	}
	return message
}

func setFlash(w http.ResponseWriter, r *http.Request, value string, age int) {
	http.SetCookie(w, &http.Cookie{
		Name: flashCookie, Value: value, Path: "/", MaxAge: age,
		HttpOnly: true, Secure: r.TLS != nil, SameSite: http.SameSiteLaxMode,
	})
}
