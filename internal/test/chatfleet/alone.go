package chatfleet

import (
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/examples/chat/chat"
	"github.com/goldfish-go/goldfish/framework/frameworktest"
	"github.com/goldfish-go/goldfish/router"
)

// changeAlone makes one change of each kind when all is quiet, and compares all tabs after each: no
// later change can show what an earlier one should have.
func changeAlone(t *testing.T, oracle *chat.Store, people []*person, same func(*person, *frameworktest.Tab) string) {
	const room = "lunch"
	for _, p := range people {
		if err := try(func() { p.tabs[0].Go("/rooms/" + room) }); err != "" {
			t.Fatal(err)
		}
	}
	part, author := chat.PartURL{Room: room}, people[0]
	settle := func() {
		for _, p := range people {
			p.settle(same)
		}
	}
	change := func(what string, action router.URL, form url.Values) {
		if !author.post(action, form) {
			t.Fatalf("this is refused: %s", what)
		}
		settle()
	}
	// What was attached while nodes were killed is sent first, as there may be no place for more.
	change("files", chat.Write.URL(part), url.Values{"_send": {"1"}, "text": {"The files"}})
	if err := try(func() { author.attach(author.tabs[0], "The last file") }); err != "" {
		t.Fatal(err)
	}
	settle()
	if text := author.tabs[0].In(".attached").Text(); !strings.Contains(text, ".txt") {
		t.Errorf("after a file was attached, these are: %q", text)
	}
	change("message", chat.Write.URL(part), url.Values{"_send": {"1"}, "text": {"The last one"}})
	r, err := oracle.Room(t.Context(), room)
	if err != nil {
		t.Fatal(err)
	}
	message := chat.MessageURL{Room: room, Number: r.Newest}
	change("edit", chat.Save.URL(message), url.Values{"text": {"The very last one"}})
	change("delete", chat.Delete.URL(message), url.Values{"_confirm": {deleteQuestion}})
	author = people[1]
	change("read", chat.MarkRead.URL(part), url.Values{"number": {strconv.FormatInt(r.Newest, 10)}})
	change("room", chat.CreateRoom.URL(chat.HomeURL{}), url.Values{"name": {"The last room"}})
}
