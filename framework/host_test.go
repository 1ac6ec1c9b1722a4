package framework_test

import (
	"fmt"
	"net/http/httptest"
	"testing"

	"github.com/goldfish-go/goldfish/framework"
)

// Against DNS rebinding: an app can name its hosts, and development mode answers this machine
// alone.
func TestAllowedHosts(t *testing.T) {
	any := newSite(t, "")
	named := newSite(t, "", framework.Options[User]{AllowedHosts: []string{"desk.example", ".Teams.example", "::1"}})
	dev := newSite(t, "", framework.Options[User]{Dev: true})
	devNamed := newSite(t, "", framework.Options[User]{Dev: true, AllowedHosts: []string{"desk.example"}})
	for _, test := range []struct {
		host                       string
		any, named, dev, bothNamed int
	}{
		{"desk.example", 200, 200, 421, 200},
		{"DESK.example.:8080", 200, 200, 421, 200},
		{"red.teams.example:443", 200, 200, 421, 421},
		{"teams.example", 200, 421, 421, 421},
		{".teams.example", 200, 421, 421, 421},
		{"evil.example", 200, 421, 421, 421},
		{"desk.example.evil.example", 200, 421, 421, 421},
		{"localhost:8080", 200, 421, 200, 421},
		{"app.localhost", 200, 421, 200, 421},
		{"localhost.evil.example", 200, 421, 421, 421},
		{"127.0.0.1:8080", 200, 421, 200, 421},
		{"127.0.0.1.evil.example", 200, 421, 421, 421},
		{"[::1]:8080", 200, 200, 200, 421},
		{"10.0.0.1", 200, 421, 421, 421},
		{"", 200, 421, 421, 421},
	} {
		for name, of := range map[string]struct {
			*site
			status int
		}{"any": {any, test.any}, "named": {named, test.named}, "dev": {dev, test.dev}, "both": {devNamed, test.bothNamed}} {
			of.host = test.host
			for _, a := range []answer{of.get("/notes"), of.do("GET", "/notes", asPatch, ""), of.do("POST", "/notes?_action=add", "", form("text", "x"))} {
				if ok := a.StatusCode == 200 || a.StatusCode == 303; ok != (of.status == 200) || !ok && a.StatusCode != 421 {
					t.Errorf("%s, host %q: got %d, want %d", name, test.host, a.StatusCode, of.status)
				}
			}
		}
	}
	r := httptest.NewRequest("GET", "/_goldfish/dev", nil)
	r.Host = "evil.example"
	w := httptest.NewRecorder()
	dev.app.ServeHTTP(w, r)
	want(t, "the warnings of development mode", w.Code, 421)
	for _, bad := range []string{"", "https://desk.example", "desk.example:80", "*.desk.example", "desk.example/"} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("AllowedHosts takes %q", bad)
				}
			}()
			framework.New(viewer, framework.Options[User]{AllowedHosts: []string{bad}})
		}()
	}
	contains(t, "the answer", fmt.Sprint(named.get("/notes").body), "This address is not one of this site.")
}
