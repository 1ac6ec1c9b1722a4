package framework_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

// mustPanic runs f and returns the text of its panic.
func mustPanic(t *testing.T, f func()) (text string) {
	t.Helper()
	defer func() {
		if text, _ = recover().(string); text == "" {
			t.Error("no panic with a sentence")
		}
	}()
	f()
	return ""
}

// New refuses options that make no sense, and names the option.
func TestOptionsAreChecked(t *testing.T) {
	type o = framework.Options[framework.Anyone]
	for name, options := range map[string]o{
		"MaxFormBytes":       {MaxFormBytes: -1},
		"ViewTimeout":        {ViewTimeout: -1},
		"Heartbeat":          {Heartbeat: time.Millisecond},
		"StreamWriteTimeout": {StreamWriteTimeout: -1},
		"CacheBytes":         {CacheBytes: -1},
		"MinLoadInterval":    {MinLoadInterval: -1},
		"Policy":             {Policy: "default-src 'self';\nimg-src *"},
		"VaryHeaders":        {VaryHeaders: []string{"Accept-Language, X-Team"}},
	} {
		contains(t, name, mustPanic(t, func() { framework.New(framework.Public, options) }), "Options."+name)
	}
	contains(t, "two", mustPanic(t, func() { framework.New(framework.Public, o{}, o{}) }), "once")
	framework.New(framework.Public, o{MaxStreams: -1, MaxScreens: -1, MaxStreamAge: -1, ScreenIdleTimeout: -1}).Close()
}

// New copies the options.
func TestOptionsAreFrozen(t *testing.T) {
	vary := []string{"X-Team"}
	s := newSite(t, "", framework.Options[User]{VaryHeaders: vary})
	vary[0] = "X-Other"
	want(t, "vary", s.get("/notes").Header.Get("Vary"), "Accept, Cookie, Accept-Encoding, X-Team")
}

// An app that serves takes no more views or actions.
func TestRegisteringAfterTheFirstRequest(t *testing.T) {
	s := newSite(t, "")
	s.get("/notes")
	later := router.New("/later", struct{}{})
	contains(t, "Get", mustPanic(t, func() { framework.Get(s.app, later, User.team, nil) }), "serves already")
	contains(t, "Post", mustPanic(t, func() { framework.Post(s.app, s.clears, framework.Everyone, s.clear) }), "serves already")
}

// The logger hears of streams too where the app is served by another server than its own.
func TestLoggerOfStreams(t *testing.T) {
	var logs lockedBuffer
	s := newSite(t, "")
	app := framework.New(viewer, framework.Options[User]{MaxStreams: 1, Logger: slog.New(slog.NewTextHandler(&logs, nil))})
	defer app.Close()
	framework.Get(app, s.notes, User.team, s.list)
	s.app = app
	follow(t, s, "/notes")
	w := httptest.NewRecorder()
	r := httptest.NewRequest("GET", "/notes", nil)
	r.Header.Set("Accept", asStream)
	r.Header.Set("X-User", "ben")
	app.ServeHTTP(w, r)
	want(t, "status", w.Code, http.StatusServiceUnavailable)
	if !strings.Contains(logs.String(), "sse:") {
		t.Errorf("the log has %q", logs.String())
	}
	want(t, "streams", app.Stats().Streams, 1)
}

// Behind a proxy the client's address is what the option says; without one, peers of private
// networks are proxies, and a household with IPv6 is one client.
func TestRemoteAddress(t *testing.T) {
	for remote, address := range map[string]string{
		"203.0.113.7:1234":                       "203.0.113.7",
		"[::ffff:203.0.113.7]:1":                 "203.0.113.7",
		"[2001:db8:1:2:3:4:5:6]:443":             "2001:db8:1:2::/64",
		"[2001:db8:1:2:ffff:ffff:ffff:ffff]:443": "2001:db8:1:2::/64",
		"127.0.0.1:80":                           "",
		"[::1]:80":                               "",
		"10.1.2.3:80":                            "",
		"192.168.0.9:80":                         "",
		"[fd00::1]:80":                           "",
		"[fe80::1%eth0]:80":                      "",
		"@":                                      "",
		"":                                       "",
	} {
		want(t, remote, framework.RemoteAddress(&http.Request{RemoteAddr: remote}), address)
	}
}
