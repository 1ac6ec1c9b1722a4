package wire

import (
	"net/http"
	"strings"
	"testing"
)

// Whatever is in Accept, a request gets a representation that the header names, or a document; and
// the order of the letters and spaces around the items means nothing.
func FuzzRequested(f *testing.F) {
	f.Add("text/html,*/*;q=0.8")
	f.Add(AcceptPatch)
	f.Add(AcceptStream + ";q=0, " + AcceptPatch)
	f.Add(StreamType + " ; Q = 0.000, text/html")
	f.Add(PatchType + ";v=2")
	f.Add(PatchType + ";v=1;v=999999999999999999999, ;;,=,")
	f.Fuzz(func(t *testing.T, accept string) {
		ask := func(accept string) (Kind, bool) { return Requested(http.Header{"Accept": {accept}}) }
		kind, spoken := ask(accept)
		lower := strings.ToLower(accept)
		switch {
		case kind == StreamKind && !strings.Contains(lower, StreamType), kind == PatchKind && !strings.Contains(lower, PatchType):
			t.Fatalf("%q is taken for kind %d, which it does not name", accept, kind)
		case kind == Document && !spoken:
			t.Fatalf("%q asks for a document, which has no version", accept)
		}
		if again, s := ask(" " + strings.ReplaceAll(accept, ",", " , ") + "\t"); again != kind || s != spoken {
			t.Fatalf("%q: kind %d; with spaces: %d", accept, kind, again)
		}
		if again, _ := ask(strings.ReplaceAll(accept, ",", ";q=0,") + ";q=0"); again != Document && !strings.Contains(lower, "q") {
			t.Fatalf("%q: with the weight 0, kind %d", accept, again)
		}
		if again, _ := Requested(http.Header{"Accept": {"text/html", accept}}); again != kind {
			t.Fatalf("%q: kind %d; on a second line: %d", accept, kind, again)
		}
	})
}

// What is read of Goldfish-Parts is bounded, and is what is written for it.
func FuzzParseParts(f *testing.F) {
	f.Add("/badge Ab3 /stats?days=7 -")
	f.Add(" /a\t- /b")
	f.Add(strings.Repeat("/a - ", 40))
	f.Add("- - \xff \u00a0 x")
	f.Fuzz(func(t *testing.T, header string) {
		parts := ParseParts(header)
		if len(parts) > MaxParts {
			t.Fatalf("%d parts", len(parts))
		}
		again := ParseParts(FormatParts(parts))
		if len(again) != len(parts) {
			t.Fatalf("%q: %v, and again %v", header, parts, again)
		}
		for i, p := range parts {
			if p.URL == "" || p != again[i] {
				t.Fatalf("%q: %v, and again %v", header, p, again[i])
			}
		}
	})
}

// Fingerprints are read as they are written, or not at all.
func FuzzParseFingerprints(f *testing.F) {
	f.Add("a.b.c.d~de")
	f.Add("...")
	f.Add("a.b.c")
	f.Fuzz(func(t *testing.T, text string) {
		read, ok := ParseFingerprints(text)
		if ok && read != (Fingerprints{}) && read.String() != text {
			t.Fatalf("%q is %+v, which is written %q", text, read, read)
		}
	})
}
