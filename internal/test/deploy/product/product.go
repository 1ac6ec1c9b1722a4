// Package product is what the two builds of the tests of deploys have in common: flags, sessions,
// and the connection to the database. Everything that a browser sees is each build's own:
// testdata/old and testdata/new.
package product

import (
	"context"
	"flag"
	"log"
	"math/rand/v2"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/test/deploy/database"
	"github.com/goldfish-go/goldfish/templ/layout"
)

// A Node is one running executable.
type Node struct {
	Build    string
	Database database.Client
	App      *framework.App[database.Person]

	addr    string
	answers int64 // after so many pages the process dies; 0: never
	durable *database.Durable
}

// New reads the flags of the command line.
func New(build string, shell func(database.Person, layout.Document) templ.Component) *Node {
	n := &Node{Build: build}
	flag.StringVar(&n.addr, "addr", "localhost:8080", "where to listen")
	flag.StringVar(&n.Database.URL, "store", "", "address of the database")
	flag.Int64Var(&n.answers, "answers", 0, "the process dies after so many documents and patches; 0: never")
	file := flag.String("sqlite", "", "a SQLite file for values and posts; it outlives the node, and other nodes use it too")
	flag.Parse()
	options := framework.Options[database.Person]{Build: build, Shell: shell}
	if *file != "" {
		var err error
		if n.durable, err = database.OpenDurable(*file); err != nil {
			log.Fatal(err)
		}
		options.Store = n.durable.DB
		// nginx does not look at /readyz: nobody needs time to notice it
		options.DrainNotice = -1
	}
	n.App = framework.New(n.viewer, options)
	return n
}

// Run serves until SIGTERM.
func (n *Node) Run(assets http.Handler) {
	if err := n.Database.Watch(n.App.Notify); err != nil {
		log.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/assets/", assets)
	mux.Handle("/", n.App)
	if err := n.App.Run(n.addr, n.mortal(mux)); err != nil {
		log.Fatal(err)
	}
}

// mortal ends the process after so many answers, when each of them has been sent whole.
func (n *Node) mortal(next http.Handler) http.Handler {
	if n.answers == 0 {
		return next
	}
	var answers atomic.Int64
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r)
		accept := r.Header.Get("Accept")
		if page := strings.Contains(accept, "text/html") || strings.Contains(accept, "patch+json"); page && answers.Add(1) >= n.answers {
			_ = http.NewResponseController(w).Flush()
			os.Exit(1)
		}
	})
}

func (n *Node) viewer(r *http.Request) (framework.Viewer[database.Person], error) {
	cookie, err := r.Cookie("session")
	if err != nil {
		return framework.Viewer[database.Person]{}, nil
	}
	p, err := n.Database.Person(r.Context(), cookie.Value)
	if err != nil || p.ID == "" {
		return framework.Viewer[database.Person]{}, err
	}
	return framework.Viewer[database.Person]{User: p, ID: p.ID, ShellTopic: "shell:" + p.ID, RevokeTopic: "user:" + p.ID}, nil
}

// Take records what an action was sent. The form is read from the request, so that the test sees
// every field of either build.
func (n *Node) Take(ctx context.Context, me database.Person, action, form string) error {
	post := database.Post{Build: n.Build, Action: action, Form: form, Person: me.ID, Values: framework.Request(ctx).PostForm}
	if n.durable == nil {
		return n.Database.Add(ctx, post)
	}
	return n.durable.Add(ctx, post)
}

// UnderWay is what a node prints when a post of [Node.TakeSlowly] has come.
const UnderWay = "a post is under way"

// TakeSlowly is Take with work before it and after it, during which the process may be killed.
func (n *Node) TakeSlowly(ctx context.Context, me database.Person, action, form string) error {
	log.Print(UnderWay)
	time.Sleep(rand.N(200 * time.Millisecond))
	defer time.Sleep(rand.N(200 * time.Millisecond))
	return n.Take(ctx, me, action, form)
}

// Values returns what pages show. Where posts are durable, "comments" says how many there are.
func (n *Node) Values(ctx context.Context) (map[string]string, error) {
	values, err := n.Database.Values(ctx)
	if err == nil && n.durable != nil {
		err = n.durable.AddValues(ctx, values)
	}
	return values, err
}

// SignIn begins a session of the browser that sent the request.
func (n *Node) SignIn(ctx context.Context, person string) error {
	token, err := n.Database.SignIn(ctx, person)
	if err != nil {
		return err
	}
	framework.SetCookie(ctx, &http.Cookie{Name: "session", Value: token, Path: "/", HttpOnly: true})
	return nil
}

// SignOut ends it.
func (n *Node) SignOut(ctx context.Context) error {
	framework.SetCookie(ctx, &http.Cookie{Name: "session", Path: "/", MaxAge: -1})
	cookie, err := framework.Request(ctx).Cookie("session")
	if err != nil {
		return nil
	}
	return n.Database.SignOut(ctx, cookie.Value)
}
