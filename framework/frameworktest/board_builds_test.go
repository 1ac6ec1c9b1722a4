package frameworktest_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/templ/layout"
)

// shell is the shell of one build of the board. All but the first have another class, another
// stylesheet, and a link more.
func (b *board) shell(build int) func(who string, doc layout.Document) templ.Component {
	return func(who string, doc layout.Document) templ.Component {
		b.mu.Lock()
		badge := b.badge
		b.mu.Unlock()
		style, class, more := "", "", ""
		if build > 0 {
			style = fmt.Sprintf(`<link rel="stylesheet" href="/assets/board-%d.css">`, build)
			class = fmt.Sprintf(` class="build-%d"`, build)
			more = fmt.Sprintf(`<a href="/diary">Diary of build %d</a> `, build)
		}
		return around(layout.HTML(doc, templ.Raw(`<style>p { color: red }</style>`), templ.Raw(style)),
			templ.Raw("<header"+class+">"), html(`<a href="/board">Home</a> `), templ.Raw(more),
			html(`<span>%v</span> <small>%v</small></header>`, who, badge), layout.Messages(doc), layout.Body(doc))
	}
}

// inBuild gives a page the template of a build.
func inBuild[A comparable, P any](build int, view framework.View[A, P]) framework.View[A, P] {
	if build == 0 {
		return view
	}
	return func(ctx context.Context, who A, p P) (framework.Page, error) {
		page, err := view(ctx, who, p)
		if page.Body != nil {
			page.Body = templ.Join(html(`<p class="template">Template %v</p>`, build), page.Body)
		}
		return page, err
	}
}

// requests are those that nodes were sent, the oldest first: such as "GET shell /board".
type requests struct {
	mu  sync.Mutex
	all []string
	at  func(request string) // is called before a request is answered; may be nil

	node func(request string) int // which of several answers; nil: any
}

// of returns how many there were of a kind.
func (l *requests) of(kind string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := 0
	for _, r := range l.all {
		if strings.HasPrefix(r, kind) {
			n++
		}
	}
	return n
}

func (l *requests) last(n int) []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.all[max(0, len(l.all)-n):])
}

func (l *requests) add(r *http.Request) string {
	kind := "document"
	switch accept := r.Header.Get("Accept"); {
	case strings.Contains(accept, "event-stream"):
		kind = "stream"
	case strings.Contains(accept, "goldfish"):
		kind = "patch"
	case r.Header.Get(wire.FromHeader) != "":
		kind = "shell"
	}
	request := r.Method + " " + kind + " " + r.URL.RequestURI()
	l.mu.Lock()
	l.all = append(l.all, request)
	l.mu.Unlock()
	if l.at != nil {
		l.at(request)
	}
	return request
}

// A logged node notes what it is asked for. Of several nodes any may answer, as behind a balancer.
type logged struct {
	nodes  []http.Handler
	log    *requests
	mu     *sync.Mutex
	random *rand.Rand
}

func (l *requests) nodes(apps ...func() http.Handler) func() http.Handler {
	return func() http.Handler {
		n := logged{log: l, mu: &sync.Mutex{}, random: rand.New(rand.NewPCG(1, 2))}
		for _, app := range apps {
			n.nodes = append(n.nodes, app())
		}
		return n
	}
}

func (n logged) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	request := n.log.add(r)
	n.mu.Lock()
	i := n.random.IntN(len(n.nodes))
	n.mu.Unlock()
	if n.log.node != nil {
		i = n.log.node(request)
	}
	n.nodes[i].ServeHTTP(w, r)
}

func (n logged) Close() {
	for _, node := range n.nodes {
		node.(served).Close()
	}
}

// notify is what a change elsewhere does to all nodes.
func notify(node http.Handler, topics ...string) {
	switch n := node.(type) {
	case logged:
		for _, node := range n.nodes {
			node.(served).Notify(topics...)
		}
	case served:
		n.Notify(topics...)
	}
}
