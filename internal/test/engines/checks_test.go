package engines

import (
	"encoding/json"
	"net/http/httptest"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/checkspage"
)

// knownFaults are checks that fail in one engine, with the reason. docs/browsers.md has them too.
var knownFaults = map[string]map[string]string{}

// checks runs the client's own page of checks (client/test), as the engine is and without
// moveBefore.
func checks(t *testing.T, d driver, engine string) {
	server := httptest.NewServer(checkspage.Handler("../../../client/test",
		"default-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'; trusted-types goldfish; base-uri 'none'"))
	defer server.Close()
	// What docs/browsers.md says of this engine is taken from here.
	tab := &Tab{t: t, driver: d, base: server.URL}
	tab.check("open", d.open(server.URL+"/frame"))
	t.Log(tab.Text(`JSON.stringify({
		moveBefore: "moveBefore" in Element.prototype,
		viewTransitions: "startViewTransition" in document,
		commandfor: "commandForElement" in HTMLButtonElement.prototype,
		trustedTypes: "trustedTypes" in window,
		popover: "popover" in HTMLElement.prototype,
		streams: typeof ReadableStream === "function",
		declarativeShadow: "setHTMLUnsafe" in Element.prototype,
		saveData: !!navigator.connection,
	})`))
	for _, query := range []string{"", "?nomove"} {
		tab.check("open", d.open(server.URL+"/"+query))
		tab.Until("window.runAll")
		var results []struct{ Kind, Name, Error string }
		out, err := d.eval("return await runAll()")
		tab.check("run the checks", err)
		tab.check("read the results", json.Unmarshal(out, &results))
		if len(results) < 100 {
			t.Errorf("only %d checks ran", len(results))
		}
		failed := 0
		for _, r := range results {
			name := r.Kind + "/" + r.Name
			known := knownFaults[engine][name]
			switch {
			case r.Error != "" && known == "":
				failed++
				t.Errorf("%s %s: %s", query, name, r.Error)
			case r.Error == "" && known != "":
				t.Errorf("%s %s passes now: take it off the list of known faults", query, name)
			}
		}
		t.Logf("%q: %d of %d pass", query, len(results)-failed, len(results))
	}
}
