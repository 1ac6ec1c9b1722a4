package client_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/templ/text"
)

// The English messages of the client are those of templ/text, under the same names.
func TestMessagesAreThoseOfTheTable(t *testing.T) {
	table := map[string]string{}
	b, err := json.Marshal(text.English.Client)
	if err == nil {
		err = json.Unmarshal(b, &table)
	}
	if err != nil {
		t.Fatal(err)
	}
	call := regexp.MustCompile(`\btext\(\s*"(\w+)",\s*"([^"]*)",?\s*\)`)
	found := map[string]bool{}
	err = fs.WalkDir(os.DirFS("src"), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".ts") {
			return err
		}
		for _, m := range call.FindAllStringSubmatch(contents(t, "src/"+name), -1) {
			found[m[1]] = true
			if table[m[1]] != m[2] {
				t.Errorf("src/%s says %q for %s, text.English.Client says %q", name, m[2], m[1], table[m[1]])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for key := range table {
		if !found[key] {
			t.Errorf("the client never says %s", key)
		}
	}
}

// The client speaks the language of the document, and after another shell the language of that.
func TestMessagesInAnotherLanguage(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	s := serve(t)
	s.shell = shell{root: `lang="de"`, head: `<meta name="goldfish-messages" content='{"failed":"Das hat nicht geklappt."}'>`, chrome: `<p data-gf-flash hidden></p>`}
	s.page("/b", reply{Status: 500})
	tab := s.open(chromium, t, "/a")
	tab.Allow("500")
	flash := func(text string) {
		t.Helper()
		click(tab, `a[href="/b"]`)
		tab.Until(`document.querySelector("[data-gf-flash]").textContent === "` + text + `"`)
	}
	live(tab) // hello clears what is said of the server
	flash("Das hat nicht geklappt.")
	s.mu.Lock()
	s.shell.root, s.shell.head = `lang="en"`, ""
	s.made = made("~en")
	s.mu.Unlock()
	live(tab)
	s.listening("/a").send <- "event: shell\ndata: {}\n\n"
	tab.Until(`document.documentElement.lang === "en" && !document.querySelector("meta[name=goldfish-messages]")`)
	flash("That did not work. Please try again.")
}

func contents(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
