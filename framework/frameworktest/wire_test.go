package frameworktest

import (
	"os"
	"strings"
	"testing"
)

// The names on the wire are those of the protocol.
func TestNames(t *testing.T) {
	text, err := os.ReadFile("../../docs/protocol.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{typePatch, typeStream, headerFrom, headerVersion, eventHello, eventStale, eventFresh, eventShell, eventRecheck,
		"url", "history", "fingerprints", "title", "version", "body", "delta", "notice", "flash", "fields", "message", "next", "location"} {
		if !strings.Contains(string(text), "`"+name+"`") {
			t.Errorf("docs/protocol.md does not say what %s is", name)
		}
	}
}

func TestInner(t *testing.T) {
	for source, want := range map[string]string{
		`<div id="page"><div>a</div><p>b<br></p></div><div>c</div>`:                        `<div>a</div><p>b<br></p>`,
		`<p id=x><div class=a ID="page" data-x="</div>">a<!-- </div> --></div>`:            `a<!-- </div> -->`,
		`<div id="page"><textarea></div></textarea><script>"</div>"</script>b</div></div>`: `<textarea></div></textarea><script>"</div>"</script>b`,
		`<div>`: ``,
	} {
		if got := inner(source, "page"); got != want {
			t.Errorf("inside %s is %q", source, got)
		}
	}
}
