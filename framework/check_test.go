package framework_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// A stream that no middleware lets out is refused in words, with a status of its own: the client then polls. The log names the cause, once.
func TestStreamThatCannotPass(t *testing.T) {
	s := newSite(t, "")
	handler := http.TimeoutHandler(s.app, time.Minute, "")
	for range 3 {
		r := httptest.NewRequest("GET", "/notes", nil)
		r.Header.Set("X-User", "ana")
		r.Header.Set("Accept", asStream)
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		want(t, "status", w.Code, http.StatusNotImplemented)
		contains(t, "answer", w.Body.String(), "looks for it from time to time")
	}
	want(t, "the log names the writer", strings.Count(s.logs.String(), "*http.timeoutWriter"), 1)
}
