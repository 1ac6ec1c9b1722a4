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

	// These are no escaped texts.
	noFlash   = "%"  // no message
	signedOut = "%!" // before the message: the person has signed out
)

func putFlash(w http.ResponseWriter, r *http.Request, message string) {
	if message != "" {
		setFlash(w, r, flashValue(message, false), flashSeconds)
	}
}

// flashValue returns the value of the cookie after an action.
func flashValue(message string, signsOut bool) string {
	value := url.QueryEscape(cutFlash(message))
	switch {
	case signsOut:
		return signedOut + value
	case value == "":
		return noFlash
	}
	return value
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

// takeFlash returns the message, and whether the person has just signed out. It deletes the cookie.
func takeFlash(w http.ResponseWriter, r *http.Request) (message string, signsOut bool) {
	cookie, err := r.Cookie(flashCookie)
	if err != nil {
		return "", false
	}
	setFlash(w, r, "", -1)
	value, signsOut := strings.CutPrefix(cookie.Value, signedOut)
	message, err = url.QueryUnescape(value)
	if err != nil || len(value) > flashMax {
		return "", signsOut
	}
	return message, signsOut
}

// dropFlash deletes a message that no document has shown yet: it was for the person before. A
// redirect does not need it, because it sets the cookie anyway.
func dropFlash(w http.ResponseWriter, r *http.Request) {
	if _, err := r.Cookie(flashCookie); err == nil {
		setFlash(w, r, "", -1)
	}
}

func setFlash(w http.ResponseWriter, r *http.Request, value string, age int) {
	http.SetCookie(w, &http.Cookie{
		Name: flashCookie, Value: value, Path: "/", MaxAge: age,
		HttpOnly: true, Secure: isSecure(r), SameSite: http.SameSiteLaxMode,
	})
}

// isSecure reports whether the browser connected over TLS, to this server or to a proxy that says
// so. A forged header is of no use: it marks a cookie of the person who sends it.
func isSecure(r *http.Request) bool {
	return r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https"
}
