package markup_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/templ/markup"
)

func ExamplePart() {
	stats := markup.Part{URL: "/stats?days=7", Lazy: true}
	_ = stats.Render(templ.WithChildren(context.Background(), templ.Raw("<p>Counting…</p>")), os.Stdout)
	// Output: <div id="part-stats" data-gf-part="/stats?days=7" data-gf-lazy><p>Counting…</p></div>
}

func TestPart(t *testing.T) {
	for _, test := range []struct {
		name, want string
		part       markup.Part
	}{
		{"a link where there is no placeholder", `<div id="part-badge" data-gf-part="/badge"><a href="/badge">Mine</a></div>`,
			markup.Part{URL: "/badge", Label: "Mine"}},
		{"a link without a label", `<div id="part-a-b" data-gf-part="/a/b?c=1&amp;d=2"><a href="/a/b?c=1&amp;d=2">/a/b?c=1&amp;d=2</a></div>`,
			markup.Part{URL: "/a/b?c=1&d=2"}},
		{"an id of its own", `<div id="mine" data-gf-part="/badge"><a href="/badge">Mine</a></div>`,
			markup.Part{URL: "/badge", ID: "mine", Label: "Mine"}},
	} {
		var b strings.Builder
		var collected []markup.Part
		if err := test.part.Render(markup.WithPartCollector(context.Background(), &collected), &b); err != nil {
			t.Fatal(err)
		}
		if b.String() != test.want {
			t.Errorf("%s: %s, want %s", test.name, b.String(), test.want)
		}
		if len(collected) != 1 || collected[0].URL != test.part.URL || !strings.Contains(test.want, `id="`+collected[0].ID+`"`) {
			t.Errorf("%s: noted %+v", test.name, collected)
		}
	}
}
