package frameworktest_test

import (
	"context"
	"database/sql"
	"net/http"
	"path/filepath"
	"sync/atomic"
	"testing"

	"github.com/a-h/templ"
	_ "modernc.org/sqlite"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/framework/frameworktest"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/store"
	"github.com/goldfish-go/goldfish/templ/markup"
)

var (
	giftsRoute = router.New("/gifts", noURL{})
	give       = router.NewAction[noURL](giftsRoute, "give")
	mail       = router.NewAction[noURL](giftsRoute, "mail")
)

// openGifts opens a tab of an app that gives in a write of its store, if it has one, and mails
// outside of it.
func openGifts(t *testing.T, db *store.DB) (tab *frameworktest.Tab, given, mailed *atomic.Int64) {
	given, mailed = &atomic.Int64{}, &atomic.Int64{}
	site := frameworktest.Start(t, func() http.Handler {
		options := framework.Options[framework.Anyone]{}
		if db != nil {
			options.Store = db
		}
		app := framework.New(framework.Public, options)
		framework.Get(app, giftsRoute, framework.Everyone, func(context.Context, framework.Anyone, noURL) (framework.Page, error) {
			return framework.Page{Title: "Gifts", Body: templ.Join(
				around(markup.Form{Action: give.URL(noURL{})}, html(`<button>Give</button>`)),
				around(markup.Form{Action: mail.URL(noURL{})}, html(`<button>Mail</button>`)))}, nil
		})
		framework.Post(app, give, framework.Everyone, func(ctx context.Context, _ framework.Anyone, _, _ noURL) (router.URL, error) {
			framework.Flash(ctx, "Given.")
			if db == nil {
				given.Add(1)
				return framework.Stay, nil
			}
			return framework.Stay, db.Write(ctx, func(*store.Tx) error { given.Add(1); return nil })
		})
		framework.Post(app, mail, framework.Everyone, func(ctx context.Context, _ framework.Anyone, _, _ noURL) (router.URL, error) {
			mailed.Add(1)
			framework.Flash(ctx, "Mailed.")
			return framework.Stay, nil
		})
		return app
	})
	return site.Visitor(t).Open("/gifts"), given, mailed
}

func giftStore(t *testing.T) *store.DB {
	db, err := sql.Open("sqlite", "file:"+filepath.Join(t.TempDir(), "test.db")+"?_pragma=busy_timeout(10000)&_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if err := store.Migrate(t.Context(), db, store.SQLite); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), db, store.SQLite, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func TestLoseAnswers(t *testing.T) {
	t.Run("a durable store: the tab sends again, with one effect", func(t *testing.T) {
		tab, given, mailed := openGifts(t, giftStore(t))
		tab.LoseAnswers(2)
		tab.Click("Give")
		same(t, "flash", tab.Flash(), "Given.")
		same(t, "given", int(given.Load()), 1)
		tab.LoseAnswers(1)
		tab.Click("Mail")
		same(t, "flash", tab.Flash(), "Mailed.")
		same(t, "mailed outside of a write", int(mailed.Load()), 2)
	})
	t.Run("no durable store: the person is asked", func(t *testing.T) {
		tab, given, _ := openGifts(t, nil)
		tab.LoseAnswers(1)
		tab.Click("Give")
		same(t, "unanswered", tab.Unanswered(), true)
		same(t, "flash", tab.Flash(), "")
		tab.Click("Give")
		same(t, "unanswered", tab.Unanswered(), false)
		same(t, "flash", tab.Flash(), "Given.")
		same(t, "given", int(given.Load()), 1)
		tab.Click("Give")
		same(t, "given once more", int(given.Load()), 2)
	})
}
