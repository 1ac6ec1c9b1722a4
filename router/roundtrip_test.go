package router_test

import (
	"net/netip"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/text"
)

// Everything has a field of each kind.
type Everything struct {
	Name  string `path:"name"`
	ID    int32  `path:"id"`
	Q     string `url:"q"`
	Tab   Tab    `url:"tab,push" alias:"status"`
	Live  bool
	Min   float64
	Page  int `url:"page,push,reset"`
	Since time.Time
	Wait  time.Duration
	Addr  netip.Addr
	Tags  []string `url:"tag"`
	IDs   []uint16 `url:"id"`
	Max   *int
	Deep  struct{ Er struct{ Still string } }
	Key   string `url:"key,secret,strict"`
}

var everything = router.New("/e/{name}/x/{id}", Everything{Tab: Open, Page: 1, Q: "all", Min: 0.5, ID: 4, Wait: time.Hour})

// tooLong reports whether an address is one that Parse does not read.
func tooLong(u router.URL) bool {
	_, query, _ := strings.Cut(string(u), "?")
	return len(query) > router.MaxQuery
}

// safe reports what could make an address dangerous or ambiguous in an attribute, a header, or a
// browser.
func safe(t *testing.T, u router.URL) {
	t.Helper()
	s := string(u)
	if !strings.HasPrefix(s, "/") || strings.HasPrefix(s, "//") || strings.HasPrefix(s, `/\`) {
		t.Fatalf("%q may be read as another origin", s)
	}
	path, query, _ := strings.Cut(s, "?")
	for i := range len(path) {
		if b := path[i]; !isUnreserved(b) && b != '/' && b != '%' {
			t.Fatalf("%q has %q in its path", s, b)
		}
	}
	for i := range len(query) {
		if b := query[i]; !isUnreserved(b) && strings.IndexByte("%&=+", b) < 0 {
			t.Fatalf("%q has %q in its query", s, b)
		}
	}
}

func isUnreserved(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' || strings.IndexByte("-._~", b) >= 0
}

// FuzzParse holds the laws for whatever address comes in.
func FuzzParse(f *testing.F) {
	for _, query := range []string{
		"", "q=a+b&tab=closed&page=3", "q=%zz;&%zz", "status=open&tab=closed", "tag=a&tag=b&id=1&id=x", "utm_source=x&_action=y&_=z", "max=0&key=%00",
		"since=2026-03-04T05:06:07.5%2B02:00&wait=1h", "deep.er.still=&deep.er=&....=", "page=0&min=0&q=&wait=0s&wait=1h", "addr=::1%25eth0",
	} {
		f.Add("/e/a/x/7", query)
	}
	for _, path := range []string{"/e/~/x/0", "/e/~../x/-0", "/e/%2e/x/4", "/e/%2F%zz/x/1", "//e/x", "/e//x/1", "/e/a/x/1/", "", "/"} {
		f.Add(path, "q=a")
	}
	f.Fuzz(func(t *testing.T, path, query string) {
		p, report, ok := everything.Parse(path, query)
		report.Message(&text.English)
		if !ok {
			return
		}
		u := everything.URL(p)
		safe(t, u)
		if tooLong(u) {
			return
		}
		again := reparse(t, everything, u)
		if !reflect.DeepEqual(again, p) {
			t.Fatalf("%q, %q is read as\n%+v but its canonical %q as\n%+v", path, query, p, u, again)
		}
		if got := everything.URL(again); got != u {
			t.Fatalf("%q is canonical, and then %q is", u, got)
		}
		if strings.Contains(string(u), "utm_") || strings.Contains(string(u), "_action") {
			t.Fatalf("%q has foreign parameters", u)
		}
		if everything.HistoryMode(p, again) != router.Replace || everything.From(p).To(again) != u {
			t.Fatalf("%q is not where it is", u)
		}
		if local, ok := router.ParseLocal(string(u)); len(u) <= router.MaxQuery && (!ok || local != u) {
			t.Fatalf("%q is local as %q, %v", u, local, ok)
		}
	})
}

// FuzzURL holds the laws for whatever state an app makes.
func FuzzURL(f *testing.F) {
	f.Add("red", int32(7), "printer on fire", "open", true, 1.5, 3, int64(1772600767), "a|b", 0)
	f.Add("..", int32(0), `"'<>&;:/\?#%+ `, "opne", false, 0.0, 0, int64(0), "||", -1)
	f.Add("", int32(-1), "\xff\x00", "", true, 0.5, 1, int64(-62135596800), "\x00", 1)
	f.Fuzz(func(t *testing.T, name string, id int32, q, tab string, live bool, min float64, page int, unix int64, tags string, max int) {
		if len(name)+len(q)+len(tags) > 2000 || strings.Count(tags, "|") > 100 {
			return
		}
		p := Everything{Name: name, ID: id, Q: q, Tab: Tab(tab), Live: live, Min: min, Page: page, Since: time.Unix(unix, 0),
			Wait: time.Duration(unix), Max: &max, Key: q, IDs: []uint16{uint16(id), 0}}
		p.Deep.Er.Still = name
		if tags != "" {
			p.Tags = strings.Split(tags, "|")
		}
		u := everything.URL(p)
		safe(t, u)
		if tooLong(u) {
			return
		}
		again := reparse(t, everything, u)
		if got := everything.URL(again); got != u {
			t.Fatalf("%+v is %q, and then %q", p, u, got)
		}
		if !isText(name) || !isText(q) || !isText(tags) || min != min || min-min != 0 || p.Since.UTC().Year() < 0 || p.Since.UTC().Year() > 9999 {
			return
		}
		want := normal(p)
		if !reflect.DeepEqual(again, want) {
			t.Fatalf("%+v is %q, which is read as\n%+v", want, u, again)
		}
		parsed, err := url.Parse(string(u))
		if err != nil || parsed.EscapedPath()+"?"+parsed.RawQuery != string(u) && parsed.RawQuery != "" {
			t.Fatalf("net/url reads %q as %q, %v", u, parsed, err)
		}
	})
}

func isText(s string) bool { return strings.ToValidUTF8(s, "?") == s && !strings.Contains(s, "\x00") }

// normal replaces zeros and values that are no enum's by defaults.
func normal(p Everything) Everything {
	d := everything.Defaults()
	if p.Q == "" {
		p.Q = d.Q
	}
	if p.Tab != Closed {
		p.Tab = d.Tab
	}
	if p.Min == 0 {
		p.Min = d.Min
	}
	if p.Page == 0 {
		p.Page = d.Page
	}
	if p.ID == 0 {
		p.ID = d.ID
	}
	if p.Wait == 0 {
		p.Wait = d.Wait
	}
	p.Since = p.Since.UTC()
	return p
}

func reparse[P any](t *testing.T, r *router.Route[P], u router.URL) P {
	t.Helper()
	path, query, _ := strings.Cut(string(u), "?")
	p, report, ok := r.Parse(path, query)
	if !ok || len(report.Problems) > 0 || report.UsedAlias || report.TooLong {
		t.Fatalf("canonical %q is read with %+v, %v", u, report, ok)
	}
	return p
}
