package framework_test

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/a-h/templ"
	"go.uber.org/goleak"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

func TestMain(m *testing.M) {
	if addr := os.Getenv(runEnv); addr != "" {
		runApp(addr)
	}
	goleak.VerifyTestMain(m)
}

// The app of these tests: notes of teams.

type User struct{ ID, Team string }

type Team string

func (u User) team() Team { return Team(u.Team) }

type NotesURL struct {
	Tab   Tab    `url:"tab,push" alias:"status"`
	Q     string `url:"q"`
	Page  int    `url:"page,push,reset"`
	Owner int    `url:"owner,strict"`
}

type Tab string

func (Tab) Values() []Tab { return []Tab{"open", "closed"} }

type NoteURL struct {
	ID int `path:"id"`
}

type NewNote struct {
	Text string `url:"text"`
	Size int    `url:"size"`
}

// site is one running app with the routes under a prefix.
type site struct {
	app    *framework.App[User]
	prefix string
	host   string // of requests
	notes  *router.Route[NotesURL]
	note   *router.Route[NoteURL]
	adds   *router.Action[NotesURL, NewNote]
	clears *router.Action[NotesURL, struct{}]

	mu    sync.Mutex
	texts []string
	views atomic.Int64

	onList func()     // called by the view of the list
	onAdd  func()     // called by the action add
	next   router.URL // of the action add, for the text "somewhere"

	logs lockedBuffer
	in   map[string]func(ctx context.Context) (framework.Page, error) // what note N does
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func viewer(r *http.Request) (framework.Viewer[User], error) {
	id := r.Header.Get("X-User")
	switch {
	case id == "":
		return framework.Viewer[User]{}, nil
	case id == "down":
		return framework.Viewer[User]{}, errors.New("no session store")
	case id == "slow down":
		return framework.Viewer[User]{}, framework.Error{Status: http.StatusTooManyRequests, RetryAfter: 7 * time.Second}
	}
	return framework.Viewer[User]{User: User{id, "red"}, ID: id, RevokeTopic: "user:" + id, ShellTopic: "shell:" + id}, nil
}

func newSite(t testing.TB, prefix string, options ...framework.Options[User]) *site {
	s := &site{prefix: prefix, in: map[string]func(context.Context) (framework.Page, error){}}
	o := append(options, framework.Options[User]{})[0]
	s.host = "example.com"
	if o.Dev {
		s.host = "localhost"
	}
	o.Build = cmp.Or(o.Build, "test")
	o.Logger = s.logger()
	s.app = framework.New(viewer, o)
	s.notes = router.New(prefix+"/notes", NotesURL{Tab: "open", Page: 1})
	s.note = router.New(prefix+"/notes/{id}", NoteURL{})
	s.adds, s.clears = router.NewAction[NewNote](s.notes, "add"), router.NewAction[struct{}](s.notes, "clear")
	framework.Get(s.app, s.notes, User.team, s.list)
	framework.Get(s.app, s.note, framework.Everyone, s.one)
	framework.Post(s.app, s.adds, framework.Everyone, s.add)
	framework.Post(s.app, s.clears, framework.Everyone, s.clear)
	t.Cleanup(s.app.Close)
	return s
}

func (s *site) logger() *slog.Logger { return slog.New(slog.NewTextHandler(&s.logs, nil)) }

func (s *site) list(ctx context.Context, team Team, u NotesURL) (framework.Page, error) {
	s.views.Add(1)
	if team == "" {
		return framework.Page{}, framework.Error{Status: http.StatusUnauthorized}
	}
	if s.onList != nil {
		s.onList()
	}
	s.mu.Lock()
	texts := strings.Join(s.texts, ",")
	s.mu.Unlock()
	body := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		fmt.Fprintf(w, `<p id="texts">%s</p><p>%s of team %s, page %d</p>`, texts, u.Tab, team, u.Page)
		at := s.notes.From(u)
		closed := u
		closed.Tab = "closed"
		fmt.Fprintf(w, `<a href="%s">closed</a><a href="%s">one</a>`, at.To(closed), s.note.URL(NoteURL{1}))
		form := markup.Form{Action: s.adds.URL(u)}
		children := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			fmt.Fprintf(w, `<input name="text" value="%s"><em>%s</em>`, markup.Value(ctx, "text", ""), markup.FieldError(ctx, "text"))
			return nil
		})
		return form.Render(templ.WithChildren(ctx, children), w)
	})
	return framework.Page{Title: "Notes", Body: body, Topics: []string{"notes"}}, nil
}

func (s *site) one(ctx context.Context, _ framework.Anyone, u NoteURL) (framework.Page, error) {
	s.views.Add(1)
	s.mu.Lock()
	f := s.in[fmt.Sprint(u.ID)]
	s.mu.Unlock()
	if f != nil {
		return f(ctx)
	}
	return framework.Page{Title: "Note", Body: templ.Raw(fmt.Sprintf(`<p>note %d</p><a href="%s">back</a>`, u.ID, s.notes.URL(NotesURL{}))), Topics: []string{"note"}}, nil
}

func (s *site) does(id int, f func(ctx context.Context) (framework.Page, error)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.in[fmt.Sprint(id)] = f
}

func (s *site) add(ctx context.Context, me User, u NotesURL, f NewNote) (router.URL, error) {
	switch {
	case me.ID == "":
		return "", framework.Error{Status: http.StatusForbidden}
	case f.Text == "":
		return "", framework.FieldErrors{"text": "Say something."}
	case f.Text == "panic":
		panic("boom")
	case f.Text == "somewhere":
		return s.next, nil
	case f.Text == "away":
		return "/elsewhere", nil
	}
	if s.onAdd != nil {
		s.onAdd()
	}
	s.mu.Lock()
	s.texts = append(s.texts, f.Text)
	s.mu.Unlock()
	s.app.Notify("notes")
	if f.Text == "to the list" {
		return s.notes.URL(u) + "#list", nil
	}
	framework.Flash(ctx, "Added “"+f.Text+"”.")
	return s.notes.URL(u), nil
}

func (s *site) clear(context.Context, User, NotesURL, struct{}) (router.URL, error) {
	s.mu.Lock()
	s.texts = nil
	s.mu.Unlock()
	s.app.Notify("notes")
	return "", nil
}

// An answer is a response with its body read.
type answer struct {
	*http.Response
	body string
}

func (s *site) do(method, target, accept, body string, headers ...string) answer {
	return s.doTo(s.app, method, target, accept, body, headers...)
}

// doTo is do for a handler that stands around the app.
func (s *site) doTo(h http.Handler, method, target, accept, body string, headers ...string) answer {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Host = s.host
	r.Header.Set("X-User", "ana")
	if accept != "" {
		r.Header.Set("Accept", accept)
	}
	if method == "POST" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return answer{w.Result(), w.Body.String()}
}

func (s *site) get(target string, headers ...string) answer {
	return s.do("GET", target, "text/html,*/*;q=0.8", "", headers...)
}

const (
	asPatch  = wire.AcceptPatch
	asStream = wire.AcceptStream
)

func want(t *testing.T, what string, got, want any) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func contains(t *testing.T, what, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%s: no %q in %s", what, part, text)
		}
	}
}

func form(pairs ...string) string {
	v := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return v.Encode()
}
