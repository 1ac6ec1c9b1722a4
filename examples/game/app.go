package main

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/store"
	"github.com/goldfish-go/goldfish/templ/layout"
)

// A LobbyURL is the list of matches. Next is where to go after entering.
type LobbyURL struct {
	Next string `url:"next"`
}

// A MatchURL is one match.
type MatchURL struct {
	ID int64 `path:"id"`
}

type (
	EnterForm struct{ Name string }
	MoveForm  struct{ Cell int }
)

var (
	Lobby    = router.New("/", LobbyURL{})
	OneMatch = router.New("/matches/{id}", MatchURL{})

	Enter  = router.NewAction[EnterForm](Lobby, "enter")
	Create = router.NewAction[struct{}](Lobby, "create")
	Join   = router.NewAction[struct{}](OneMatch, "join")
	Move   = router.NewAction[MoveForm](OneMatch, "move")
)

//go:embed game.css
var files embed.FS

var assets = layout.NewAssets("/assets/", components.Files, files)

// A Game is the app.
type Game struct {
	store  *Store
	app    *framework.App[Player]
	clocks *Clocks
}

const cookieName = "player"

// New returns the app. Its clocks do not run yet.
func New(s *Store) *Game { return newGame(s, 0) }

// newGame is New with a grace period; zero is the default.
func newGame(s *Store, grace time.Duration) *Game {
	g := &Game{store: s}
	g.app = framework.New(g.viewer, framework.Options[Player]{Shell: shell, Store: s.live, GracePeriod: grace})
	g.clocks = newClocks(s, g.app.Hold)
	framework.Get(g.app, Lobby, framework.Self[Player], g.lobby)
	framework.Get(g.app, OneMatch, framework.Self[Player], g.match)
	framework.Post(g.app, Enter, framework.Everyone, g.enter)
	players := framework.Members(framework.Self[Player], func(next router.URL) router.URL { return Lobby.URL(LobbyURL{Next: string(next)}) })
	framework.Post(g.app, Create, players, g.create)
	framework.Post(g.app, Join, players, g.join)
	framework.Post(g.app, Move, players, g.move)
	return g
}

// Handler answers all requests.
func (g *Game) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/assets/", assets)
	mux.Handle("/", g.app)
	return mux
}

func (g *Game) viewer(r *http.Request) (framework.Viewer[Player], error) {
	cookie, err := r.Cookie(cookieName)
	if err != nil {
		return framework.Viewer[Player]{}, nil
	}
	p, err := g.store.Player(r.Context(), cookie.Value)
	return framework.Viewer[Player]{User: p, ID: p.ID}, err
}

func (g *Game) lobby(ctx context.Context, p Player, u LobbyURL) (framework.Page, error) {
	matches, err := g.store.Matches(ctx)
	return framework.Page{Title: "Three in a line", Body: lobbyPage(u, p, matches), Topics: []string{"matches"}}, err
}

func (g *Game) match(ctx context.Context, p Player, u MatchURL) (framework.Page, error) {
	m, err := g.store.Match(ctx, u.ID)
	if errors.Is(err, sql.ErrNoRows) {
		return framework.Page{}, framework.Error{Status: http.StatusNotFound, Message: "There is no such match."}
	}
	return framework.Page{Title: title(m), Body: matchPage(u, m, p), Topics: []string{m.topic()}}, err
}

func (g *Game) enter(ctx context.Context, _ Player, u LobbyURL, f EnterForm) (router.URL, error) {
	name := strings.TrimSpace(f.Name)
	if name == "" || len(name) > 40 {
		return framework.Stay, framework.FieldErrors{"name": "Give a name of up to 40 characters."}
	}
	token, err := g.store.Enter(ctx, name)
	if err != nil {
		return framework.Stay, err
	}
	framework.SetCookie(ctx, &http.Cookie{
		Name: cookieName, Value: token, Path: "/", MaxAge: 30 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
	if next, ok := router.ParseLocal(u.Next); ok {
		return next, nil
	}
	return Lobby.URL(LobbyURL{}), nil
}

func (g *Game) create(ctx context.Context, p Player, _ LobbyURL, _ struct{}) (next router.URL, err error) {
	err = g.store.Create(ctx, p, func(tx *store.Tx, id int64) {
		next = OneMatch.URL(MatchURL{id})
		tx.Next(next)
	})
	return next, err
}

func (g *Game) join(ctx context.Context, p Player, u MatchURL, _ struct{}) (router.URL, error) {
	joined, err := g.store.Join(ctx, u.ID, p)
	if err == nil && !joined {
		err = framework.FieldErrors{"": "Somebody else was faster."}
	}
	return framework.Stay, err
}

func (g *Game) move(ctx context.Context, p Player, u MatchURL, f MoveForm) (router.URL, error) {
	return framework.Stay, g.store.Change(ctx, u.ID, func(m Match) (Match, error) { return m.Play(p, f.Cell, g.store.now()) })
}
