package desk

import (
	"errors"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Every sentence of the desk is there in German, with what is filled in.
func TestGermanIsComplete(t *testing.T) {
	needed := map[string]bool{}
	call := regexp.MustCompile(`\btext\(ctx, "([^"]+)"|(?:setClosed\(\w+|need\(.*|head|add\(ctx), ?"([A-Z][^"]+)"\)|Message: "([^"]+)"|\b(?:head|add)\("(\w+)"`)
	for _, pattern := range []string{"*.go", "*.templ"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, "_templ.go") || strings.HasPrefix(name, "store") || name == "seed.go" {
				continue
			}
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range call.FindAllStringSubmatch(string(source), -1) {
				if s := m[1] + m[2] + m[3] + m[4]; !strings.HasPrefix(s, "SELECT") && !strings.HasPrefix(s, "INSERT") {
					needed[s] = true
				}
			}
		}
	}
	for _, v := range (Priority("")).Values() {
		needed[word(t.Context(), v)] = true
	}
	for _, v := range (Label("")).Values() {
		needed[word(t.Context(), v)] = true
	}
	for s := range needed {
		if german[s] == "" {
			t.Errorf("no German for %q", s)
		}
		if strings.Count(german[s], "%") != strings.Count(s, "%") {
			t.Errorf("%q and %q fill in different things", s, german[s])
		}
	}
	for s := range german {
		if !needed[s] {
			t.Errorf("nobody says %q", s)
		}
	}
}

// Without a session the page of the error is in the language of the browser.
func TestSessionFailureInTheBrowsersLanguage(t *testing.T) {
	for accept, want := range map[string][]string{
		"":               {`lang="en"`, "Your session cannot be read"},
		"fr":             {`lang="en"`, "Your session cannot be read"},
		"de-CH,en;q=0.5": {`lang="de"`, "Ihre Sitzung kann", "Zu den Tickets"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Accept-Language", accept)
		w := httptest.NewRecorder()
		sessionsFailed(w, r, errors.New("down"))
		for _, part := range want {
			if !strings.Contains(w.Body.String(), part) {
				t.Errorf("Accept-Language %q: %q is not in %s", accept, part, w.Body)
			}
		}
	}
}
