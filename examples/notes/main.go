// Command notes is an app with a rich-text field: what people write in it is shown to others. It
// shows how content of people is made safe: policy.go says what a note may hold, and the page shows
// it in a region where no attribute of Goldfish does anything.
//
// It is a module of its own, so that apps do not download the sanitizer.
package main

import (
	"context"
	"embed"
	"flag"
	"log"
	"net/http"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/go-chi/chi/v5"

	"github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/layout"
)

//go:embed notes.css notes.js icon.svg
var files embed.FS

var assets = layout.NewAssets("/assets/", components.Files, files)

type (
	// NotesURL is the list of all notes.
	NotesURL struct{}
	// NewURL is the page for a new note.
	NewURL struct{}
	// NoteForm is what a person writes. Its text is HTML, as they pasted it.
	NoteForm struct {
		Title string `url:"title"`
		Text  string `url:"text"`
	}
)

var (
	List   = router.New("/", NotesURL{})
	New    = router.New("/new", NewURL{})
	Create = router.NewAction[NoteForm](New, "create")
)

const (
	maxTitle = 120
	maxText  = 20_000
	maxNotes = 50
)

// A Note is what one person wrote. Text is not safe: show it through the policy.
type Note struct {
	Title string
	Text  string
	At    time.Time
}

// Notes is the app. It keeps the newest notes in memory.
type Notes struct {
	app      *framework.App[framework.Anyone]
	sanitize func(string) string

	mu    sync.Mutex
	notes []Note // the newest first
}

// NewNotes wires pages to views and the action.
func NewNotes() *Notes {
	n := &Notes{sanitize: newPolicy().Sanitize}
	n.app = framework.New(framework.Public, framework.Options[framework.Anyone]{Shell: shell})
	framework.Get(n.app, List, framework.Everyone, n.list)
	framework.Get(n.app, New, framework.Everyone, n.editor)
	framework.Post(n.app, Create, framework.Everyone, n.create)
	return n
}

// Handler serves the app and its files.
func (n *Notes) Handler() http.Handler {
	r := chi.NewRouter()
	r.Handle("/assets/*", assets)
	r.Mount("/", n.app)
	return r
}

func (n *Notes) list(context.Context, framework.Anyone, NotesURL) (framework.Page, error) {
	n.mu.Lock()
	notes := append([]Note{}, n.notes...)
	n.mu.Unlock()
	// What is stored is what was written. It is made safe when it is shown, so a stricter policy
	// holds for old notes too.
	for i := range notes {
		notes[i].Text = n.sanitize(notes[i].Text)
	}
	return framework.Page{Title: "Notes", Body: listPage(notes), Topics: []string{"notes"}}, nil
}

func (n *Notes) editor(context.Context, framework.Anyone, NewURL) (framework.Page, error) {
	return framework.Page{Title: "New note", Body: editorPage()}, nil
}

func (n *Notes) create(_ context.Context, _ framework.Anyone, _ NewURL, f NoteForm) (router.URL, error) {
	f.Title = strings.TrimSpace(f.Title)
	wrong := framework.FieldErrors{}
	if f.Title == "" || utf8.RuneCountInString(f.Title) > maxTitle {
		wrong["title"] = "Please give the note a title of at most 120 letters."
	}
	if strings.TrimSpace(f.Text) == "" || len(f.Text) > maxText {
		wrong["text"] = "Please write something, at most 20,000 letters."
	}
	if len(wrong) > 0 {
		return framework.Stay, wrong
	}
	n.mu.Lock()
	n.notes = append([]Note{{f.Title, f.Text, time.Now()}}, n.notes...)
	n.notes = n.notes[:min(len(n.notes), maxNotes)]
	n.mu.Unlock()
	n.app.Notify("notes")
	return List.URL(NotesURL{}), nil
}

func main() {
	addr := flag.String("addr", "localhost:8080", "where to listen")
	flag.Parse()
	n := NewNotes()
	if err := n.app.Run(*addr, n.Handler()); err != nil {
		log.Fatal(err)
	}
}
