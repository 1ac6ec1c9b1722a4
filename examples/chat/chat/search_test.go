package chat

import (
	"fmt"
	"net/http"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/framework/frameworktest"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// sends adds messages, and returns the number of the last one.
func sends(t testing.TB, s *Store, author Person, room string, texts ...string) (number int64) {
	t.Helper()
	err := s.transact(t.Context(), func(tx transaction) (err error) {
		for _, text := range texts {
			if number, err = s.Send(t.Context(), tx, author, room, text); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return number
}

// A search finds the messages that have all words, in any case and order, and takes each character
// as it is. What is deleted or changed is not found any more.
func TestSearchWords(t *testing.T) {
	s := newStore(t, filepath.Join(t.TempDir(), "chat.db"))
	amara := demoPeople[0]
	sends(t, s, amara, "lunch", "Größe 100% of the SOUP_pot")
	sends(t, s, amara, "lunch", "Größe 100 of the soup pot")
	gone := sends(t, s, amara, "lunch", "A secret soup")
	found := func(u SearchURL) (all []int64) {
		t.Helper()
		messages, err := s.Search(t.Context(), u)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range messages {
			all = append(all, m.Number)
		}
		return all
	}
	for q, want := range map[string]string{
		"größe": "[2 1]", "soup GRÖSSE": "[]", "pot größe": "[2 1]", "100%": "[1]", "soup_pot": "[1]", "secret": "[3]", `\`: "[]", "  ": "[]",
	} {
		if got := fmt.Sprint(found(SearchURL{Q: q, Room: "lunch"})); got != want {
			t.Errorf("%q finds %s, want %s", q, got, want)
		}
	}
	if got := found(SearchURL{Q: "secret soup", Room: "garden"}); len(got) > 0 {
		t.Errorf("another room has %v", got)
	}
	if err := s.Delete(t.Context(), amara, "lunch", gone, func(transaction) {}); err != nil {
		t.Fatal(err)
	}
	if err := s.Edit(t.Context(), amara, "lunch", 2, "Salad", func(transaction) {}); err != nil {
		t.Fatal(err)
	}
	for q, want := range map[string]string{"secret": "[]", "größe": "[1]", "salad": "[2]"} {
		if got := fmt.Sprint(found(SearchURL{Q: q})); got != want {
			t.Errorf("after the changes %q finds %s, want %s", q, got, want)
		}
	}
}

// wellAmong are so many texts, of which one tells of a well.
func wellAmong(n, at int) (texts []string) {
	for i := range n {
		text := fmt.Sprint("Message ", i)
		if i == at {
			text = "The old well has water"
		}
		texts = append(texts, text)
	}
	return texts
}

// What is found leads to the message among its neighbours, which alone is marked.
func TestSearchLeadsToMessage(t *testing.T) {
	fresh := func() http.Handler {
		c := newChat(t, filepath.Join(t.TempDir(), "chat.db"))
		sends(t, c.store, demoPeople[1], "garden", wellAmong(200, 0)...)
		return c.Handler()
	}
	frameworktest.WithAndWithoutScripts(t, fresh, func(t *testing.T, site *frameworktest.Site) {
		tab := enters(site.Visitor(t), "Amara Okafor", "/rooms/garden")
		tab.DontSee("The old well")
		tab.Go("/search")
		tab.Fill("Search messages", "WATER well")
		tab.Go("/search?q=WATER+well")
		tab.SeeCount(".found .message", 1)
		if links := tab.In("#found-garden-8").Links(); len(links) != 1 {
			t.Errorf("what is found has the links %v", links)
		} else {
			tab.Go(links[0])
		}
		tab.In("[data-marked]").See("The old well has water")
		tab.SeeCount("[data-marked]", 1)
		tab.See("Message 1")
		tab.See("Then let us take ten minutes")
		if got := tab.URL(); got != "/rooms/garden?at=8#m8" {
			t.Errorf("the address is %s", got)
		}
	})
}

// A room is made once; its name is its address. A wrong name is refused, and kept in its field.
func TestCreateRoom(t *testing.T) {
	fresh := func() http.Handler { return newChat(t, filepath.Join(t.TempDir(), "chat.db")).Handler() }
	frameworktest.WithAndWithoutScripts(t, fresh, func(t *testing.T, site *frameworktest.Site) {
		amara, ben := enters(site.Visitor(t), "Amara Okafor", "/"), enters(site.Visitor(t), "Ben Šimić", "/rooms/lunch")
		for _, wrong := range []string{"?!", "A name of a room that has forty-one letters"} {
			amara.Fill("New room", wrong)
			amara.Click("Make the room")
			amara.See("Give the room a name of up to 40 letters.")
			if got := amara.Value("New room"); got != wrong {
				t.Errorf("the field has %q, want %q", got, wrong)
			}
		}
		for range 2 { // the second time it is opened
			amara.Go("/")
			amara.Fill("New room", "Bücher & Tea!")
			amara.Click("Make the room")
			if got := amara.URL(); got != "/rooms/b%C3%BCcher-tea" {
				t.Errorf("the address is %s", got)
			}
			amara.See("Bücher & Tea!")
		}
		ben.Reload()
		ben.SeeCount("#sidebar li", len(demoRooms)+1)
		ben.In("#sidebar").Click("# Bücher & Tea!")
		ben.See("Nothing is written yet")
	})
}

// Who searches and follows what was found sees the message in the middle of the history, and Back
// leads to what was found.
func TestSearchAndBack(t *testing.T) {
	level.Long(t)
	url, c := node(t, filepath.Join(t.TempDir(), "chat.db"))
	sends(t, c.store, demoPeople[1], "garden", wellAmong(300, 100)...)
	tab := opens(t, url+"/search", "Amara Okafor")
	tab.Run(chromedp.SendKeys("input[name=q]", "old well", chromedp.ByQuery))
	tab.Until("location.search === '?q=old+well' && document.querySelectorAll('.found .message').length === 1")
	tab.Run(chromedp.Click(".found .when", chromedp.ByQuery))
	tab.Until("location.pathname + location.search + location.hash === '/rooms/garden?at=108#m108'")
	tab.Until("(m => m?.id === 'm108' && m.innerText.includes('old well') && (r => r.top > 0 && r.bottom < innerHeight)(m.getBoundingClientRect()))(document.querySelector('[data-marked]'))")
	tab.Go(-1)
	tab.Until("location.pathname + location.search === '/search?q=old+well' && document.querySelector('input[name=q]').value === 'old well' && document.querySelectorAll('.found .message').length === 1")
	// A message that fits appears.
	sends(t, c.store, demoPeople[2], "lunch", "Another old well")
	tab.Until("document.querySelectorAll('.found .message').length === 2")
}

// Who scrolls up, opens something of a message and comes back finds the messages where they were.
func TestBackKeepsScroll(t *testing.T) {
	level.Long(t)
	url, _ := node(t, filepath.Join(t.TempDir(), "chat.db"))
	tab := opens(t, url+"/rooms/general", "Amara Okafor")
	tab.Until("document.querySelector('#m400').getBoundingClientRect().bottom <= innerHeight")
	tab.Eval("document.querySelector('.scroller').scrollBy(0, -1e6)", nil)
	tab.Until("Number(new URLSearchParams(location.search).get('from')) > 0 && !document.documentElement.ariaBusy && document.querySelector('.messages').firstElementChild.getBoundingClientRect().bottom < 0")
	tab.Eval("document.querySelector('#m320').scrollIntoView({block: 'center'})", nil)
	const top = "document.querySelector('#m320')?.getBoundingClientRect().top"
	search, before := tab.Text("location.search"), tab.Text(top)
	for _, leave := range []struct{ link, there string }{
		{"#m320 .open-options", "document.querySelector('#own')"},
		{"#m320 .when", "document.querySelector('#m320[data-marked]')"},
		{"#room-lunch a", "location.pathname === '/rooms/lunch' && !document.querySelector('#m320')"},
	} {
		tab.Eval(fmt.Sprintf("document.querySelector(%q).click()", leave.link), nil)
		tab.Until(leave.there)
		tab.Go(-1)
		tab.Until(fmt.Sprintf("location.search === %q && Math.abs(%s - %s) <= 1", search, top, before))
	}
}
