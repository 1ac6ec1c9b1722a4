package client_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/checkspage"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// The hardest documents are morphed right, and with work that grows with their size and not with
// its square: four times the size may cost nine times the processor time of the page's thread,
// where the square would be sixteen. Depth and attributes cost more. GOLDFISH_WORST=1 prints a
// table of times for docs.
func TestWorstCaseDocuments(t *testing.T) {
	level.Long(t)
	server := httptest.NewServer(checkspage.Handler("test", policy))
	defer server.Close()
	tab := browser.New(t).Tab(t)
	tab.Run(performance.Enable().WithTimeDomain(performance.EnableTimeDomainThreadTicks))
	tab.Open(server.URL)
	tab.Until("window.worst")
	var kinds []string
	tab.Eval("worstKinds", &kinds)
	if len(kinds) < 10 {
		t.Errorf("only %d kinds of documents", len(kinds))
	}
	type result struct {
		MS    float64
		Right bool
		Nodes int
	}
	// cost is the processor time of one morph, in seconds.
	cost := func(kind string, n int) (least float64, got result) {
		for range 3 {
			before := thread(t, tab)
			tab.Eval(fmt.Sprintf("Promise.resolve(worst(%q, %d))", kind, n), &got)
			if s := thread(t, tab) - before; least == 0 || s < least {
				least = s
			}
			if !got.Right {
				t.Errorf("%s, %d: the page is not what was sent", kind, n)
			}
		}
		return least, got
	}
	const n = 2500
	for _, kind := range kinds {
		cost(kind, 100) // compiled from here on
		small, _ := cost(kind, n)
		large, _ := cost(kind, 4*n)
		t.Logf("%-26s %5.0f ms and %5.0f ms of processor time: ×%.1f", kind, small*1000, large*1000, large/small)
		limit := 9.
		if strings.HasPrefix(kind, "deep") || kind == "attributes" {
			// Browsers cut the depth at 512, and look for one attribute among all.
			limit = 20
		}
		if large > limit*small+0.05 {
			t.Errorf("%s: four times the size costs %.1f times the processor time", kind, large/small)
		}
	}
	if os.Getenv("GOLDFISH_WORST") == "" {
		return
	}
	for _, kind := range kinds {
		var got result
		tab.Eval(fmt.Sprintf("Promise.resolve(worst(%q, 50000))", kind), &got)
		t.Logf("| %s | %d | %.0f |", kind, got.Nodes, got.MS)
	}
}

// thread returns the processor time of the page's thread so far, in seconds.
func thread(t *testing.T, tab *browser.Tab) (seconds float64) {
	t.Helper()
	tab.Run(chromedp.ActionFunc(func(ctx context.Context) error {
		metrics, err := performance.GetMetrics().Do(ctx)
		for _, m := range metrics {
			if m.Name == "TaskDuration" {
				seconds = m.Value
			}
		}
		return err
	}))
	return seconds
}
