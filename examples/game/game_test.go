package main

import (
	"context"
	"net"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/framework/frameworktest"
)

func newStore(t testing.TB, path string) *Store {
	t.Helper()
	s, err := OpenStore(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// enters signs a player in.
func enters(t *testing.T, site *frameworktest.Site, name, url string) *frameworktest.Tab {
	t.Helper()
	visitor := site.Visitor(t)
	tab := visitor.Open("/")
	tab.Fill("Your name", name)
	tab.Click("Enter")
	return visitor.Open(url)
}

func TestMatchOfTwo(t *testing.T) {
	store := newStore(t, filepath.Join(t.TempDir(), "game.db"))
	frameworktest.WithAndWithoutScripts(t, func() http.Handler { return New(store).Handler() }, func(t *testing.T, site *frameworktest.Site) {
		ana := enters(t, site, "Ana", "/")
		ana.Click("New match")
		ana.See("Send the address of this page to somebody")
		ben := enters(t, site, "Ben", ana.URL())
		watches := site.Visitor(t).Open(ana.URL())
		ben.Click("Play as O")
		ben.See("Ana moves.")
		for i, cell := range []string{"Row 1, column 1", "Row 2, column 1", "Row 1, column 2", "Row 2, column 2", "Row 1, column 3"} {
			if i == 2 {
				site.Restart()
			}
			player := []*frameworktest.Tab{ana, ben}[i%2]
			player.Reload()
			player.See("It is your turn.")
			player.Click(cell)
		}
		ana.See("You won.")
		ben.Reload()
		ben.See("Ana won.")
		watches.Reload()
		watches.See("Ana won.")
	})
}

// Moves and the end of the clock are seen by both at once.
func TestLive(t *testing.T) {
	store := newStore(t, filepath.Join(t.TempDir(), "game.db"))
	site := frameworktest.Start(t, func() http.Handler { return New(store).Handler() })
	ana := enters(t, site, "Ana", "/")
	ana.Click("New match")
	ana.Live()
	ben := enters(t, site, "Ben", ana.URL()).Live()
	ben.Click("Play as O")
	ana.See("It is your turn. You are X.")
	ana.Click("Row 2, column 2")
	ben.See("It is your turn. You are O.")
	ben.AssertMatchesReload()
	store.now = func() time.Time { return time.Now().Add(2 * clock) }
	clocks := newClocks(store, holdNothing(t))
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); clocks.Run(ctx) }()
	ana.See("Ana won: the other clock has run out.")
	ben.See("Ana won: the other clock has run out.")
	stop()
	<-ended
}

// holdNothing is the Hold of an app that is not served.
func holdNothing(t *testing.T) func(string) (*framework.Hold, error) {
	app := framework.New(framework.Public)
	t.Cleanup(app.Close)
	return app.Hold
}

// A node that stops leaves its matches to another one, and says so to the players. The match goes
// on there with the same clock.
func TestHandOver(t *testing.T) {
	path := filepath.Join(t.TempDir(), "game.db")
	ctx := t.Context()
	first := newGame(newStore(t, path), 2*time.Second)
	var ids []string
	for _, name := range []string{"Ana", "Ben"} {
		token, err := first.store.Enter(ctx, name)
		if err != nil {
			t.Fatal(err)
		}
		p, err := first.store.Player(ctx, token)
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, p.ID)
	}
	if _, err := first.store.db.ExecContext(ctx, `INSERT INTO matches (x, o, board, turn, x_left, o_left, turn_from) VALUES (?, ?, ?, 'X', 60000, 60000, ?)`,
		ids[0], ids[1], emptyBoard, time.Now().UnixMilli()); err != nil {
		t.Fatal(err)
	}
	nodeOf := func() (node string, moving bool) {
		if err := first.store.db.QueryRowContext(ctx, `SELECT node, moving FROM matches WHERE id = 1`).Scan(&node, &moving); err != nil {
			t.Fatal(err)
		}
		return node, moving
	}
	until := func(what string, is func() bool) {
		t.Helper()
		for range 6000 {
			if is() {
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
		t.Fatal("never: " + what)
	}
	stopFirst, firstServed := serve(t, first)
	until("the first node has it", func() bool { node, _ := nodeOf(); return node == first.clocks.node })
	second := newGame(newStore(t, path), 2*time.Second)
	stopSecond, secondServed := serve(t, second)
	stopFirst()
	until("the players are told", func() bool { _, moving := nodeOf(); return moving })
	until("the second node has it", func() bool { node, moving := nodeOf(); return node == second.clocks.node && !moving })
	if err := <-firstServed; err != nil {
		t.Error(err)
	}
	m, err := second.store.Match(ctx, 1)
	if err != nil || !m.Running() || m.Left[X] != clock {
		t.Errorf("the match: %+v, %v", m, err)
	}
	if err := second.store.Change(ctx, 1, func(m Match) (Match, error) { return m.Play(m.X, 4, time.Now()) }); err != nil {
		t.Error(err)
	}
	stopSecond()
	if err := <-secondServed; err != nil {
		t.Error(err)
	}
	if node, _ := nodeOf(); node != "" {
		t.Errorf("%q still has the match", node)
	}
}

// serve serves a game with its clocks until the test calls stop.
func serve(t *testing.T, g *Game) (stop func(), served chan error) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	clocks, stopClocks := context.WithCancel(t.Context())
	served = make(chan error, 1)
	go func() {
		ended := make(chan struct{})
		go func() { defer close(ended); g.clocks.Run(clocks) }()
		err := g.app.Serve(ctx, listener, g.Handler())
		stopClocks()
		<-ended
		served <- err
	}()
	return stop, served
}
