package client_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/client"
)

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestContract compares the names that the client knows with those of the server and of the protocol's document.
func TestContract(t *testing.T) {
	ours := map[string]string{} // value → name
	for _, m := range regexp.MustCompile(`(?m)^export const (\w+) = "([^"]+)";`).FindAllStringSubmatch(read(t, "src/contract.ts"), -1) {
		ours[m[2]] = m[1]
	}
	constant := regexp.MustCompile(`(?m)^\s*(?:const )?(\w+)\s*=\s*"([^"]+)"`)
	for _, m := range constant.FindAllStringSubmatch(read(t, "../templ/markup/contract.go"), -1) {
		if ours[m[2]] != m[1] {
			t.Errorf("templ/markup/contract.go calls %q %s, src/contract.ts calls it %q", m[2], m[1], ours[m[2]])
		}
	}
	for _, m := range constant.FindAllStringSubmatch(read(t, "../framework/wire.go"), -1) {
		if regexp.MustCompile(`^(type|header|event)[A-Z]`).MatchString(m[1]) && ours[m[2]] == "" {
			t.Errorf("framework/wire.go knows %s = %q, src/contract.ts does not", m[1], m[2])
		}
	}
	protocol := read(t, "../docs/protocol.md")
	for value, name := range ours {
		if !strings.Contains(protocol, value) {
			t.Errorf("src/contract.ts has %s = %q, which docs/protocol.md does not mention", name, value)
		}
	}
	for _, value := range regexp.MustCompile("`(data-[a-z]+)`").FindAllStringSubmatch(protocol, -1) {
		if ours[value[1]] == "" {
			t.Errorf("docs/protocol.md has %s, src/contract.ts does not", value[1])
		}
	}
}

func TestClientFileName(t *testing.T) {
	if !regexp.MustCompile(`^client-[0-9a-f]{8}\.js$`).MatchString(client.Name) {
		t.Errorf("the script is called %s", client.Name)
	}
	if len(client.Script) < 1000 {
		t.Errorf("the script has %d bytes", len(client.Script))
	}
	for name, script := range client.Files {
		for _, no := range []string{"eval(", "new Function", "document.write"} {
			if strings.Contains(string(script), no) {
				t.Errorf("%s holds %s", name, no)
			}
		}
	}
}

// TestClientFilesAreEmbedded holds that the script knows the files that it loads on demand by the names under which they are served.
func TestClientFilesAreEmbedded(t *testing.T) {
	known := regexp.MustCompile(`"\./([a-z]+-[0-9a-f]{8}\.js)"`).FindAllSubmatch(client.Script, -1)
	if len(known) != len(client.Files)-1 {
		t.Errorf("the script knows %d files, of %d", len(known), len(client.Files)-1)
	}
	for _, m := range known {
		if client.Files[string(m[1])] == nil {
			t.Errorf("the script loads %s, which is not served", m[1])
		}
	}
}
