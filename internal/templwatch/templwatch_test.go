package templwatch_test

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/templ/layout"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// TestWatchMode renders the library's templates in a process that runs as under
// "templ generate --watch --cmd", where templ has written no file for them.
func TestWatchMode(t *testing.T) {
	if os.Getenv("TEMPL_DEV_MODE") == "true" {
		render(t)
		return
	}
	for range 2 { // the second process finds the files of the first
		watched := exec.Command(os.Args[0], "-test.run=^TestWatchMode$", "-test.v")
		watched.Env = append(os.Environ(), "TEMPL_DEV_MODE=true", "TEMPL_DEV_MODE_ROOT="+t.TempDir())
		out, err := watched.CombinedOutput()
		if err != nil || !strings.Contains(string(out), "--- PASS: TestWatchMode") {
			t.Errorf("%v\n%s", err, out)
		}
	}
}

func render(t *testing.T) {
	ctx := context.Background()
	var out strings.Builder
	if err := layout.DefaultShell(layout.Document{Title: "A \"title\"", Body: "<p>body</p>"}).Render(ctx, &out); err != nil {
		t.Fatal(err)
	}
	if err := (markup.Form{Action: "/x"}).Render(ctx, &out); err != nil {
		t.Fatal(err)
	}
	if err := (components.Field{Name: "n", Label: "Name"}).Render(ctx, &out); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"<title>A &#34;title&#34;</title>", "<p>body</p>", `method="post"`, "Name</label>"} {
		if !strings.Contains(out.String(), part) {
			t.Errorf("no %q in %s", part, out.String())
		}
	}
}
