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

func TestName(t *testing.T) {
	if !regexp.MustCompile(`^client-[0-9a-f]{8}\.js$`).MatchString(client.Name) {
		t.Errorf("the script is called %s", client.Name)
	}
	if len(client.Script) < 1000 {
		t.Errorf("the script has %d bytes", len(client.Script))
	}
	for _, no := range []string{"eval(", "new Function", "document.write"} {
		if strings.Contains(string(client.Script), no) {
			t.Errorf("the script holds %s", no)
		}
	}
}
