package router_test

import (
	"fmt"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/router"
)

type Tab string

const (
	Open   Tab = "open"
	Closed Tab = "closed"
)

func (Tab) Values() []Tab           { return []Tab{Open, Closed} }
func (Tab) Aliases() map[string]Tab { return map[string]Tab{"done": Closed} }

type TicketsURL struct {
	Team string   `path:"team"`
	Tab  Tab      `url:"tab,push" alias:"status"`
	Q    string   `url:"q"`
	Tags []string `url:"tag"`
	Page int      `url:"page,push,reset"`
}

// OnTab is a change of state.
func (u TicketsURL) OnTab(t Tab) TicketsURL { u.Tab = t; return u }

// OnPage is another.
func (u TicketsURL) OnPage(n int) TicketsURL { u.Page = n; return u }

// Search is a third.
func (u TicketsURL) Search(q string) TicketsURL { u.Q = q; return u }

var (
	Tickets = router.New("/teams/{team}/tickets", TicketsURL{Tab: Open, Page: 1})
	Assign  = router.NewAction[struct{ To string }](Tickets, "assign")
)

func TestURL(t *testing.T) {
	for want, p := range map[router.URL]TicketsURL{
		"/teams/red/tickets":                                {Team: "red"},
		"/teams/red/tickets?page=2":                         {Team: "red", Tab: Open, Page: 2},
		"/teams/red/tickets?tab=closed&q=a%3Ab&tag=x&tag=y": {Team: "red", Tab: Closed, Q: "a:b", Tags: []string{"x", "y"}, Page: 1},
		"/teams/a%2Fb%3Fc%23d%25%3A%3B/tickets":             {Team: "a/b?c#d%:;"},
		"/teams/%22%27%3C%3E%26%20%2B/tickets":              {Team: `"'<>& +`},
		"/teams/r%C3%B6d/tickets":                           {Team: "röd"},
	} {
		if got := Tickets.URL(p); got != want {
			t.Errorf("%+v is %s, want %s", p, got, want)
		}
	}
	if got := string(Tickets.Append([]byte("see "), TicketsURL{Team: "red", Page: 3})); got != "see /teams/red/tickets?page=3" {
		t.Errorf("appended as %q", got)
	}
}

func TestActionURL(t *testing.T) {
	p := TicketsURL{Team: "red"}
	if got, want := Assign.URL(p), router.URL("/teams/red/tickets?_action=assign"); got != want {
		t.Errorf("URL is %s, want %s", got, want)
	}
	if got, want := Assign.URL(p.OnPage(2)), router.URL("/teams/red/tickets?page=2&_action=assign"); got != want {
		t.Errorf("URL is %s, want %s", got, want)
	}
	if got, report, ok := Tickets.Parse("/teams/red/tickets", "page=2&_action=open"); !ok || got.Page != 2 || len(report.Problems) > 0 {
		t.Errorf("the action is state: %+v, %+v, %v", got, report, ok)
	}
}

func TestActionName(t *testing.T) {
	for _, name := range []string{"", "Add it", "1st", "a b&c", "löschen"} {
		func() {
			defer func() {
				if text := fmt.Sprint(recover()); !strings.Contains(text, "lower-case letters") {
					t.Errorf("%q: %s", name, text)
				}
			}()
			router.NewAction[struct{}](Tickets, name)
		}()
	}
	if Assign.Name() != "assign" || Assign.Route() != Tickets {
		t.Errorf("the action is %q of %s", Assign.Name(), Assign.Route().Pattern())
	}
}

// Browsers take "." and ".." out of a path, and proxies an empty segment. All are values that an
// app could have.
func TestDotSegmentsInPathValues(t *testing.T) {
	for value, segment := range map[string]string{
		"": "~", ".": "~.", "..": "~..", "~": "~~", "~.": "~~.", "~~..": "~~~..", "~alice": "~alice", "...": "...", "a~": "a~",
	} {
		want := "/teams/" + segment + "/tickets"
		if got := string(Tickets.URL(TicketsURL{Team: value})); got != want {
			t.Errorf("%q is written as %s, want %s", value, got, want)
		}
		if got, _, ok := Tickets.Parse(want, ""); !ok || got.Team != value {
			t.Errorf("%s is read as %q, %v", want, got.Team, ok)
		}
		base := url.URL{Scheme: "https", Host: "goldfish.example", Path: "/"}
		if got, err := base.Parse(want); err != nil || got.EscapedPath() != want {
			t.Errorf("a browser makes %q of %q", got, want)
		}
	}
}

func TestPaths(t *testing.T) {
	for _, test := range []struct {
		path string
		team string
		ok   bool
	}{
		{"/teams/red/tickets", "red", true},
		{"/teams/a%2fb/tickets", "a/b", true},
		{"/teams/a+b/tickets", "a+b", true},
		{"/%74eams/red/tickets", "red", true},
		{"/teams/red/tickets/", "", false},
		{"/teams//tickets", "", false},
		{"/teams/./tickets", "", false},
		{"/teams/%2E%2e/tickets", "", false},
		{"/teams/red", "", false},
		{"/teams/red/tickets/7", "", false},
		{"/Teams/red/tickets", "", false},
		{"teams/red/tickets", "", false},
		{"//teams/red/tickets", "", false},
		{"", "", false},
		{"/", "", false},
		{"/teams/%zz/tickets", "", false},
		{"/teams/%ff/tickets", "", false},
		{"/teams/%00/tickets", "", false},
		{"/teams/" + strings.Repeat("x", 3000) + "/tickets", "", false},
		{"/teams/" + strings.Repeat("%41", 3000) + "/tickets", "", false},
	} {
		if got, _, ok := Tickets.Parse(test.path, ""); ok != test.ok || ok && got.Team != test.team {
			t.Errorf("%.60s is %q, %v; want %q, %v", test.path, got.Team, ok, test.team, test.ok)
		}
	}
}

func TestTypedPaths(t *testing.T) {
	type P struct {
		ID  int64 `path:"id"`
		Tab Tab   `path:"tab"`
	}
	r := router.New("/{id}/{tab}", P{Tab: Open})
	if got := r.URL(P{ID: 7}); got != "/7/open" {
		t.Errorf("the zero of a path is %s, want its default: /7/open", got)
	}
	for path, want := range map[string]P{"/7/closed": {7, Closed}, "/-7/open": {-7, Open}, "/007/open": {7, Open}} {
		if got, report, ok := r.Parse(path, ""); !ok || got != want || report.UsedAlias {
			t.Errorf("%s is %+v, %v", path, got, ok)
		}
	}
	for _, path := range []string{"/x/open", "/~/open", "/7/opne", "/7/~", "/7.5/open", "/9223372036854775808/open"} {
		if got, _, ok := r.Parse(path, ""); ok {
			t.Errorf("%s is %+v, want no match", path, got)
		}
	}
	if got, report, ok := r.Parse("/7/done", ""); !ok || got.Tab != Closed || !report.UsedAlias {
		t.Errorf("an old enum value in the path is %+v, %+v, %v", got, report, ok)
	}
}

func TestRootPath(t *testing.T) {
	r := router.New("/", struct{}{})
	if got := r.URL(struct{}{}); got != "/" {
		t.Errorf("URL is %q", got)
	}
	if got := r.From(struct{}{}).To(struct{}{}); got != "/" {
		t.Errorf("To is %q", got)
	}
	if got := router.NewAction[struct{}](r, "go").URL(struct{}{}); got != "/?_action=go" {
		t.Errorf("the action is %q", got)
	}
	if r.Redact(struct{}{}) != "/" || r.Schema() != "" || r.Pattern() != "/" {
		t.Errorf("the smallest route is %q, %q, %q", r.Redact(struct{}{}), r.Schema(), r.Pattern())
	}
	for path, want := range map[string]bool{"/": true, "": false, "//": false, "/x": false} {
		if _, _, ok := r.Parse(path, "utm_source=x"); ok != want {
			t.Errorf("Parse(%q) is %v", path, ok)
		}
	}
}

// Params are usable whatever the query is.
func TestParse(t *testing.T) {
	for _, test := range []struct {
		query    string
		want     TicketsURL
		problems int
		alias    bool
	}{
		{"", TicketsURL{Tab: Open, Page: 1}, 0, false},
		{"page=0&tab=", TicketsURL{Tab: Open, Page: 1}, 0, false}, // zero means default
		{"page=abc&tab=opne", TicketsURL{Tab: Open, Page: 1}, 2, false},
		{"page=2&page=3", TicketsURL{Tab: Open, Page: 2}, 1, false},
		{"status=closed", TicketsURL{Tab: Closed, Page: 1}, 0, true},
		{"status=closed&tab=open", TicketsURL{Tab: Open, Page: 1}, 0, false},
		{"tab=done", TicketsURL{Tab: Closed, Page: 1}, 0, true},
		{"utm_source=x&team=blue&_action=y", TicketsURL{Tab: Open, Page: 1}, 0, false},
	} {
		test.want.Team = "red"
		got, report, ok := Tickets.Parse("/teams/red/tickets", test.query)
		if !ok || !reflect.DeepEqual(got, test.want) || len(report.Problems) != test.problems || report.UsedAlias != test.alias {
			t.Errorf("%q is %+v, %+v, %v; want %+v", test.query, got, report, ok, test.want)
		}
	}
}

func TestTimesAreUTC(t *testing.T) {
	type P struct{ From time.Time }
	r := router.New("/", P{})
	p, _, _ := r.Parse("/", "from=2026-03-04T01:00:00%2B02:00")
	if want := time.Date(2026, 3, 3, 23, 0, 0, 0, time.UTC); p.From != want {
		t.Errorf("From is %v, want %v", p.From, want)
	}
}

// What is left in a pool must not reach the next visitor.
func TestStatesShareNoMemory(t *testing.T) {
	a, _, _ := Tickets.Parse("/teams/red/tickets", "q=x&tag=a&tag=b")
	b, _, _ := Tickets.Parse("/teams/blue/tickets", "tag=c")
	if a.Tags[0] != "a" || b.Q != "" || len(b.Tags) != 1 || len(Tickets.Defaults().Tags) != 0 {
		t.Errorf("a is %+v, b is %+v, defaults are %+v", a, b, Tickets.Defaults())
	}
}
