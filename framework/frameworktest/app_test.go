package frameworktest_test

import (
	"context"
	"fmt"
	"io"
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

// board is a small app: a list of notes, with everything that a page can do.
type board struct {
	mu    sync.Mutex
	notes []note
	last  int
}

type note struct {
	id   int
	text string
}

func newBoard() *board { return &board{} }

type boardURL struct {
	Q string `url:"q"`
}

type noteURL struct {
	ID int `path:"id"`
}

var (
	boardRoute = router.New("/board", boardURL{})
	noteRoute  = router.New("/notes/{id}", noteURL{})
)

func (b *board) app() *framework.App[framework.Anyone] {
	app := framework.New(framework.Public)
	framework.Get(app, boardRoute, framework.Everyone, b.page)
	framework.Post(app, boardRoute, "add", func(ctx context.Context, _ framework.Anyone, u boardURL, f struct{ Note string }) (router.URL, error) {
		if strings.TrimSpace(f.Note) == "" {
			return "", framework.Invalid{"note": "Say something."}
		}
		b.mu.Lock()
		b.last++
		b.notes = append(b.notes, note{b.last, f.Note})
		b.mu.Unlock()
		app.Notify("notes")
		framework.Flash(ctx, "Added.")
		return boardRoute.URL(u), nil
	})
	framework.Post(app, boardRoute, "remove", func(ctx context.Context, _ framework.Anyone, u boardURL, f struct{ ID int }) (router.URL, error) {
		b.mu.Lock()
		for i, n := range b.notes {
			if n.id == f.ID {
				b.notes = append(b.notes[:i:i], b.notes[i+1:]...)
				break
			}
		}
		b.mu.Unlock()
		app.Notify("notes")
		return boardRoute.URL(u), nil
	})
	return app
}

func (b *board) page(_ context.Context, _ framework.Anyone, u boardURL) (framework.Page, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	var h strings.Builder
	h.WriteString("<h1>Board</h1>")
	if len(b.notes) == 0 {
		h.WriteString("<p>No notes</p>")
	}
	h.WriteString("<ul>")
	for _, n := range b.notes {
		fmt.Fprintf(&h, `<li id="n%d"><a href="/notes/%d">%s</a> `, n.id, n.id, templ.EscapeString(n.text))
		fmt.Fprintf(&h, `<form method="post" action="%s"><input type="hidden" name="id" value="%d"><button>Remove</button></form></li>`, boardRoute.Action(u, "remove"), n.id)
	}
	h.WriteString("</ul>")
	return framework.Page{Title: "Board", Watch: []string{"notes"}, Body: templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		if _, err := io.WriteString(w, h.String()); err != nil {
			return err
		}
		form := markup.Form{Action: boardRoute.Action(u, "add")}
		return form.Render(templ.WithChildren(ctx, templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			_, err := fmt.Fprintf(w, `<label>Note <input name="note" value="%s"></label><p data-error="note">%s</p><button>Add</button>`,
				templ.EscapeString(markup.Value(ctx, "note", "")), templ.EscapeString(markup.ErrorOf(ctx, "note")))
			return err
		})), w)
	})}, nil
}
