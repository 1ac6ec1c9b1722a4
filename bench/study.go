//go:build linux

package main

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/test/pages"
	"github.com/goldfish-go/goldfish/router"
)

// A study is an app of one page that is whatever it is set to, for benches that need many pages and
// changes.
type study struct {
	*framework.App[framework.Anyone]

	mu    sync.Mutex
	title string
	body  templ.Component
}

const studyPage = "/study"

func newStudy() *study {
	s := &study{App: framework.New(framework.Public, framework.Options[framework.Anyone]{MinLoadInterval: time.Millisecond})}
	page := router.New(studyPage, struct{}{})
	framework.Get(s.App, page, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		return framework.Page{Title: s.title, Body: s.body, Topics: []string{studyPage}}, nil
	})
	return s
}

// show makes the page another one and tells all who look.
func (s *study) show(title string, body templ.Component) {
	s.mu.Lock()
	s.title, s.body = title, body
	s.mu.Unlock()
	s.Notify(studyPage)
}

// A change of a board that is studied, with what it may take as an event on 200 rows, in bytes.
type boardChange struct {
	name   string
	change func(*pages.Board, *rand.Rand)
	budget float64
}

var boardChanges = []boardChange{
	{"counter", (*pages.Board).Counter, 60},
	{"cell", (*pages.Board).Cell, 80},
	{"append", (*pages.Board).Append, 180},
	{"remove-top", (*pages.Board).RemoveTop, 60},
	{"swap", (*pages.Board).Swap, 100},
	{"rows20", (*pages.Board).Rows20, 1250},
	{"tab", (*pages.Board).TabChange, 0}, // all rows are other ones, so it is sent whole
}
