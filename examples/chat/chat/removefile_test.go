package chat

import (
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/framework/frameworktest"
)

// sendsWithFiles sends a message with files of these names.
func sendsWithFiles(t testing.TB, c *Chat, author Person, entered string, names ...string) Message {
	t.Helper()
	var number int64
	err := c.store.transact(t.Context(), func(tx transaction) (err error) {
		var attached []Attachment
		for _, name := range names {
			attached = append(attached, Attachment{File: files.File{ID: "of-" + name, Name: name, Size: 4, Type: "text/plain"}})
		}
		if err = c.store.attach(t.Context(), tx, author, "lunch", attached); err == nil {
			number, err = c.store.Send(t.Context(), tx, author, "lunch", entered)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	m, err := c.store.Message(t.Context(), "lunch", number)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// An author removes one file of a message, which others see at once. The other file and the text
// stay, and the content is deleted.
func TestRemoveFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "chat.db")
	site := frameworktest.Start(t, func() http.Handler { return newChat(t, path).Handler() })
	ben := enters(site.Visitor(t), "Ben Šimić", "/rooms/lunch").Live()
	tab := enters(site.Visitor(t).NoScript(), "Amara Okafor", "/rooms/lunch")
	for _, name := range []string{"menu.txt", "price.txt"} {
		tab.Attach("Attach files", name, "Soup of "+name)
		tab.Click("Attach")
	}
	tab.Fill("Message", "Look")
	tab.Click("Send")
	ben.Await(func(p *frameworktest.Page) bool { return strings.Contains(p.Text(), "price.txt") })
	tab.Go("/rooms/lunch?message=1")
	tab.In("#own").Click("Remove price.txt")
	tab.See("“price.txt” will be removed for everybody.")
	tab.Click("Cancel")
	tab.Go("/rooms/lunch?message=1")
	tab.In("#own").Click("Remove price.txt")
	tab.In(".goldfish-confirm").Click("Remove")
	if got := tab.URL(); got != "/rooms/lunch?at=1&message=1#m1" {
		t.Errorf("the page is %s", got)
	}
	tab.In("#own .own-files").See("menu.txt")
	tab.DontSee("price.txt")
	tab.In("#m1").See("Look")
	ben.Await(func(p *frameworktest.Page) bool { return !strings.Contains(p.Text(), "price.txt") })
	ben.In("#m1 .files").See("menu.txt")
	ben.Go("/rooms/lunch?message=1")
	ben.SeeCount("#own .own-files", 0)
	ben.Go("/search?q=price")
	ben.See("No message has these words")
	ben.Go("/search?q=look")
	ben.In("#found-lunch-1").See("menu.txt")
	if got := stored(t, path); len(got) != 1 {
		t.Errorf("%d files are stored, want 1", len(got))
	}
}

// removes posts the form that removes a file, with the answer to a question.
func removes(t testing.TB, site *frameworktest.Site, v *frameworktest.Visitor, m Message, file, question string) int {
	t.Helper()
	response, err := v.Client().PostForm(site.URL()+string(RemoveFile.URL(MessageURL{m.Room, m.Number})),
		url.Values{"file": {file}, "_page": {"1"}, "_confirm": {question}})
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	return response.StatusCode
}

// Only the author removes a file, who is asked before. Twice is as once.
func TestOnlyAuthorsRemoveFiles(t *testing.T) {
	c := newChat(t, filepath.Join(t.TempDir(), "chat.db"))
	site := frameworktest.Start(t, func() http.Handler { return c.Handler() })
	amara, ben := site.Visitor(t), site.Visitor(t)
	enters(amara, "Amara Okafor", "/")
	enters(ben, "Ben Šimić", "/")
	m := sendsWithFiles(t, c, demoPeople[0], "Look", "a.txt", "b.txt")
	other := sendsWithFiles(t, c, demoPeople[1], "", "c.txt")
	question := removeQuestion(t.Context(), m, m.Files[0])
	for _, try := range []struct {
		who                *frameworktest.Visitor
		file, question     string
		want, files, other int
	}{
		{ben, m.Files[0].ID, question, http.StatusForbidden, 2, 1},
		{site.Visitor(t), m.Files[0].ID, question, http.StatusUnauthorized, 2, 1},
		{amara, m.Files[0].ID, removeQuestion(t.Context(), m, m.Files[1]), http.StatusUnprocessableEntity, 2, 1},
		{amara, other.Files[0].ID, question, http.StatusSeeOther, 2, 1},
		{amara, m.Files[0].ID, question, http.StatusSeeOther, 1, 1},
		{amara, m.Files[0].ID, question, http.StatusSeeOther, 1, 1},
	} {
		if got := removes(t, site, try.who, m, try.file, try.question); got != try.want {
			t.Errorf("%q: %d, want %d", try.question, got, try.want)
		}
		for number, want := range map[int64]int{m.Number: try.files, other.Number: try.other} {
			if now, err := c.store.Message(t.Context(), "lunch", number); err != nil || len(now.Files) != want || now.Deleted {
				t.Fatalf("message %d is %+v, %v; want %d files", number, now, err, want)
			}
		}
	}
}

// A message without text goes with its last file, as if it was deleted. The question says so.
func TestRemoveLastFile(t *testing.T) {
	c := newChat(t, filepath.Join(t.TempDir(), "chat.db"))
	site := frameworktest.Start(t, func() http.Handler { return c.Handler() })
	amara := site.Visitor(t)
	tab := enters(amara, "Amara Okafor", "/rooms/lunch").Live()
	m := sendsWithFiles(t, c, demoPeople[0], "", "a.txt", "b.txt")
	if got := removes(t, site, amara, m, m.Files[0].ID, removeQuestion(t.Context(), m, m.Files[0])); got != http.StatusSeeOther {
		t.Errorf("the first file: %d", got)
	}
	if got := removes(t, site, amara, m, m.Files[1].ID, removeQuestion(t.Context(), m, m.Files[1])); got != http.StatusUnprocessableEntity {
		t.Errorf("the last file, with the answer to another question: %d", got)
	}
	m.Files = m.Files[1:]
	if question := removeQuestion(t.Context(), m, m.Files[0]); !strings.Contains(question, "The message will be deleted") {
		t.Errorf("the question is %q", question)
	} else if got := removes(t, site, amara, m, m.Files[0].ID, question); got != http.StatusSeeOther {
		t.Errorf("the last file: %d", got)
	}
	if now, err := c.store.Message(t.Context(), "lunch", m.Number); err != nil || !now.Deleted || len(now.Files) > 0 {
		t.Fatalf("the message is %+v, %v", now, err)
	}
	tab.Await(func(p *frameworktest.Page) bool { return strings.Contains(p.Text(), "This message was deleted.") })
	if left, err := c.store.unneeded(t.Context()); err != nil || len(left) > 0 {
		t.Errorf("these are still to be deleted: %v, %v", left, err)
	}
}

// A person empties the text of a message on one device, and removes its only file on another: the
// later one is refused, so that no message has nothing in it.
func TestEditAndRemoveFile(t *testing.T) {
	c := newChat(t, filepath.Join(t.TempDir(), "chat.db"))
	nothing := func(transaction) {}
	m := sendsWithFiles(t, c, demoPeople[0], "Look", "a.txt")
	if err := c.store.RemoveFile(t.Context(), demoPeople[0], m, m.Files[0].ID, nothing); err != nil {
		t.Fatal(err)
	}
	if err := c.store.Edit(t.Context(), demoPeople[0], "lunch", m.Number, "", nothing); err == nil {
		t.Error("a message has neither text nor file")
	}
	if now, err := c.store.Message(t.Context(), "lunch", m.Number); err != nil || now.Text != "Look" || now.Deleted {
		t.Errorf("the message is %+v, %v", now, err)
	}
}
