package main

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/examples/chat/chat"
	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/framework/frameworktest"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/test/servers"
	"github.com/goldfish-go/goldfish/store"
)

// startNode starts a node of the chat. It hears of changes from the bus alone: it looks into the
// database once an hour.
func startNode(t *testing.T, database, bus, folder string) *frameworktest.Site {
	t.Helper()
	w, err := waker(bus)
	if err != nil {
		t.Fatal(err)
	}
	s, err := chat.OpenStore(t.Context(), database, store.Options{Waker: w, PollInterval: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return frameworktest.Start(t, func() http.Handler { return closing{chat.New(s, files.Folder(folder))} })
}

// A closing handler ends with its chat.
type closing struct{ *chat.Chat }

func (c closing) ServeHTTP(w http.ResponseWriter, r *http.Request) { c.Handler().ServeHTTP(w, r) }

// signIn signs somebody in and opens a live page.
func signIn(t *testing.T, site *frameworktest.Site, name, page string) (*frameworktest.Visitor, *frameworktest.Tab) {
	t.Helper()
	v := site.Visitor(t)
	v.Open("/sign-in").Click(name)
	return v, v.Open(page).Live()
}

// types sends the signal of somebody who types.
func types(t *testing.T, site *frameworktest.Site, v *frameworktest.Visitor, room string) {
	t.Helper()
	signal := chat.Type.URL(chat.PartURL{Room: room})
	response, err := v.Client().Post(site.URL()+string(signal), "application/x-www-form-urlencoded", strings.NewReader(""))
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode >= 400 {
		t.Fatalf("the signal is answered with %s", response.Status)
	}
}

// One person has two devices on two nodes, on PostgreSQL and each bus. What that person reads,
// writes and attaches on one device follows on the other, as do badges, who is here, and who types.
func TestTwoDevicesOnTwoNodes(t *testing.T) {
	level.Long(t)
	cache, broker := servers.StartRedis(t), startNATS(t)
	for _, test := range []struct {
		name string
		bus  func(database string) string
	}{
		{"postgres", func(database string) string { return database }},
		{"nats", func(string) string { return broker.url() }},
		{"redis", func(string) string { return "redis://127.0.0.1:" + cache.Port }},
	} {
		t.Run(test.name, func(t *testing.T) {
			database, folder := servers.StartPostgres(t).URL(""), t.TempDir()
			one := startNode(t, database, test.bus(database), folder)
			two := startNode(t, database, test.bus(database), folder)
			_, laptop := signIn(t, one, "Amara Okafor", "/rooms/lunch")
			amara, phone := signIn(t, two, "Amara Okafor", "/rooms/lunch")
			benAt, ben := signIn(t, two, "Ben Šimić", "/rooms/lunch")
			devices := []*frameworktest.Tab{laptop, phone}

			for _, tab := range devices { // two people on three tabs
				tab.In("#here-total").See("2")
				tab.In("#room-garden .badge").See("3")
				tab.In("#unread").See("6")
			}
			ben.Go("/rooms/garden")
			ben.Fill("Message", "The tomatoes are ripe.")
			ben.Click("Send")
			for _, tab := range devices {
				tab.In("#room-garden .badge").See("4")
				tab.In("#unread").See("7")
				tab.In("#here-total").See("1")
			}
			types(t, two, benAt, "lunch")
			for _, tab := range devices {
				tab.In(".typing").See("Ben Šimić is typing")
			}

			laptop.Fill("Message", "Half a sentence")
			until(t, "the draft is on the phone", func() bool { return phone.Value("Message") == "Half a sentence" })
			phone.Attach("Attach files", "menu.txt", "Soup")
			laptop.In(".attached").See("menu.txt")
			laptop.Click("Send")
			phone.In("#m1").See("Half a sentence")
			phone.In("#m1 .files").See("menu.txt")
			until(t, "the draft is sent on the phone too", func() bool { return phone.Value("Message") == "" })
			phone.SeeCount(".attached", 0)

			phone.Go("/rooms/garden")
			phone.Click("Mark as read")
			for _, tab := range devices {
				tab.SeeCount("#room-garden .badge", 0)
				tab.In("#unread").See("3")
				tab.AssertMatchesReload()
			}

			// The language too, and a message that loses its file.
			laptop.Click("Deutsch")
			phone.In("header").See("Suche")
			ben.In("header").See("Search")
			message := chat.RemoveFile.URL(chat.MessageURL{Room: "lunch", Number: 1})
			phone.Go("/rooms/lunch?message=1")
			laptop.Go("/rooms/lunch")
			laptop.In("#m1 .files").See("menu.txt")
			file := fileOf(t, laptop)
			response, err := amara.Client().PostForm(two.URL()+string(message), url.Values{"file": {file}, "_confirm": {"„menu.txt“ wird für alle entfernt."}})
			if err != nil || response.StatusCode >= 400 {
				t.Fatalf("the file is not removed: %v, %v", response, err)
			}
			for _, tab := range devices {
				tab.SeeCount("#m1 .files", 0)
				tab.In("#m1").See("Half a sentence")
			}
			phone.SeeCount("#own .own-files", 0)
		})
	}
}

// fileOf returns the ID of the only file of a page.
func fileOf(t *testing.T, tab *frameworktest.Tab) (id string) {
	t.Helper()
	for _, link := range tab.Links() {
		if _, after, ok := strings.Cut(link, "/files/"); ok {
			id = after
		}
	}
	if id == "" {
		t.Fatal("no file is linked")
	}
	return id
}

// until calls ok until it returns true, for up to a minute.
func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !ok(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("not within a minute: %s", what)
		}
	}
}
