package engines

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/layout"
)

type listURL struct {
	Tab string `url:"tab,push"`
	Q   string `url:"q"`
}

// formFields are what the form posts, beside what nobody reads.
type formFields struct{ Name string }

func (f formFields) Check(context.Context) framework.FieldErrors {
	if strings.TrimSpace(f.Name) == "" {
		return framework.FieldErrors{"name": "Say who you are."}
	}
	return nil
}

var (
	List  = router.New("/", listURL{Tab: "a"})
	Form  = router.New("/form", struct{}{})
	Badge = router.New("/badge", struct{}{})

	Save   = router.NewAction[formFields](Form, "save")
	Upload = router.NewAction[struct{}](Form, "upload")
)

// state is what the pages show. A test changes it by POST /ctl.
type state struct {
	Word, Badge string
	Swap        bool
}

// seen is what the app was sent. A test reads it by GET /ctl.
type seen struct {
	Posts   []map[string][]string
	Files   []string
	Patches []string // addresses of patch requests
}

type app struct {
	*framework.App[framework.Anyone]
	build string

	mu    sync.Mutex
	state state
	seen  seen
}

// serve is the life of one node, a process of its own: until it is killed.
func serve(args []string) {
	flags := flag.NewFlagSet("node", flag.ExitOnError)
	addr := flags.String("addr", "", "")
	build := flags.String("build", "old", "")
	text := flags.String("state", "{}", "")
	_ = flags.Parse(args)
	a := &app{build: *build}
	if err := json.Unmarshal([]byte(*text), &a.state); err != nil {
		log.Fatal(err)
	}
	a.App = framework.New(framework.Public, framework.Options[framework.Anyone]{
		Build:  *build,
		Logger: slog.New(slog.DiscardHandler),
		Shell: func(_ framework.Anyone, doc layout.Document) templ.Component {
			return shell(a.build, doc)
		},
	})
	framework.Get(a.App, List, framework.Everyone[framework.Anyone], a.list)
	framework.Get(a.App, Form, framework.Everyone[framework.Anyone], a.form)
	framework.Get(a.App, Badge, framework.Everyone[framework.Anyone], a.badge)
	framework.Post(a.App, Save, framework.Everyone, a.save)
	framework.Post(a.App, Upload, framework.Everyone, a.upload)
	if err := a.Run(*addr, http.HandlerFunc(a.route)); err != nil {
		log.Fatal(err)
	}
}

func (a *app) now() state {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.state
}

func (a *app) list(_ context.Context, _ framework.Anyone, u listURL) (framework.Page, error) {
	return framework.Page{Title: "List " + u.Tab, Body: listPage(u, a.now()), Topics: []string{"state"}}, nil
}

func (a *app) form(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
	return framework.Page{Title: "Form", Body: formPage(a.build, a.now()), Topics: []string{"state"}}, nil
}

func (a *app) badge(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
	return framework.Page{Title: "Badge", Body: badgePage(a.now()), Topics: []string{"badge"}}, nil
}

func (a *app) save(ctx context.Context, _ framework.Anyone, _ struct{}, _ formFields) (router.URL, error) {
	a.mu.Lock()
	a.seen.Posts = append(a.seen.Posts, framework.Request(ctx).PostForm)
	a.mu.Unlock()
	framework.Flash(ctx, "Saved.")
	return Form.URL(struct{}{}), nil
}

func (a *app) upload(ctx context.Context, _ framework.Anyone, _ struct{}, _ struct{}) (router.URL, error) {
	form := framework.Request(ctx).MultipartForm
	if form == nil || len(form.File["upload"]) == 0 {
		return framework.Stay, framework.FieldErrors{"": "Choose a file."}
	}
	f, err := form.File["upload"][0].Open()
	if err != nil {
		return framework.Stay, err
	}
	defer f.Close()
	text, err := io.ReadAll(f)
	if err != nil {
		return framework.Stay, err
	}
	a.mu.Lock()
	a.seen.Files = append(a.seen.Files, string(text))
	a.mu.Unlock()
	framework.Flash(ctx, "Sent.")
	return Form.URL(struct{}{}), nil
}

// route serves the test beside the app.
func (a *app) route(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.URL.Path == "/ctl":
		a.control(w, r)
	case strings.HasSuffix(r.URL.Path, ".css"):
		w.Header().Set("Content-Type", "text/css")
		fmt.Fprint(w, "li{min-height:20px}")
	case r.URL.Query().Has("plain"):
		a.withoutScripts(w, r)
	default:
		if strings.Contains(r.Header.Get("Accept"), "patch+json") && r.Method == http.MethodGet {
			a.mu.Lock()
			a.seen.Patches = append(a.seen.Patches, r.URL.RequestURI())
			a.mu.Unlock()
		}
		a.ServeHTTP(w, r)
	}
}

func (a *app) control(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	if r.Method == http.MethodPost {
		if err := json.NewDecoder(r.Body).Decode(&a.state); err != nil {
			log.Print(err)
		}
	}
	out := a.seen
	a.mu.Unlock()
	if r.Method == http.MethodPost {
		a.Notify(r.URL.Query()["topic"]...)
	}
	_ = json.NewEncoder(w).Encode(out)
}

var scripts = regexp.MustCompile(`<script[^>]*></script>`)

// withoutScripts answers with the document as a browser sees it that runs no scripts.
func (a *app) withoutScripts(w http.ResponseWriter, r *http.Request) {
	plain := &buffered{header: http.Header{}, status: http.StatusOK}
	r.Header.Del("Accept-Encoding")
	query := r.URL.Query()
	query.Del("plain")
	r.URL.RawQuery = query.Encode()
	a.ServeHTTP(plain, r)
	body := scripts.ReplaceAll(plain.body.Bytes(), nil)
	body = bytes.ReplaceAll(body, []byte("_action="), []byte("plain&_action="))
	for name, values := range plain.header {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(plain.status)
	_, _ = w.Write(body)
}

type buffered struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (b *buffered) Header() http.Header         { return b.header }
func (b *buffered) WriteHeader(status int)      { b.status = status }
func (b *buffered) Write(p []byte) (int, error) { return b.body.Write(p) }
