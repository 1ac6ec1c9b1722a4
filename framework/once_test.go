package framework_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/store"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// A votes app counts votes: its only effect is a number.
type votes struct {
	app     *framework.App[string]
	count   atomic.Int64
	runs    atomic.Int64
	refused bool
	silent  bool   // the action flashes nothing
	during  func() // is called while the action runs
	next    router.URL
	user    string
	cookie  string
}

type VoteForm struct {
	Note string `url:"note"`
}

var errNoDatabase = errors.New("no database")

func newVotes(t *testing.T, s framework.Store) *votes {
	v := &votes{user: "7"}
	v.app = framework.New(func(*http.Request) (framework.Viewer[string], error) {
		return framework.Viewer[string]{User: v.user, ID: v.user}, nil
	}, framework.Options[string]{Store: s})
	t.Cleanup(v.app.Close)
	route := router.New("/votes", struct{}{})
	vote := router.NewAction[VoteForm](route, "vote")
	framework.Get(v.app, route, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		return framework.Page{Title: "Votes", Body: templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			fmt.Fprintf(w, "<p>%d votes</p>", v.count.Load())
			return markup.Form{Action: vote.URL(struct{}{})}.Render(ctx, w)
		}), Topics: []string{"votes"}}, nil
	})
	framework.Post(v.app, vote, framework.Everyone, func(ctx context.Context, _ string, _ struct{}, f VoteForm) (router.URL, error) {
		v.runs.Add(1)
		if v.during != nil {
			v.during()
		}
		if v.refused {
			return framework.Stay, framework.FieldErrors{"note": "No."}
		}
		if v.cookie != "" {
			framework.SetCookie(ctx, &http.Cookie{Name: v.cookie})
		}
		if n := v.count.Add(1); !v.silent {
			framework.Flash(ctx, fmt.Sprintf("This was vote %d.", n))
		}
		return v.next, nil
	})
	return v
}

// post posts a form, with scripts if there is a header with the key.
func (v *votes) post(key string, fields ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", "/votes?_action=vote", strings.NewReader(form(fields...)))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if key != "" {
		r.Header.Set("Accept", asPatch)
		r.Header.Set(wire.KeyHeader, key)
	}
	w := httptest.NewRecorder()
	v.app.ServeHTTP(w, r)
	return w
}

// document returns the document, and the key in it.
func (v *votes) document(header ...string) (w *httptest.ResponseRecorder, key string) {
	r := httptest.NewRequest("GET", "/votes", nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w = httptest.NewRecorder()
	v.app.ServeHTTP(w, r)
	if m := regexp.MustCompile(`name="_key" value="(\w+)"`).FindStringSubmatch(w.Body.String()); m != nil {
		key = m[1]
	}
	return w, key
}

const aKey = "0123456789abcdef"

func TestSubmissionOnce(t *testing.T) {
	v := newVotes(t, nil)
	first := v.post(aKey, "note", "x").Body.String()
	contains(t, "the first answer", first, `"flash":"This was vote 1."`)
	want(t, "a retry has the same answer", v.post(aKey, "note", "x").Body.String(), first)
	contains(t, "another body is another submission", v.post(aKey, "note", "y").Body.String(), "vote 2")
	contains(t, "another key is another submission", v.post("another"+aKey, "note", "x").Body.String(), "vote 3")
	v.user = "8"
	contains(t, "somebody else's is another submission", v.post(aKey, "note", "x").Body.String(), "vote 4")
	want(t, "runs", int(v.runs.Load()), 4)
}

// A seeingStore shows what it is asked for.
type seeingStore struct {
	framework.Store
	asked store.Submission
}

func (s *seeingStore) Find(ctx context.Context, sub store.Submission) (store.Outcome, bool, error) {
	s.asked = sub
	return s.Store.Find(ctx, sub)
}

// What a store keeps of a form with a password tells nobody the password: neither is the hash one
// of the form alone, nor does the store have its key.
func TestSubmissionWithASecret(t *testing.T) {
	s := &seeingStore{Store: store.Memory()}
	v := newVotes(t, s)
	first := v.post(aKey, "note", "x", "password", "1234").Body.String()
	contains(t, "the first answer", first, `"flash":"This was vote 1."`)
	if sum := sha256.Sum256([]byte(form("note", "x", "password", "1234"))); s.asked.Body == sum || s.asked.Key == aKey {
		t.Errorf("the store has the key %q and the hash %x", s.asked.Key, s.asked.Body)
	}
	want(t, "a retry has the same answer", v.post(aKey, "note", "x", "password", "1234").Body.String(), first)
	contains(t, "another password is another submission", v.post(aKey, "note", "x", "password", "1235").Body.String(), "vote 2")
	contains(t, "none is another submission", v.post(aKey, "note", "x", "password", "").Body.String(), "vote 3")
	want(t, "the key of a form without a secret", s.asked.Key, aKey)
}

// A post that is sent again is refused if somebody else is the viewer now, or nobody.
func TestResendForAnotherViewer(t *testing.T) {
	v := newVotes(t, nil)
	resend := func(sender string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("POST", "/votes?_action=vote", strings.NewReader("note=x"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Accept", asPatch)
		r.Header.Set(wire.KeyHeader, aKey)
		r.Header.Set(wire.ViewerHeader, sender)
		w := httptest.NewRecorder()
		v.app.ServeHTTP(w, r)
		return w
	}
	seven := wire.Fingerprint([]byte("7"))
	for _, user := range []string{"8", ""} {
		v.user = user
		refused := resend(seven)
		want(t, "status for viewer "+user, refused.Code, http.StatusConflict)
		contains(t, "the refusal says who the viewer is", refused.Body.String(), `"fingerprints":"`)
	}
	want(t, "runs", int(v.runs.Load()), 0)
	want(t, "a stranger again: status", resend(wire.NoViewer).Code, 200)
	v.user = "7"
	want(t, "the same viewer: status", resend(seven).Code, 200)
	want(t, "a stranger's, for a viewer: status", resend(wire.NoViewer).Code, http.StatusConflict)
	want(t, "runs", int(v.runs.Load()), 2)
}

// The order of fields of different names does not matter; that of fields of one name does.
func TestSubmissionBody(t *testing.T) {
	v := newVotes(t, nil)
	v.post(aKey, "note", "x", "note", "y", "b", "1")
	v.post(aKey, "b", "1", "note", "x", "note", "y")
	want(t, "runs", int(v.runs.Load()), 1)
	v.post(aKey, "note", "y", "note", "x", "b", "1")
	want(t, "runs", int(v.runs.Load()), 2)
}

func TestSubmissionInParallel(t *testing.T) {
	v := newVotes(t, nil)
	var wg sync.WaitGroup
	answers := make([]string, 10)
	for i := range answers {
		wg.Go(func() { answers[i] = v.post(aKey).Body.String() })
	}
	wg.Wait()
	for _, a := range answers {
		want(t, "answer", a, answers[0])
	}
	want(t, "runs", int(v.runs.Load()), 1)
}

func TestRefusalIsNotKept(t *testing.T) {
	v := newVotes(t, nil)
	v.refused = true
	want(t, "refused", v.post(aKey).Code, 422)
	v.refused = false
	want(t, "the same again", v.post(aKey).Code, 200)
	want(t, "runs", int(v.runs.Load()), 2)
}

func TestBadKeys(t *testing.T) {
	v := newVotes(t, nil)
	for _, key := range []string{"short", strings.Repeat("x", 65), "spaces are not right", "0123456789abcde\xff"} {
		want(t, "status of "+key, v.post(key).Code, 400)
		want(t, "status of "+key, v.post("", "_key", key).Code, 400)
	}
	want(t, "runs", int(v.runs.Load()), 0)
}

// A cookie cannot be kept, so an action that sets one runs again.
func TestCookieIsNotKept(t *testing.T) {
	v := newVotes(t, nil)
	v.cookie = "c"
	for range 2 {
		contains(t, "cookie", v.post(aKey).Header().Get("Set-Cookie"), "c=")
	}
}

// Without scripts: a double click and a reload of the post have one effect, the next document's
// form has another.
func TestSubmissionWithoutScripts(t *testing.T) {
	v := newVotes(t, nil)
	_, key := v.document()
	for range 3 {
		a := v.post("", "note", "x", "_key", key)
		want(t, "status", a.Code, http.StatusSeeOther)
		want(t, "next", a.Header().Get("Location"), "/votes")
	}
	want(t, "a double click: runs", int(v.runs.Load()), 1)
	v.post("", "note", "changed", "_key", key)
	want(t, "Back, change, send: runs", int(v.runs.Load()), 2)
	_, next := v.document()
	v.post("", "note", "changed", "_key", next)
	want(t, "the next document: runs", int(v.runs.Load()), 3)
}

// The key is beside the body, so what people share and its version do not have it.
func TestKeyIsOfTheDocumentAlone(t *testing.T) {
	v := newVotes(t, nil)
	one, key := v.document()
	two, other := v.document()
	if key == "" || key == other {
		t.Errorf("two documents have the keys %q and %q", key, other)
	}
	want(t, "the rest", strings.ReplaceAll(one.Body.String(), key, ""), strings.ReplaceAll(two.Body.String(), other, ""))
	want(t, "length", one.Header().Get("Content-Length"), fmt.Sprint(one.Body.Len()))
	if _, key := v.document(wire.FromHeader, "/votes"); key != "" {
		t.Error("a client with scripts got a key with the shell")
	}
	if patch, _ := v.document("Accept", asPatch); strings.Contains(patch.Body.String(), "_key") {
		t.Error("a patch has a key")
	}
}

// After an action the document is new even if it has the same text, because its key is used up.
func TestDocumentAfterAnActionIsNew(t *testing.T) {
	v := newVotes(t, nil)
	v.silent = true
	first, key := v.document()
	etag := first.Header().Get("ETag")
	unchanged, _ := v.document("If-None-Match", etag)
	want(t, "without an action", unchanged.Code, http.StatusNotModified)
	v.refused = true
	v.post("", "_key", key)
	v.refused = false
	answer := v.post("", "_key", key)
	v.count.Add(-1) // the text is what it was
	cookie := strings.Split(answer.Header().Get("Set-Cookie"), ";")[0]
	next, other := v.document("If-None-Match", etag, "Cookie", cookie)
	if next.Code != 200 || other == key || other == "" {
		t.Errorf("after an action: status %d, key %q, before %q", next.Code, other, key)
	}
}

// A fakeStore is durable, and another node fills it.
type fakeStore struct {
	*store.Mem
	err   error
	found atomic.Pointer[store.Outcome]
}

func (*fakeStore) Durable() bool { return true }

func (s *fakeStore) Find(ctx context.Context, sub store.Submission) (store.Outcome, bool, error) {
	if s.err != nil {
		return store.Outcome{}, false, s.err
	}
	if o := s.found.Load(); o != nil {
		return *o, true, nil
	}
	return s.Mem.Find(ctx, sub)
}

// Another node does the submission while this one refuses it, since its effect is there already.
func TestSubmissionDoneElsewhere(t *testing.T) {
	s := &fakeStore{Mem: store.Memory()}
	v := newVotes(t, s)
	v.refused = true
	v.during = func() { s.found.Store(&store.Outcome{Flash: "Done elsewhere."}) }
	answer := v.post(aKey).Body.String()
	contains(t, "answer", answer, "Done elsewhere.")
	if strings.Contains(answer, `"fields"`) {
		t.Errorf("it was refused as well: %s", answer)
	}
}

// A client may send a post again by itself only if the store is durable.
func TestDocumentHasDurabilityOfTheStore(t *testing.T) {
	for _, test := range []struct {
		store framework.Store
		want  bool
	}{{nil, false}, {&fakeStore{Mem: store.Memory()}, true}} {
		document, _ := newVotes(t, test.store).document()
		want(t, "data-gf-once", strings.Contains(document.Body.String(), " data-gf-once"), test.want)
	}
}

func TestStoreIsDown(t *testing.T) {
	s := &fakeStore{Mem: store.Memory(), err: errNoDatabase}
	v := newVotes(t, s)
	answer := v.post(aKey)
	want(t, "status", answer.Code, 503)
	want(t, "when to try again", answer.Header().Get("Retry-After"), "1")
	want(t, "runs", int(v.runs.Load()), 0)
	s.err = nil
	v.post(aKey)
	want(t, "runs", int(v.runs.Load()), 1)
}
