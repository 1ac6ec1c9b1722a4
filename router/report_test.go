package router_test

import (
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/text"
)

func TestReportStatusAndMessage(t *testing.T) {
	type P struct {
		Q    string
		Page int
		ID   int `url:"id,strict"`
		Size int
	}
	r := router.New("/", P{})
	long := strings.Repeat("q=1&", router.MaxQuery/4)
	for _, test := range []struct {
		query        string
		safe, unsafe int
		notice       string
	}{
		{"", 0, 0, ""},
		{"page=2&utm_source=x", 0, 0, ""},
		{"page=x", 0, 400, "Part of this address was not understood and left out. page: “x” is not a number."},
		{"id=x", 400, 400, "This address was not understood. id: “x” is not a number."},
		{"id=1&id=2", 400, 400, "This address was not understood. id: “2” came besides another value."},
		{"q=%00&page=x&id=x", 400, 400, "This address was not understood. " +
			"q: “ ” has characters that are not text. page: “x” is not a number. id: “x” is not a number."},
		{"q=%00&page=x&id=x&size=x", 400, 400, "This address was not understood. " +
			"q: “ ” has characters that are not text. page: “x” is not a number. id: “x” is not a number. …"},
		{strings.Repeat("a&", 129), 400, 400, "This address was not understood. There are more than 128 values; the rest is left out."},
		{long + "=", 414, 414, "This address is too long to be read."},
	} {
		_, report, ok := r.Parse("/", test.query)
		if !ok || report.Status(true) != test.safe || report.Status(false) != test.unsafe || report.Message(&text.English) != test.notice {
			t.Errorf("%.40q is %d, %d, %q; want %d, %d, %q", test.query,
				report.Status(true), report.Status(false), report.Message(&text.English), test.safe, test.unsafe, test.notice)
		}
	}
	if _, report, _ := r.Parse("/", long); report.TooLong {
		t.Errorf("%d bytes are too long", len(long))
	}
}

func TestRedact(t *testing.T) {
	type P struct {
		Token string   `path:"token" url:",secret"`
		Q     string   `url:"q"`
		Auth  []string `url:"auth,secret"`
		Page  int      `url:"page"`
	}
	r := router.New("/reset/{token}", P{})
	for want, p := range map[string]P{
		"/reset/xxxxx":                   {Token: "hunter2"},
		"/reset/xxxxx?q=a":               {Token: "hunter2", Q: "a"},
		"/reset/xxxxx?auth=xxxxx&page=2": {Auth: []string{"hunter", "2"}, Page: 2},
		"/reset/xxxxx?q=a&auth=xxxxx":    {Q: "a", Auth: []string{"hunter2"}},
	} {
		if got := r.Redact(p); got != want {
			t.Errorf("%+v is %s, want %s", p, got, want)
		}
	}
	_, report, _ := r.Parse("/reset/x", "auth=%00hunter2")
	if notice := report.Message(&text.English); strings.Contains(notice, "hunter2") || notice == "" {
		t.Errorf("the notice tells a secret: %q", notice)
	}
}

func TestSchema(t *testing.T) {
	type P struct {
		ID     int      `path:"id"`
		Tab    Tab      `url:"tab,push" alias:"status,state"`
		Q      string   `url:"q"`
		Tags   []string `url:"tag"`
		Max    *float64 `url:"max,strict"`
		Filter struct {
			Note string `url:",secret"`
		} `alias:"f"`
		Page uint8 `url:"page,push,reset"`
		Wait time.Duration
		At   []time.Time
		Addr netip.Addr
	}
	want := `id int path default=7
tab enum push default=open values=open,closed alias=status,state value-aliases=done>closed
q string - default=a+b
tag []string -
max *float strict
filter.note string secret alias=f.note
page uint8 push,reset default=1
wait duration - default=1h
at []time -
addr text -
`
	if got := router.New("/{id}", P{ID: 7, Tab: Open, Q: "a b", Page: 1, Wait: time.Hour}).Schema(); got != want {
		t.Errorf("schema is\n%s\nwant\n%s", got, want)
	}
}
