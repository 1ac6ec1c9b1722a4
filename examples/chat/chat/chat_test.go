package chat

import (
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/framework/frameworktest"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/store"
)

func TestMain(m *testing.M) { os.Exit(browser.Main{M: m}.Run()) }

func newStore(t testing.TB, path string) *Store {
	t.Helper()
	s, err := OpenStore(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// newChat returns a chat on a database, with its files beside it.
func newChat(t testing.TB, path string) *Chat {
	return New(newStore(t, path), files.Folder(path+"-files"))
}

// enters opens a page as one of the demo people.
func enters(v *frameworktest.Visitor, name, url string) *frameworktest.Tab {
	tab := v.Open(url)
	tab.Click(name)
	return tab
}

// A message that one person sends is read, and counted, by another, and edited and deleted by its
// author alone.
func TestConversation(t *testing.T) {
	fresh := func() http.Handler { return newChat(t, filepath.Join(t.TempDir(), "chat.db")).Handler() }
	frameworktest.WithAndWithoutScripts(t, fresh, func(t *testing.T, site *frameworktest.Site) {
		amara, ben := enters(site.Visitor(t), "Amara Okafor", "/rooms/lunch"), enters(site.Visitor(t), "Ben Šimić", "/rooms/garden")
		amara.See("Nothing is written yet")
		amara.Fill("Message", "Soup <b>today</b>?")
		amara.Click("Send")
		if got := amara.Value("Message"); got != "" {
			t.Errorf("the message is sent and still in its field: %q", got)
		}
		amara.Go("/rooms/lunch")
		amara.In(".messages").See("Soup <b>today</b>?")
		ben.Reload()
		ben.In("#room-lunch").See("1")
		ben.In("#sidebar").Click("# Lunch")
		ben.Click("Mark as read")
		ben.Go("/rooms/lunch?message=1")
		ben.In("#own").See("Written by Amara Okafor")
		ben.SeeCount("#room-lunch .badge", 0)
		amara.Go("/rooms/lunch?message=1")
		amara.Fill("Your message", "Salad.")
		amara.Click("Save")
		amara.In("#m1").See("Salad.")
	})
}

// A message is deleted by its author, once, and by nobody else.
func TestOnlyAuthorsChange(t *testing.T) {
	s := newStore(t, filepath.Join(t.TempDir(), "chat.db"))
	change := func(p Person) error {
		return s.Delete(t.Context(), p, "garden", 7, func(transaction) {})
	}
	m, err := s.Message(t.Context(), "garden", 7)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range demoPeople {
		if p != m.Author && change(p) == nil {
			t.Errorf("%s has deleted a message of %s", p.Name, m.Author.Name)
		}
	}
	if err := change(m.Author); err != nil {
		t.Fatal(err)
	}
	if m, err := s.Message(t.Context(), "garden", 7); err != nil || !m.Deleted || m.Text != "" {
		t.Errorf("%+v, %v", m, err)
	}
	if change(m.Author) == nil {
		t.Error("a message was deleted twice")
	}
}
