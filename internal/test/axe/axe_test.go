package axe_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/axe"
	"github.com/goldfish-go/goldfish/internal/test/browser"
)

// A recorder keeps what a check reports.
type recorder struct {
	testing.TB
	output strings.Builder
}

func (r *recorder) Errorf(format string, args ...any) { fmt.Fprintf(&r.output, format, args...) }

// What axe finds is reported, and a page without faults gives nothing.
func TestCheck(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: needs axe-core from npm")
	}
	script := axe.Script(t)
	body := `<main><h1>Good</h1></main>`
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(`<!doctype html><html lang="en"><title>t</title><link rel=icon href=data:,>` + body))
	}))
	t.Cleanup(server.Close)
	tab := browser.New(t).Tab(t)
	tab.Open(server.URL)
	axe.Check(t, tab, script, "a good page")

	body = `<main><h1>Bad</h1><img src="data:,"></main>`
	tab.Open(server.URL)
	bad := &recorder{TB: t}
	axe.Check(bad, tab, script, "a bad page")
	if output := bad.output.String(); !strings.Contains(output, "a bad page: image-alt") {
		t.Errorf("an image without a text: %q", output)
	}
}
