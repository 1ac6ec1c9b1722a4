package framework

import (
	"net/http"
	"net/url"
	"strings"
)

// flashCookie carries the message over a redirect, because the server keeps no session.
const (
	flashCookie  = "goldfish_flash"
	flashSeconds = 60
	flashMax     = 1024 // bytes, escaped
)

func putFlash(w http.ResponseWriter, r *http.Request, message string) {
	if message != "" {
		setFlash(w, r, url.QueryEscape(cutFlash(message)), flashSeconds)
	}
}

// cutFlash cuts a message that is too long for its cookie.
func cutFlash(message string) string {
	const ellipsis = "…"
	if len(url.QueryEscape(message)) <= flashMax {
		return message
	}
	size := len(url.QueryEscape(ellipsis))
	for i, r := range message {
		//mutant:false TestLongFlash: a message is cut where it is too long
		if size += len(url.QueryEscape(string(r))); size > flashMax {
			return strings.TrimSpace(message[:i]) + ellipsis
		}
	}
	return message
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
