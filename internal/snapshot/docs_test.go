package snapshot

import (
	"os"
	"regexp"
	"testing"
)

// TestDeltaDocExamples reads the examples of docs/delta.md: each applies, and each but the joined
// one is what Diff makes.
func TestDeltaDocExamples(t *testing.T) {
	doc, err := os.ReadFile("../../docs/delta.md")
	if err != nil {
		t.Fatal(err)
	}
	examples := regexp.MustCompile("(?m)^```delta\nold   (.*)\ndelta (.*)\nnew   (.*)\n```$").FindAllSubmatch(doc, -1)
	if len(examples) < 6 {
		t.Errorf("only %d examples", len(examples))
	}
	for _, e := range examples {
		old, delta, new := New("", string(e[1])), e[2], New("", string(e[3]))
		if got, err := Apply(old, delta); err != nil || got.Body != new.Body {
			t.Errorf("%s: %s, %v", delta, got.Body, err)
		}
		if made, ok := diffWhatever(old, new); string(made) != string(delta) && !regexp.MustCompile(`,0,\[`).Match(delta) || !ok {
			t.Errorf("%s is made as %s", delta, made)
		}
	}
}
