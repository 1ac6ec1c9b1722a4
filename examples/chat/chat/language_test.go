package chat

import (
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/framework/frameworktest"
)

// Every sentence is there in German, with what is filled in. internal/test/sentences finds those
// that are not in the table.
func TestGermanIsComplete(t *testing.T) {
	needed := map[string]bool{}
	call := regexp.MustCompile(`\b(?:text|textWith)\((?:ctx|inViewersLanguage\(r, viewer\)), "([^"]+)"|\bsentenceOf\("([^"]+)"`)
	for _, pattern := range []string{"*.go", "*.templ"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, "_templ.go") {
				continue
			}
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range call.FindAllStringSubmatch(string(source), -1) {
				needed[m[1]+m[2]] = true
			}
		}
	}
	verb := regexp.MustCompile(`%\w`)
	for s := range needed {
		if german[s] == "" {
			t.Errorf("no German for %q", s)
		}
		if got, want := verb.FindAllString(german[s], -1), verb.FindAllString(s, -1); strings.Join(got, "") != strings.Join(want, "") {
			t.Errorf("%q and %q fill in different things", s, german[s])
		}
	}
	for s := range german {
		if !needed[s] {
			t.Errorf("nothing uses %q", s)
		}
	}
}

// A person chooses a language once: it is there on all devices, and for nobody else. Without being
// signed in it is this browser's.
func TestLanguageOfPerson(t *testing.T) {
	fresh := func() http.Handler { return newChat(t, filepath.Join(t.TempDir(), "chat.db")).Handler() }
	frameworktest.WithAndWithoutScripts(t, fresh, func(t *testing.T, site *frameworktest.Site) {
		laptop := site.Visitor(t)
		tab := laptop.Open("/sign-in")
		tab.Click("Deutsch")
		tab.See("Wer sind Sie?")
		tab.Click("Ben Šimić")
		tab.Click("English")
		tab.See("Choose a room, or make one.")
		phone := enters(site.Visitor(t), "Amara Okafor", "/rooms/lunch")
		phone.Click("Deutsch")
		if got := phone.URL(); got != "/rooms/lunch" {
			t.Errorf("after the choice the page is %s", got)
		}
		phone.See("Noch ist nichts geschrieben")
		tab = laptop.Open("/sign-in")
		tab.See("Who are you?")
		tab.Click("Amara Okafor")
		tab.Go("/rooms/lunch")
		tab.See("Noch ist nichts geschrieben")
		ben := enters(site.Visitor(t), "Ben Šimić", "/rooms/lunch")
		ben.See("Nothing is written yet")
		tab.Click("English")
		tab.See("Nothing is written yet")
		phone.Reload()
		phone.See("Nothing is written yet")
	})
}

// An open page on another device of the person changes its language at once; those of others do
// not.
func TestLanguageReachesOtherDevices(t *testing.T) {
	site := frameworktest.Start(t, func() http.Handler { return newChat(t, filepath.Join(t.TempDir(), "chat.db")).Handler() })
	laptop, phone := site.Visitor(t), site.Visitor(t)
	tab, live := enters(laptop, "Amara Okafor", "/rooms/lunch"), enters(phone, "Amara Okafor", "/rooms/lunch").Live()
	ben := enters(site.Visitor(t), "Ben Šimić", "/rooms/lunch").Live()
	tab.Click("Deutsch")
	live.Await(func(p *frameworktest.Page) bool { return strings.Contains(p.Text(), "Noch ist nichts geschrieben") })
	ben.See("Nothing is written yet")
}

// What is wrong is shown in the language of the person, whatever finds it.
func TestErrorsInGerman(t *testing.T) {
	site := frameworktest.Start(t, func() http.Handler { return newChat(t, filepath.Join(t.TempDir(), "chat.db")).Handler() })
	amara := site.Visitor(t)
	tab := enters(amara, "Amara Okafor", "/rooms/lunch")
	tab.Click("Deutsch")
	tab.Click("Senden")
	tab.See("Schreiben Sie etwas, oder hängen Sie eine Datei an.")
	tab.Fill("Nachricht", strings.Repeat("ä", maxText+1))
	tab.Click("Senden")
	tab.See("Eine Nachricht hat höchstens 4000 Zeichen.")
	tab.Fill("Nachricht", strings.Repeat("ä", maxText))
	tab.Click("Senden")
	tab.DontSee("Eine Nachricht hat höchstens")
	tab.Go("/")
	tab.Fill("Neuer Raum", "!")
	tab.Click("Raum anlegen")
	tab.See("Geben Sie dem Raum einen Namen mit bis zu 40 Zeichen.")
	tab = amara.NoScript().Open("/rooms/lunch/write")
	tab.Click("Anhängen")
	tab.See("Wählen Sie zuerst eine Datei.")
	for range maxAttached + 1 {
		tab.Attach("Dateien anhängen", "a.txt", "Suppe")
	}
	tab.Click("Anhängen")
	tab.See("höchstens 10 Dateien")
	for path, want := range map[string]string{
		"/rooms/nowhere":          "Diesen Raum gibt es nicht.",
		"/rooms/lunch/99":         "Diese Nachricht gibt es nicht.",
		"/rooms/lunch/files/none": "Diese Datei gibt es nicht oder nicht mehr.",
	} {
		if response, body := get(t, site, amara, path); response.StatusCode != http.StatusNotFound || !strings.Contains(body, want) {
			t.Errorf("%s: %s, %s", path, response.Status, body)
		}
	}
	response, err := amara.Client().PostForm(site.URL()+string(Delete.URL(MessageURL{"garden", 6})), map[string][]string{"_confirm": {german[deleteQuestion(t.Context())]}})
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusForbidden {
		t.Errorf("a message of somebody else: %s", response.Status)
	}
	response, err = amara.Client().PostForm(site.URL()+string(Speak.URL(SignInURL{})), map[string][]string{"language": {"tlh"}})
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusBadRequest {
		t.Errorf("a language that the chat does not have: %s", response.Status)
	}
}
