// Package fleet runs several processes of one app on one database, kills them, and checks what
// people are promised: a submission has one effect and one answer, and what was committed is seen
// on every node.
package fleet

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"sync/atomic"
	"syscall"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/store"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// Effects makes the table of effects.
func Effects(d store.Dialect) string {
	if d == store.PostgreSQL {
		return "CREATE TABLE effects (id int GENERATED ALWAYS AS IDENTITY, what text NOT NULL)"
	}
	return "CREATE TABLE effects (id INTEGER PRIMARY KEY, what TEXT NOT NULL)"
}

// Child serves the app if this process is a child, and then does not return. Call it in TestMain.
// Open is given what the [Host] says.
func Child(open func(database, bus string) (*store.DB, error)) {
	address := os.Getenv("FLEET_ADDRESS")
	if address == "" {
		return
	}
	db, err := open(os.Getenv("FLEET_DATABASE"), os.Getenv("FLEET_BUS"))
	if err != nil {
		log.Fatal(err)
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(newApp(db).Serve(context.Background(), listener, nil))
}

// A Form names an effect.
type Form struct {
	What string `url:"what"`
}

// Params are those of the page. Pages with another N are other screens, and show the same.
type Params struct {
	N int `url:"n"`
}

// loads counts the runs of the view in this process.
var loads atomic.Int64

var (
	page = router.New("/", Params{})
	add  = router.NewAction[Form](page, "add")
)

func newApp(db *store.DB) *framework.App[framework.Anyone] {
	app := framework.New(framework.Public, framework.Options[framework.Anyone]{Store: db})
	framework.Get(app, page, framework.Everyone, func(ctx context.Context, _ framework.Anyone, _ Params) (framework.Page, error) {
		loads.Add(1)
		var n int
		err := db.SQL().QueryRowContext(ctx, "SELECT count(*) FROM effects").Scan(&n)
		body := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			if _, err := fmt.Fprintf(w, "<p>%d effects</p>", n); err != nil {
				return err
			}
			fields := templ.Raw(`<input name="what" aria-label="What"><button>Add</button>`)
			return markup.Form{Action: add.URL(Params{})}.Render(templ.WithChildren(ctx, fields), w)
		})
		return framework.Page{Title: "Effects", Body: body, Topics: []string{"effects"}}, err
	})
	framework.Post(app, add, framework.Everyone, func(ctx context.Context, _ framework.Anyone, _ Params, f Form) (router.URL, error) {
		if !harmless.MatchString(f.What) {
			return framework.Stay, framework.FieldErrors{"what": "Letters and digits, please."}
		}
		return page.URL(Params{}), addEffect(ctx, db, f.What)
	})
	return app
}

// addEffect is a write with the steps of store.DB.Write, between which the process can be killed.
func addEffect(ctx context.Context, db *store.DB, what string) error {
	tx, err := db.SQL().BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	w, err := db.Claim(ctx, tx)
	if err != nil {
		return err
	}
	err = func() error {
		id, err := insert(ctx, tx, what)
		if err != nil {
			return err
		}
		framework.Flash(ctx, fmt.Sprintf("This is effect %d.", id))
		w.Notify("effects")
		w.Next(page.URL(Params{}))
		if err := w.Finish(ctx); err != nil {
			return err
		}
		dieAt(ctx, "before the commit")
		if err := tx.Commit(); err != nil {
			return err
		}
		dieAt(ctx, "after the commit")
		return nil
	}()
	return w.Committed(err)
}

func insert(ctx context.Context, tx *sql.Tx, what string) (id int, err error) {
	err = tx.QueryRowContext(ctx, "INSERT INTO effects (what) VALUES ('"+what+"') RETURNING id").Scan(&id)
	return id, err
}

// dieAt kills this process if the request says so.
func dieAt(ctx context.Context, where string) {
	if framework.Request(ctx).Header.Get(dieHeader) == where {
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {}
	}
}

const dieHeader = "Fleet-Die"

var errNoAnswer = errors.New("no answer")

var _ http.Handler = (*framework.App[framework.Anyone])(nil)
