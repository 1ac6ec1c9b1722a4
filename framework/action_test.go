package framework_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
)

func TestActionWithoutScripts(t *testing.T) {
	s := newSite(t, "")
	a := s.do("POST", "/notes?_action=add&tab=closed", "text/html", form("text", "milk & <eggs>"))
	want(t, "status", a.StatusCode, http.StatusSeeOther)
	want(t, "location", a.Header.Get("Location"), "/notes?tab=closed")
	cookie := a.Header.Get("Set-Cookie")
	contains(t, "flash", cookie, "goldfish_flash=", "HttpOnly", "SameSite=Lax", "Max-Age=60")
	page := s.get("/notes?tab=closed", "Cookie", strings.Split(cookie, ";")[0])
	contains(t, "the next page says it", page.body, "Added “milk &amp; &lt;eggs&gt;”.")
	contains(t, "once", page.Header.Get("Set-Cookie"), "Max-Age=0")
	want(t, "Secure without TLS", strings.Contains(cookie, "Secure"), false)
	a = s.do("POST", "/notes?_action=add", "text/html", form("text", "milk"), "X-Forwarded-Proto", "https")
	contains(t, "behind a proxy that ends TLS", a.Header.Get("Set-Cookie"), "goldfish_flash=", "Secure")
}

func TestActionWithScripts(t *testing.T) {
	s := newSite(t, "")
	a := s.do("POST", "/notes?_action=add", asPatch, form("text", "milk"), wire.FromHeader, "/notes")
	want(t, "status", a.StatusCode, 200)
	contains(t, "patch", a.body, `"url":"/notes"`, `"history":"replace"`, `milk`, `"flash":"Added “milk”."`)
	want(t, "cookie", a.Header.Get("Set-Cookie"), "")
	contains(t, "a next that is no page of the app", s.do("POST", "/notes?_action=add", asPatch, form("text", "away")).body, `{"location":"/elsewhere"}`)
	contains(t, "another action of the same route", s.do("POST", "/notes?_action=clear", asPatch, "").body, `<p id=\"texts\"></p>`)
}

// A next may point at a place in its page.
func TestActionWithFragment(t *testing.T) {
	s := newSite(t, "")
	next := form("text", "to the list")
	contains(t, "patch", s.do("POST", "/notes?_action=add", asPatch, next).body, `"url":"/notes#list"`, "to the list")
	want(t, "without scripts", s.do("POST", "/notes?_action=add", "", next).Header.Get("Location"), "/notes#list")
}

// The page after an action that changed who asks is a document: its shell is another.
func TestActionThatSignsIn(t *testing.T) {
	s := newSite(t, "")
	r := httptest.NewRequest("POST", "/notes?_action=add", strings.NewReader(form("text", "milk")))
	r.Header.Set("Accept", asPatch)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("X-User", "ana")
	w := httptest.NewRecorder()
	asked := 0
	app := framework.New(func(r *http.Request) (framework.Viewer[User], error) {
		if asked++; asked > 1 {
			r.Header.Set("X-User", "ben")
		}
		return viewer(r)
	})
	defer app.Close()
	framework.Get(app, s.notes, User.team, s.list)
	framework.Post(app, s.adds, framework.Everyone, s.add)
	app.ServeHTTP(w, r)
	want(t, "answer", w.Body.String(), `{"flash":"Added “milk”.","next":"/notes"}`)
	want(t, "cookies", w.Header().Get("Set-Cookie"), "")
}

func TestFieldErrors422(t *testing.T) {
	s := newSite(t, "")
	doc := s.do("POST", "/notes?_action=add&tab=closed", "text/html", form("text", "", "size", "abc"))
	want(t, "status", doc.StatusCode, 422)
	contains(t, "the same page", doc.body, "closed of team red", `data-gf-page="/notes?tab=closed"`)
	want(t, "cache", doc.Header.Get("Cache-Control"), "no-store")
	if strings.Contains(doc.body, "data-gf-version") {
		t.Error("a refused form has a version")
	}
	a := s.do("POST", "/notes?_action=add", asPatch, form("text", ""))
	want(t, "status", a.StatusCode, 422)
	contains(t, "fields", a.body, `"fields":{"text":"Say something."}}`)
	typed := s.do("POST", "/notes?_action=add", asPatch, form("text", "x", "size", "abc"))
	contains(t, "a field that cannot be read", typed.body, `"fields":{"size":"“abc” is not a number."}}`)

	kept := s.do("POST", "/notes?_action=add", "text/html", form("text", "kept", "size", "abc"))
	contains(t, "input is kept", kept.body, `<input name="text" value="kept">`)
	if after := s.get("/notes"); strings.Contains(after.body, "kept") || strings.Contains(after.body, "Say something") {
		t.Error("the private render of a refused form was shared")
	}
}

func TestMultipartForm(t *testing.T) {
	s := newSite(t, "")
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	_ = m.WriteField("text", "by parts")
	m.Close()
	a := s.do("POST", "/notes?_action=add", asPatch, body.String(), "Content-Type", m.FormDataContentType())
	contains(t, "patch", a.body, "by parts")
	cut := s.do("POST", "/notes?_action=add", asPatch, body.String()[:60], "Content-Type", m.FormDataContentType())
	want(t, "cut off half-way", cut.StatusCode, 400)
}

// Params are not form fields: what stands in the address is not read as input.
func TestQueryIsNotAForm(t *testing.T) {
	s := newSite(t, "")
	a := s.do("POST", "/notes?_action=add&text=sneaked", asPatch, "")
	want(t, "status", a.StatusCode, 422)
}
