package client_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/client"
)

func TestName(t *testing.T) {
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

// TestFiles holds that the files are served under the names that the script requests: each has the
// fingerprint of all.
func TestFiles(t *testing.T) {
	for name, script := range client.Files {
		if !regexp.MustCompile(`^[a-z]+-` + client.Fingerprint + `\.js$`).MatchString(name) {
			t.Errorf("%s is not named after the fingerprint %s", name, client.Fingerprint)
		}
		if !strings.Contains(string(script), client.Fingerprint) {
			t.Errorf("%s does not say of which client it is", name)
		}
	}
	if len(client.Files) < 18 {
		t.Errorf("only %d files are served", len(client.Files))
	}
}
