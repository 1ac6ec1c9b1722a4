package snapshot

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"unsafe"

	"github.com/a-h/templ"
)

func TestRender(t *testing.T) {
	take := func(title, body string) Snapshot {
		t.Helper()
		s, err := Render(context.Background(), title, templ.Raw(body))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	a, b := take("Tickets", "<p>1</p>"), take("Tickets", "<p>1</p>")
	if a.Version != b.Version {
		t.Errorf("equal content, versions %s and %s", a.Version, b.Version)
	}
	for _, other := range []Snapshot{take("Tickets", "<p>2</p>"), take("Ticket", "s<p>1</p>"), take("", "Tickets<p>1</p>")} {
		if other.Version == a.Version {
			t.Errorf("%q has the version of %q", other.Title+other.Body, a.Title+a.Body)
		}
	}
	if s := take("x\xff", "a\xffb"); s.Title != "x\uFFFD" || s.Body != "a\uFFFDb" {
		t.Errorf("invalid UTF-8 came through: %q %q", s.Title, s.Body)
	}
}

// What was rendered again, and is the same, is the old snapshot and no copy of it.
func TestRerender(t *testing.T) {
	again := func(last Snapshot, title, body string) Snapshot {
		t.Helper()
		s, err := last.Rerender(context.Background(), title, templ.Raw(body))
		if err != nil {
			t.Fatal(err)
		}
		if want := New(title, body); s.Title != want.Title || s.Body != want.Body || s.Version != want.Version {
			t.Errorf("%q %q is %q %q again, want %q %q", title, body, s.Title, s.Body, want.Title, want.Body)
		}
		return s
	}
	for _, html := range []string{"", "<p>1</p>", "It&#39;s <br/> so", "a<!-- odd"} {
		first := again(Snapshot{}, "Tickets", html)
		second := again(first, "Tickets", html)
		if unsafe.StringData(second.Body) != unsafe.StringData(first.Body) || second.lazyIndex != first.lazyIndex {
			t.Errorf("%q is kept twice", html)
		}
		again(second, "Tickets", html+"2")
		again(second, "Ticket", html)
		again(New("Tickets", html), "Tickets", html+"2") // whose source is not known
	}
	again(Snapshot{}, "", "")
}

func TestRenderError(t *testing.T) {
	boom := errors.New("boom")
	_, err := Render(context.Background(), "", templ.ComponentFunc(func(context.Context, io.Writer) error { return boom }))
	if !errors.Is(err, boom) {
		t.Errorf("got %v", err)
	}
}

// client/test/vectors/sum.json holds sums, for both sides.
func TestChecksum(t *testing.T) {
	for _, test := range []struct{ title, body, want string }{
		{"", "", ""}, {"a", "", ""}, {"", "a", ""}, {"Tickets", "<p>grüße 🐟</p>", ""},
	} {
		got := Checksum(test.title, test.body)
		if len(got) != 11 || strings.ContainsAny(got, "+/=") {
			t.Errorf("Checksum(%q, %q) = %q", test.title, test.body, got)
		}
	}
	seen := map[string]string{}
	for n := range 20000 {
		s := strings.Repeat("x", n%97) + string(rune('0'+n%10)) + strings.Repeat("y", n/97)
		if old, ok := seen[Checksum(s)]; ok && old != s {
			t.Fatalf("%q and %q collide", old, s)
		}
		seen[Checksum(s)] = s
	}
}

func BenchmarkChecksum(b *testing.B) {
	s := strings.Repeat("<td>Wander bramble</td>", 2000)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		Checksum("Tickets", s)
	}
}
