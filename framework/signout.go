package framework

import (
	"net/http"
	"time"
)

// After sign-out, Back must not show the pages of the person to whoever uses the browser next. The
// browser has documents in its HTTP cache and in its back/forward cache, and forgets both when it
// is asked to (W3C, Clear Site Data), over TLS and on localhost:
//
//   - The answer of the action asks for it.
//   - The document from which the person signed out is in neither cache at that time. It comes into
//     one when the next document takes its place. So that document has a link to a file whose
//     answer asks again.
const clearSiteData = `"cache"`

// forgetFile is the name of that file, beside the files of the client.
const forgetFile = "forget"

// clearCachesAfterSignOut reports whether an action has ended the session of the person who did it,
// and then asks the browser to forget pages.
func (rq *request[V]) clearCachesAfterSignOut() bool {
	h := rq.w.Header()
	//mutant:false TestSignOutClearsCaches: Back shows nobody's page after sign-out
	signsOut := rq.actor != "" && (rq.viewer.ID != rq.actor || deletesCookie(h))
	if signsOut {
		h.Set("Clear-Site-Data", clearSiteData)
	}
	return signsOut
}

// forgetPages makes the browser request the file after the document before has come into a cache.
func (rq *request[V]) forgetPages() {
	//mutant:delete TestSignOutClearsCaches: nor the page with the button
	rq.w.Header().Add("Link", "<"+rq.app.clientPath()+forgetFile+">; rel=preload; as=style")
}

// serveForget answers with the file. Another site cannot cause it.
func serveForget(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Type", "text/css")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	//mutant:true TestSignOutClearsCaches: another site cannot clear the caches
	if r.Header.Get("Sec-Fetch-Site") != "cross-site" {
		h.Set("Clear-Site-Data", clearSiteData)
	}
}

// deletesCookie reports whether an answer deletes a cookie of the app. The flash is none of those.
func deletesCookie(h http.Header) bool {
	for _, line := range h["Set-Cookie"] {
		c, err := http.ParseSetCookie(line)
		if err == nil && c.Name != flashCookie && (c.MaxAge < 0 || !c.Expires.IsZero() && c.Expires.Before(time.Now())) {
			return true
		}
	}
	return false
}
