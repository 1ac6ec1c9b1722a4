// Package contract holds a test alone: the names on the wire are the same for the server, the
// client and the reader.
package contract

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile("../../../" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// quoted returns the string constants of a source file that look like names on the wire.
func quoted(source string, pattern string) []string {
	var names []string
	for _, m := range regexp.MustCompile(`"(`+pattern+`)"`).FindAllStringSubmatch(source, -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func TestNames(t *testing.T) {
	protocol := read(t, "docs/protocol.md")
	client := read(t, "client/src/contract.ts")
	markup := read(t, "templ/markup/contract.go")
	wire := read(t, "framework/wire.go")

	for _, test := range []struct{ what, pattern, server string }{
		{"attributes", `data-gf-[a-z]+`, markup},
		{"headers", `Goldfish-[A-Za-z]+`, wire},
		{"media types", `(?:application|text)/[a-z.+-]+`, wire},
		{"events", `hello|stale|fresh|reload|part`, wire},
	} {
		server, browser := quoted(test.server, test.pattern), quoted(client, test.pattern)
		if !slices.Equal(server, browser) {
			t.Errorf("%s: the server has %v, the client %v", test.what, server, browser)
		}
		if len(server) < 2 {
			t.Errorf("%s: only %v were found", test.what, server)
		}
		for _, name := range server {
			if !strings.Contains(protocol, name) {
				t.Errorf("docs/protocol.md does not speak of %s", name)
			}
		}
	}
}

// The fields of a patch are the same in Go, in TypeScript and in the table.
func TestFields(t *testing.T) {
	var server []string
	wire := read(t, "framework/wire.go")
	patch := wire[strings.Index(wire, "type patchBody struct"):]
	patch = patch[:strings.Index(patch, "\n}")]
	for _, m := range regexp.MustCompile("`json:\"([a-z]+),omitempty\"`").FindAllStringSubmatch(patch, -1) {
		server = append(server, m[1])
	}
	client := read(t, "client/src/contract.ts")
	start := strings.Index(client, "interface PatchAnswer")
	body := client[start : start+strings.Index(client[start:], "}")]
	var browser []string
	for _, m := range regexp.MustCompile(`(?m)^\s*([a-z]+)\?:`).FindAllStringSubmatch(body, -1) {
		browser = append(browser, m[1])
	}
	slices.Sort(server)
	slices.Sort(browser)
	if !slices.Equal(server, browser) {
		t.Errorf("the server has %v, the client %v", server, browser)
	}
	for _, name := range server {
		if !strings.Contains(read(t, "docs/protocol.md"), "| `"+name+"` |") {
			t.Errorf("docs/protocol.md has no row for %s", name)
		}
	}
}
