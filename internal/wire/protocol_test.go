package wire

import (
	"net/http"
	"strings"
	"testing"
)

func TestRequested(t *testing.T) {
	for _, test := range []struct {
		accept []string
		kind   Kind
		spoken bool
	}{
		{nil, Document, true},
		{[]string{"text/html,*/*;q=0.8"}, Document, true},
		{[]string{"text/html;v=7"}, Document, true},
		{[]string{AcceptPatch}, PatchKind, true},
		{[]string{AcceptStream}, StreamKind, true},
		{[]string{PatchType}, PatchKind, true}, // a tool, or curl
		{[]string{StreamType}, StreamKind, true},
		{[]string{StreamType + ";q=0.9; v=1"}, StreamKind, true},
		{[]string{"*/*;v=2, " + PatchType + ";v=1;q=1"}, PatchKind, true},
		{[]string{PatchType + ", text/html;v=9"}, PatchKind, true},
		{[]string{"text/html", AcceptPatch}, PatchKind, true},
		{[]string{StreamType + ";q=0, text/html"}, Document, true},
		{[]string{StreamType + " ; Q = 0.000"}, Document, true},
		{[]string{StreamType + ";v=1;q=0," + AcceptPatch}, PatchKind, true},
		{[]string{"text/html, " + PatchType + ";q=0"}, Document, true},
		{[]string{strings.ToUpper(PatchType) + ";q=0.001"}, PatchKind, true},
		{[]string{PatchType + "-but-another-type"}, Document, true},
		{[]string{PatchType + ", " + StreamType}, StreamKind, true},
		{[]string{PatchType + ";v=0"}, PatchKind, false},
		{[]string{PatchType + ";v=2"}, PatchKind, false},
		{[]string{StreamType + "; v=2"}, StreamKind, false},
		{[]string{PatchType + ";v="}, PatchKind, false},
		{[]string{PatchType + ";v=-1"}, PatchKind, false},
		{[]string{PatchType + ";v=one"}, PatchKind, false},
		{[]string{PatchType + ";v=18446744073709551617"}, PatchKind, false},
	} {
		kind, spoken := Requested(http.Header{"Accept": test.accept})
		if kind != test.kind || spoken != test.spoken {
			t.Errorf("%q: got %v %v, want %v %v", test.accept, kind, spoken, test.kind, test.spoken)
		}
	}
	header := http.Header{"Accept": {AcceptPatch}}
	if n := testing.AllocsPerRun(100, func() { Requested(header) }); n > 0 {
		t.Errorf("Requested allocates %v times", n)
	}
}

func TestAcceptHasProtocol(t *testing.T) {
	if Protocol < 1 || Protocol > 9 {
		t.Errorf("Protocol is %d: AcceptPatch writes one digit", Protocol)
	}
	if AcceptPatch != "application/vnd.goldfish.patch+json;v=1" {
		t.Errorf("AcceptPatch is %q", AcceptPatch)
	}
}

func TestParts(t *testing.T) {
	parts := []PartVersion{{"/badge", "AbC-_123456"}, {"/stats?days=7", ""}}
	header := FormatParts(parts)
	if want := "/badge AbC-_123456 /stats?days=7 -"; header != want {
		t.Errorf("got %q, want %q", header, want)
	}
	for _, test := range []struct {
		header string
		want   string
	}{
		{"", ""},
		{header, header},
		{header + " /odd", header},
		{"  /a   - ", "/a -"},
		{strings.Repeat("/a - ", MaxParts+3), strings.TrimSpace(strings.Repeat("/a - ", MaxParts))},
	} {
		if got := FormatParts(ParseParts(test.header)); got != test.want {
			t.Errorf("%q: got %q, want %q", test.header, got, test.want)
		}
	}
}

func TestFingerprintsText(t *testing.T) {
	f := Fingerprints{Client: "c", Scripts: "s", Shell: "h"}
	if got := f.String(); got != "c.s.h." {
		t.Errorf("got %q", got)
	}
	if got, ok := ParseFingerprints("c.s.h."); !ok || got != f {
		t.Errorf("got %v %v", got, ok)
	}
	for _, text := range []string{"", "a", "a.b.c", "a.b.c.d.e"} {
		if got, ok := ParseFingerprints(text); ok {
			t.Errorf("%q is read as %v", text, got)
		}
	}
	if got := (Fingerprints{}).String(); got != "" {
		t.Errorf("unknown fingerprints are %q", got)
	}
	if got := Fingerprint([]byte("x")); len(got) != 8 {
		t.Errorf("got %q", got)
	}
}

// An event without a name is a whole body, or a delta.
func TestEvent(t *testing.T) {
	if p, err := Event("v1", Encode(Body{Title: "T", Body: "<p>"})); err != nil || *p.Title != "T" || *p.Body != "<p>" || p.Version != "v1" {
		t.Errorf("got %+v %v", p, err)
	}
	if p, err := Event("v2", []byte(`["T"]`)); err != nil || string(p.Delta) != `["T"]` || p.Version != "v2" {
		t.Errorf("got %+v %v", p, err)
	}
	if _, err := Event("v3", []byte(`{"title":`)); err == nil {
		t.Error("half an event has no error")
	}
}
