package client_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/internal/snapshot"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// TestOneCellOfAThousandRows: a push of one cell visits the elements around it alone. Its time and
// that of idiomorph 0.8 on the whole page, in one run, by turns, are logged: see the ratio with -v.
func TestOneCellOfAThousandRows(t *testing.T) {
	level.Long(t)
	page := func(cell string) snapshot.Snapshot {
		var b strings.Builder
		b.WriteString(`<h1>Tickets</h1><table><tbody id="rows">`)
		for i := range 1000 {
			state := "open"
			if i == 617 {
				state = cell
			}
			fmt.Fprintf(&b, `<tr id="t%d" class="row"><td><a href="/tickets/%d">#%d</a></td><td>The printer on floor %d is on fire</td><td>%s</td><td>Ann</td><td>2 hours ago</td></tr>`, i, i, i, i%9, state)
		}
		b.WriteString(`</tbody></table>`)
		return snapshot.New("Tickets", b.String())
	}
	type body struct {
		Title   string          `json:"title"`
		HTML    string          `json:"html"`
		Version string          `json:"version"`
		Delta   json.RawMessage `json:"delta"`
	}
	before, after := page("open"), page("closed")
	input, err := json.Marshal([]body{
		{before.Title, before.Body, before.Version, between(t, after, before)},
		{after.Title, after.Body, after.Version, between(t, before, after)},
	})
	if err != nil {
		t.Fatal(err)
	}
	files := http.FileServer(http.Dir("test"))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			files.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(`<!doctype html><title>speed</title><link rel="icon" href="data:,"><script type="module" src="/dist/speed.js"></script>`))
	}))
	defer server.Close()
	tab := browser.New(t).Tab(t)
	tab.Open(server.URL)
	tab.Until("window.speed")
	var ms struct{ Delta, Whole, Idiomorph, Visited float64 }
	tab.Eval(fmt.Sprintf("Promise.resolve(speed(%s, 15))", input), &ms)
	t.Logf("medians of 30: a difference %.2f ms, the whole %.2f ms, idiomorph %.2f ms; ratio 1:%.0f", ms.Delta, ms.Whole, ms.Idiomorph, ms.Idiomorph/ms.Delta)
	if ms.Delta <= 0 || ms.Visited < 1 || ms.Visited > 10 {
		t.Errorf("a difference of one cell visits %.0f of 8,000 elements", ms.Visited)
	}
}
