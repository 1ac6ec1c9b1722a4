package canaries

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/layout"
	"github.com/goldfish-go/goldfish/templ/markup"
	"github.com/goldfish-go/goldfish/templ/text"
)

// groups is the number of groups of five routes. The views of a group have one kind of audience
// each.
const groups = 10

// A site is the app that people use.
type site struct {
	app     *framework.App[User]
	people  people
	address string // of a server, for streams
	numbers [groups]atomic.Int64
	kinds   map[string]kind // by pattern
}

type listURL struct {
	Tab  string `url:"tab,push"`
	Page int    `url:"page,push"`
}

type nameURL struct {
	Name string `path:"name"`
}

type subURL struct {
	Name string `path:"name"`
	Sub  string `path:"sub"`
	Q    string `url:"q"`
}

type signInURL struct {
	Next string `url:"next"`
}

type postForm struct {
	Text string `url:"text"`
}

var (
	signIn = router.New("/sign-in", signInURL{})
	badge  = router.New("/badge", struct{}{})
)

// languages are those of the app. What the third says is English.
var languages = []text.Texts{text.English, text.German, {Language: "fr"}}

func newSite(t testing.TB) *site {
	s := &site{kinds: map[string]kind{}}
	s.people.sessions = map[string]User{}
	s.app = framework.New(s.viewer, framework.Options[User]{
		Shell:                shell,
		Languages:            languages,
		Logger:               slog.New(slog.DiscardHandler),
		MaxActionsPerMinute:  -1,
		MinLoadInterval:      1,
		CacheBytes:           4 << 20, // pages are evicted, and loaded again
		MaxStreamsPerAddress: -1,
	})
	for g := range groups {
		base := fmt.Sprint("/g", g)
		list := router.New(base+"/list", listURL{})
		s.add(g, list.Pattern(), func(pattern string) { addKind(s, g, pattern, list) })
		post(s, g, list)
		named := router.New(base+"/{name}", nameURL{})
		s.add(g+1, named.Pattern(), func(pattern string) { addKind(s, g, pattern, named) })
		// The same shape as "/{name}" with the name "new".
		created := router.New(base+"/new", struct{}{})
		s.add(g+2, created.Pattern(), func(pattern string) { addKind(s, g, pattern, created) })
		sub := router.New(base+"/{name}/{sub}", subURL{})
		s.add(g+3, sub.Pattern(), func(pattern string) { addKind(s, g, pattern, sub) })
		part := router.New(base+"/part", listURL{})
		s.add(g+4, part.Pattern(), func(pattern string) { addKind(s, g, pattern, part) })
	}
	s.kinds[signIn.Pattern()], s.kinds[badge.Pattern()] = everyone, self
	addKind(s, 0, signIn.Pattern(), signIn)
	addKind(s, 0, badge.Pattern(), badge)
	t.Cleanup(s.serve(t))
	return s
}

// add notes the kind of a pattern, and adds its view.
func (s *site) add(n int, pattern string, view func(pattern string)) {
	s.kinds[pattern] = kind(n % int(kinds))
	view(pattern)
}

// serve serves the app, for streams over real connections.
func (s *site) serve(t testing.TB) (stop func()) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.address = "http://" + listener.Addr().String()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.app.Serve(ctx, listener, nil) }()
	return func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		http.DefaultClient.CloseIdleConnections()
	}
}

// render is the page of a view: its canary, what others have changed, a form and a part.
func (s *site) render(g int, pattern, audience string, at router.URL, action router.URL) framework.Page {
	title := "title"
	body := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		mark := canary{pattern, audience, framework.Language(ctx), string(at)}
		rows := make([]string, 12)
		for i := range rows {
			rows[i] = fmt.Sprintf(`<li id="row%d">%d of %s</li>`, i, (s.numbers[g].Load()+int64(i))/4, templ.EscapeString(mark.String()))
		}
		_, err := fmt.Fprintf(w, `<h1>%s</h1><ul>%s</ul>`, templ.EscapeString(mark.String()), strings.Join(rows, ""))
		if err != nil || action == "" {
			return err
		}
		form := templ.WithChildren(ctx, templ.Raw(`<input name="text">`))
		if err := (markup.Form{Action: action}).Render(form, w); err != nil {
			return err
		}
		return markup.Part{URL: partOf(at)}.Render(ctx, w)
	})
	return framework.Page{Title: title, Body: body, Topics: []string{topic(g)}}
}

func topic(g int) string { return fmt.Sprint("group:", g) }

// partOf is the URL of the part in the page of a list.
func partOf(list router.URL) router.URL {
	path, query, _ := strings.Cut(string(list), "?")
	part := strings.TrimSuffix(path, "/list") + "/part"
	if query != "" {
		part += "?" + query
	}
	return router.URL(part)
}

// shell draws what is private to a viewer, and a part.
func shell(me User, doc layout.Document) templ.Component {
	inside := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		mark := canary{"shell", audienceOf(self, me), doc.Lang, ""}
		if _, err := io.WriteString(w, `<header>`+templ.EscapeString(mark.String())+`</header>`); err != nil {
			return err
		}
		if err := layout.Messages(doc).Render(ctx, w); err != nil {
			return err
		}
		if err := (markup.Part{URL: badge.URL(struct{}{}), ID: "badge"}).Render(ctx, w); err != nil {
			return err
		}
		return layout.Body(doc).Render(ctx, w)
	})
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return layout.HTML(doc).Render(templ.WithChildren(ctx, inside), w)
	})
}

func addAction(list *router.Route[listURL]) *router.Action[listURL, postForm] {
	return router.NewAction[postForm](list, "add")
}

// post adds the action of a list.
func post(s *site, g int, list *router.Route[listURL]) {
	framework.Post(s.app, addAction(list), framework.Everyone, func(ctx context.Context, me User, u listURL, f postForm) (router.URL, error) {
		if f.Text == "" {
			return framework.Stay, framework.FieldErrors{"text": canary{"flash", me.ID, framework.Language(ctx), ""}.String()}
		}
		s.numbers[g].Add(1)
		s.app.Notify(topic(g))
		framework.Flash(ctx, canary{"flash", me.ID, framework.Language(ctx), ""}.String())
		return list.URL(u), nil
	})
}
