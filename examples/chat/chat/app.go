package chat

import (
	"context"
	"embed"
	"net/http"

	"github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/layout"
)

//go:embed chat.css chat.js icon.svg
var static embed.FS

var assets = layout.NewAssets("/assets/", components.Files, static)

// A Chat is the app: views read its store, actions write to it.
type Chat struct {
	store *Store
	files files.Store // of messages
	app   *framework.App[Person]
}

// A Member is the audience of what all who are signed in see alike.
type Member bool

func (p Person) member() Member { return p.ID != "" }

// New wires pages to views and actions. The second argument keeps the files of messages.
func New(s *Store, attached files.Store) *Chat {
	c := &Chat{store: s, files: attached}
	c.app = framework.New(c.viewer, framework.Options[Person]{Shell: shell, Languages: languages, Store: s.live, Files: attached, FileInUse: s.HasFile})
	all := framework.Members(Person.member, signInFirst)
	self := framework.Members(framework.Self[Person], signInFirst)

	framework.Get(c.app, SignIn, framework.Everyone, c.signInPage)
	framework.Post(c.app, Enter, framework.Everyone, c.enter)
	framework.Post(c.app, Leave, framework.Everyone, c.leave)
	framework.Post(c.app, Speak, framework.Everyone, c.speak)

	framework.Get(c.app, Home, all, c.home)
	framework.Post(c.app, CreateRoom, all, c.createRoom)
	framework.Get(c.app, Search, all, c.search)
	framework.Get(c.app, Room, all, c.room)

	framework.Get(c.app, Sidebar, self, c.sidebar)
	framework.Get(c.app, Unread, self, c.unread)
	framework.Get(c.app, People, all, c.people)
	framework.Get(c.app, Typing, self, c.typing)
	framework.Post(c.app, Type, self, c.typed)
	framework.Get(c.app, Mark, self, c.mark)
	framework.Post(c.app, MarkRead, self, c.markRead)
	framework.Get(c.app, Composer, self, c.composer)
	framework.Post(c.app, Write, self, c.write)
	framework.Post(c.app, Attach, self, c.attach)
	framework.Post(c.app, Detach, self, c.detach)
	framework.Get(c.app, Own, self, c.own)
	framework.Post(c.app, Save, self, c.save)
	framework.Post(c.app, RemoveFile, self, c.removeFile)
	framework.Post(c.app, Delete, self, c.delete)
	return c
}

// Run serves the chat at an address until the process is asked to stop.
func (c *Chat) Run(addr string) error {
	c.removeFiles(context.Background())
	return c.app.Run(addr, c.Handler())
}

// Close ends all streams.
func (c *Chat) Close() { c.app.Close() }

// Handler serves the chat and its files.
func (c *Chat) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/assets/", assets)
	mux.HandleFunc("GET /rooms/{room}/files/{id}", c.serveFile)
	mux.Handle("/", c.app)
	return mux
}

// signInFirst is where strangers go, and then back to where they were going.
func signInFirst(next router.URL) router.URL { return SignIn.URL(SignInURL{Next: string(next)}) }
