package engines

import (
	"os"
	"testing"
)

// The test binary is also the app.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "serve" {
		serve(os.Args[2:])
		return
	}
	os.Exit(m.Run())
}

// In each engine: the promises one after the other in one window, each with an app of its own,
// which is an origin of its own; then the checks of the client.
func TestEngines(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: three browsers")
	}
	for _, e := range engines {
		t.Run(e.name, func(t *testing.T) {
			t.Parallel() // most of it is waiting
			d := e.begin(t)
			for _, p := range promises {
				t.Run(p.name, func(t *testing.T) {
					n := newNode(t)
					p.keep(&Tab{t: t, driver: d, base: "http://" + n.addr}, n)
				})
			}
			t.Run("checks", func(t *testing.T) { checks(t, d, e.name) })
		})
	}
}
