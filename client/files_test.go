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

// TestFiles holds that the script knows the files that it loads on demand by the names under which
// they are served.
func TestFiles(t *testing.T) {
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
