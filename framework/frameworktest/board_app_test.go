package frameworktest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/a-h/templ"
	"go.uber.org/goleak"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A board is the app of these tests: notes that everybody sees and changes. It outlives the nodes
// that serve it.
type board struct {
	mu    sync.Mutex
	notes []note
	last  int
	badge string            // what the shell shows of everybody
	diary map[string]string // by person

	lost    bool   // nobody can say who asks
	failing bool   // the list cannot be read
	slow    func() // what a database takes to answer
}

type note struct {
	id   int
	text string
	by   string
	done bool
}

func newBoard(texts ...string) *board {
	b := &board{badge: "0 new", diary: map[string]string{}, slow: func() {}}
	for _, text := range texts {
		b.add(text, "")
	}
	return b
}

func (b *board) add(text, by string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.last++
	b.notes = append(b.notes, note{id: b.last, text: text, by: by})
}

// applyContent lets f change a note; it is removed where f says so.
func (b *board) applyContent(id int, f func(*note) (keep bool)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if i := slices.IndexFunc(b.notes, func(n note) bool { return n.id == id }); i >= 0 && !f(&b.notes[i]) {
		b.notes = slices.Delete(b.notes, i, i+1)
	}
}

func (b *board) find(id int) (note, bool) {
	defer b.slow()
	b.mu.Lock()
	defer b.mu.Unlock()
	i := slices.IndexFunc(b.notes, func(n note) bool { return n.id == id })
	if i < 0 {
		return note{}, false
	}
	return b.notes[i], true
}

func (b *board) all() []note {
	defer b.slow()
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.notes)
}

type (
	boardURL struct {
		Show string `url:"show,push"` // "", "done"
		Q    string `url:"q"`
	}
	noteURL struct {
		ID int `path:"id"`
	}
	noURL struct{}
)

var (
	boardRoute  = router.New("/board", boardURL{})
	noteRoute   = router.New("/notes/{id}", noteURL{})
	mineRoute   = router.New("/mine", noURL{})
	oldRoute    = router.New("/old", noURL{})
	brokenRoute = router.New("/broken", noURL{})
	closedRoute = router.New("/closed", noURL{})
)

// A served app closes with its node.
type served struct {
	http.Handler
	*framework.App[string]
}

func (s served) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.Handler.ServeHTTP(w, r) }

// serve makes a node of the first build.
func (b *board) serve() http.Handler { return b.build(0)() }

// build returns what makes nodes of a build. All but the first have a shell and templates of their
// own.
func (b *board) build(n int) func() http.Handler {
	return func() http.Handler { return b.node(n, "") }
}

func (b *board) node(build int, policy string) http.Handler {
	app := framework.New(func(r *http.Request) (framework.Viewer[string], error) {
		b.mu.Lock()
		lost := b.lost
		b.mu.Unlock()
		cookie, err := r.Cookie("who")
		switch {
		case lost:
			return framework.Viewer[string]{}, errors.New("the sessions are on fire")
		case err != nil:
			return framework.Viewer[string]{}, nil
		}
		name := strings.TrimSuffix(cookie.Value, "-2")
		return framework.Viewer[string]{User: name, ID: cookie.Value, ShellTopic: "shell:" + cookie.Value, RevokeTopic: "user:" + cookie.Value}, nil
	}, framework.Options[string]{Logger: slog.New(slog.DiscardHandler), Shell: b.shell(build), Policy: policy})
	framework.Get(app, boardRoute, framework.Everyone, inBuild(build, b.list))
	framework.Get(app, noteRoute, framework.Everyone, inBuild(build, b.unique))
	framework.Get(app, mineRoute, framework.Self, inBuild(build, b.mine))
	b.people(app, build)
	framework.Get(app, oldRoute, framework.Everyone, func(context.Context, framework.Anyone, noURL) (framework.Page, error) {
		return framework.Page{}, framework.Redirect(boardRoute.URL(boardURL{}))
	})
	framework.Get(app, brokenRoute, framework.Everyone, func(context.Context, framework.Anyone, noURL) (framework.Page, error) {
		return framework.Page{}, errors.New("the disk is on fire")
	})
	framework.Get(app, closedRoute, framework.Everyone, func(context.Context, framework.Anyone, noURL) (framework.Page, error) {
		return framework.Page{}, framework.Error{Status: http.StatusForbidden}
	})
	post(app, boardRoute, "add", func(ctx context.Context, who string, u boardURL, f struct{ Note string }) (router.URL, error) {
		switch {
		case strings.TrimSpace(f.Note) == "":
			return "", framework.FieldErrors{"note": "Say something.", "": "Nothing was added."}
		case f.Note == "fire":
			return "", errors.New("the disk is on fire")
		}
		b.add(f.Note, who)
		app.Notify("notes")
		framework.Flash(ctx, "Added.")
		return boardRoute.URL(u), nil
	})
	post(app, boardRoute, "toggle", func(_ context.Context, _ string, u boardURL, f struct{ ID int }) (router.URL, error) {
		b.applyContent(f.ID, func(n *note) bool { n.done = !n.done; return true })
		app.Notify("notes", topic(f.ID))
		return boardRoute.URL(u), nil
	})
	post(app, noteRoute, "save", func(_ context.Context, _ string, u noteURL, f struct{ Text string }) (router.URL, error) {
		if strings.TrimSpace(f.Text) == "" {
			return "", framework.FieldErrors{"text": "Say something."}
		}
		b.applyContent(u.ID, func(n *note) bool { n.text = f.Text; return true })
		app.Notify("notes", topic(u.ID))
		return noteRoute.URL(u), nil
	})
	post(app, noteRoute, "remove", func(ctx context.Context, _ string, u noteURL, _ struct{}) (router.URL, error) {
		b.applyContent(u.ID, func(*note) bool { return false })
		app.Notify("notes", topic(u.ID))
		framework.Flash(ctx, "Removed.")
		return boardRoute.URL(boardURL{}), nil
	})
	mux := http.NewServeMux()
	mux.Handle("/", app)
	mux.HandleFunc("POST /sign-out", func(w http.ResponseWriter, _ *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "who", Path: "/", MaxAge: -1})
	})
	mux.HandleFunc("POST /sign-in", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "who", Value: r.FormValue("name"), Path: "/", Secure: true, HttpOnly: true})
		http.Redirect(w, r, "/board", http.StatusSeeOther)
	})
	mux.HandleFunc("POST /echo", echo)
	mux.HandleFunc("GET /echo", echo)
	return served{mux, app}
}

func post[P, F any](app *framework.App[string], route *router.Route[P], name string, act framework.Action[string, P, F]) {
	framework.Post(app, router.NewAction[F](route, name), framework.Everyone, act)
}

// actionURL returns where a form posts to.
func actionURL[P any](route *router.Route[P], p P, name string) router.URL {
	return router.NewAction[struct{}](route, name).URL(p)
}

func topic(id int) string { return fmt.Sprint("note:", id) }

// echo answers with what was sent.
func echo(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	fmt.Fprintf(w, "%s %s\n%s\n%s", r.Method, r.URL.RequestURI(), r.Header.Get("Content-Type"), body)
}

// around gives a component children.
func around(outer templ.Component, children ...templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return outer.Render(templ.WithChildren(ctx, templ.Join(children...)), w)
	})
}

// html is a component of a format and arguments, which are escaped.
func html(format string, args ...any) templ.Component {
	for i, arg := range args {
		args[i] = templ.EscapeString(fmt.Sprint(arg))
	}
	return templ.Raw(fmt.Sprintf(format, args...))
}

// field is an input with the place of its error.
func field(name, label, value string) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		message := markup.FieldError(ctx, name)
		hidden := ""
		if message == "" {
			hidden = " hidden"
		}
		return html(`<label>%v <input name="%v" value="%v" required></label><p data-gf-error="%v"`+hidden+`>%v</p>`,
			label, name, markup.Value(ctx, name, value), name, message).Render(ctx, w)
	})
}

// trouble is the place of the form's own error.
var trouble = templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
	return html(`<p data-gf-error="">%v</p>`, markup.FieldError(ctx, "")).Render(ctx, w)
})

func (b *board) list(_ context.Context, _ framework.Anyone, u boardURL) (framework.Page, error) {
	b.mu.Lock()
	failing := b.failing
	b.mu.Unlock()
	if failing {
		return framework.Page{}, errors.New("the disk is on fire")
	}
	notes := slices.DeleteFunc(b.all(), func(n note) bool {
		return u.Show == "done" && !n.done || !strings.Contains(n.text, u.Q)
	})
	to := func(show string) router.URL { return boardRoute.From(u).To(boardURL{Show: show, Q: u.Q}) }
	parts := []templ.Component{
		html(`<h1>Board</h1><nav><a href="%v">All</a> <a href="%v">Done</a> <a href="/mine">Mine</a></nav>`, to(""), to("done")),
		html(`<form action="/board"><input type="hidden" name="show" value="%v"><input type="search" name="q" value="%v" aria-label="Search" data-gf-on="input delay:300ms"></form>`, u.Show, u.Q),
		html(`<p>%v notes</p><ul>`, len(notes)),
	}
	for _, n := range notes {
		state := "open"
		if n.done {
			state = "done"
		}
		parts = append(parts,
			html(`<li id="n%v"><a href="%v">%v</a> by %v: %v `, n.id, noteRoute.URL(noteURL{n.id}), n.text, n.by, state),
			around(markup.Form{Action: actionURL(boardRoute, u, "toggle"), ID: fmt.Sprint("toggle", n.id)},
				html(`<input type="hidden" name="id" value="%v"><button>Toggle</button>`, n.id)),
			html(`</li>`))
	}
	parts = append(parts, html(`</ul>`),
		around(markup.Form{Action: actionURL(boardRoute, u, "add")}, trouble, field("note", "New note", ""), html(`<button>Add</button>`)),
		html(`<form method="post" action="/sign-in" data-gf-patch="off"><label>Name <input name="name"></label><button>Sign in</button></form>`),
		html(`<details><summary>More</summary><a href="/old">Old board</a> <a href="/broken">Broken</a> <a href="/closed">Closed</a></details>`),
	)
	return framework.Page{Title: fmt.Sprintf("Board (%d)", len(notes)), Topics: []string{"notes"}, Body: templ.Join(parts...)}, nil
}

func (b *board) unique(_ context.Context, _ framework.Anyone, u noteURL) (framework.Page, error) {
	n, ok := b.find(u.ID)
	if !ok {
		return framework.Page{Topics: []string{topic(u.ID)}}, framework.Error{Status: http.StatusNotFound, Message: "There is no such note."}
	}
	return framework.Page{Title: n.text, Topics: []string{topic(u.ID)}, Body: templ.Join(
		html(`<h1>%v</h1><p>Done: %v</p>`, n.text, n.done),
		around(markup.Form{Action: actionURL(noteRoute, u, "save")}, field("text", "Text", n.text), html(`<button>Save</button>`)),
		around(markup.Form{Action: actionURL(noteRoute, u, "remove")}, html(`<button>Remove</button>`)),
	)}, nil
}

// mine is private to each person.
func (b *board) mine(_ context.Context, who string, _ noURL) (framework.Page, error) {
	parts := []templ.Component{html(`<h1>Notes of %v</h1><ul>`, who)}
	for _, n := range b.all() {
		if n.by == who {
			parts = append(parts, html(`<li><a href="%v">%v</a></li>`, noteRoute.URL(noteURL{n.id}), n.text))
		}
	}
	parts = append(parts, html(`</ul><a href="/board">Back to the board</a>`))
	return framework.Page{Title: "Mine", Topics: []string{"notes"}, Body: templ.Join(parts...)}, nil
}
