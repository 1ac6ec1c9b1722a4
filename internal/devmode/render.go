package devmode

import (
	"context"
	"fmt"
	"strings"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/internal/lint"
	"github.com/goldfish-go/goldfish/internal/snapshot"
	"github.com/goldfish-go/goldfish/internal/trace"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// A Page is what one run of a view has returned.
type Page struct {
	URL         string // without secrets
	Title       string
	Description string
	Body        templ.Component
}

// Render renders a page as [snapshot.Render] does, with its parts. It warns of mistakes in the
// HTML, and where the view does not return the same page when it runs again.
func (m *Mode) Render(ctx context.Context, page Page, parts *[]markup.Part, again func() (Page, error)) (snapshot.Snapshot, error) {
	html, err := render(markup.WithPartCollector(ctx, parts), page.Body)
	if err != nil {
		return snapshot.Snapshot{}, err
	}
	if len(lint.Check(html, nil)) > 0 {
		m.lint(ctx, page)
	}
	m.compare(ctx, result{Page: page, html: html}, again)
	return snapshot.New(page.Title, html), nil
}

func render(ctx context.Context, body templ.Component) (string, error) {
	var out strings.Builder
	if body == nil {
		return "", nil
	}
	if err := body.Render(ctx, &out); err != nil {
		return "", fmt.Errorf("render: %w", err)
	}
	return out.String(), nil
}

// renderTraced renders a page with the lines of the templates that wrote it. It takes a hundred
// times as long as render, so it is called only where something is wrong.
func renderTraced(ctx context.Context, page Page) (t *trace.Trace) {
	err := try(func() (err error) {
		t, err = trace.Render(markup.WithPartCollector(ctx, new([]markup.Part)), page.Body)
		return err
	})
	if err != nil {
		return new(trace.Trace)
	}
	return t
}

// try turns a panic into an error.
func try(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic: %v", v)
		}
	}()
	return f()
}

// lint warns of mistakes in the HTML of a page.
func (m *Mode) lint(ctx context.Context, page Page) {
	body := renderTraced(ctx, page)
	for _, f := range lint.Check(body.HTML, body.Same) {
		w := Warning{Kind: string(f.Kind), Page: page.URL, At: body.At(f.At).String(), Message: f.Message}
		if f.Related >= 0 {
			w.Message += " The first is at " + body.At(f.Related).String() + "."
		}
		m.Warn(w)
	}
}
