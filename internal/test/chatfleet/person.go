package chatfleet

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/examples/chat/chat"
	"github.com/goldfish-go/goldfish/framework/frameworktest"
	"github.com/goldfish-go/goldfish/router"
)

// A person has two browsers, and several tabs.
type person struct {
	t              *testing.T
	name           string
	random         *rand.Rand
	tabs           []*frameworktest.Tab
	site, another  *frameworktest.Site
	browser, fresh *frameworktest.Visitor
	log            strings.Builder
}

func newPerson(t *testing.T, site, another *frameworktest.Site, name string, seed uint64) *person {
	p := &person{t: t, site: site, another: another, name: name, random: rand.New(rand.NewPCG(rand.Uint64(), seed))}
	p.fresh = another.Visitor(soft{t})
	p.fresh.Open("/sign-in").Click(name)
	for _, pages := range [][]string{{"/rooms/general", "/rooms/lunch"}, {"/rooms/garden", "/search?q=coffee"}} {
		p.browser = site.Visitor(soft{t})
		p.browser.Open("/sign-in").Click(name)
		for _, page := range pages {
			p.tabs = append(p.tabs, p.browser.Open(page).Live())
		}
	}
	return p
}

// step does something in one tab. Much of it cannot be done just then, and is left.
func (p *person) step(done *tally) {
	tab := p.tabs[p.random.IntN(len(p.tabs))]
	shows := func(text string) bool { return strings.Contains(tab.Text(), text) }
	do := func(what string, f func() bool) {
		ok := false
		line, _, _ := strings.Cut(try(func() { ok = f() }), "\n")
		if ok && line == "" && tab.Status() == http.StatusOK {
			done.add(what)
		}
		fmt.Fprintf(&p.log, "\t%s at %s, %v, %d: %s\n", what, tab.URL(), ok, tab.Status(), line)
	}
	room := []string{"general", "garden", "lunch"}[p.random.IntN(3)]
	switch p.random.IntN(11) {
	case 0, 1, 2:
		if shows("Send") {
			do("message", func() bool { tab.Fill("Message", p.words()); tab.Click("Send"); return true })
		}
	case 3, 4:
		do("edit", func() bool {
			if !p.openOwn(tab, room) {
				return false
			}
			tab.Fill("Your message", p.words())
			tab.Click("Save")
			return true
		})
	case 5:
		do("delete", func() bool { return p.openOwn(tab, room) && p.remove(tab) })
	case 6:
		if shows("Mark as read") {
			do("read", func() bool { tab.Click("Mark as read"); return true })
		}
	case 7:
		if p.random.IntN(3) == 0 {
			do("room", func() bool {
				tab.Go("/")
				tab.Fill("New room", fmt.Sprint("Room ", p.random.IntN(8)))
				tab.Click("Make the room")
				return true
			})
		}
	case 8:
		links := slices.DeleteFunc(tab.Links(), func(to string) bool {
			return isFile(to) || !strings.HasPrefix(to, "/rooms/") && !strings.HasPrefix(to, "/search")
		})
		if len(links) > 0 {
			do("follow", func() bool { tab.Go(links[p.random.IntN(len(links))]); return true })
		}
	case 9:
		if shows("Send") {
			do("attach", func() bool { p.attach(tab, p.words()); return tab.Status() == http.StatusOK })
		}
	case 10:
		if tab.Version() != "" {
			do("cut", func() bool { tab.Disconnect(); return true })
		}
	}
	if tab.Version() == "" || tab.Stale() {
		do("reload", func() bool { tab.Reload(); return true })
	}
}

// attach attaches a file to the message that is written in a tab. There may be too many already.
func (p *person) attach(tab *frameworktest.Tab, content string) {
	tab.Attach("Attach files", fmt.Sprint("file ", p.random.IntN(1000), ".txt"), content)
}

func isFile(link string) bool { return strings.Contains(link, "/files/") }

// filesAreThere requests all files that a tab links to.
func (p *person) filesAreThere(tab *frameworktest.Tab) {
	for _, link := range slices.DeleteFunc(tab.Links(), func(to string) bool { return !isFile(to) }) {
		response, err := p.fresh.Client().Get(p.another.URL() + link)
		if err != nil {
			p.t.Error(err)
			continue
		}
		content, err := io.ReadAll(response.Body)
		response.Body.Close()
		if response.StatusCode != http.StatusOK || len(content) == 0 || err != nil {
			p.t.Errorf("%s, a file that %s sees: %s, %d bytes, %v", link, p.name, response.Status, len(content), err)
		}
	}
}

// openOwn opens the options of one of the newest messages, and reports whether it is this person's.
func (p *person) openOwn(tab *frameworktest.Tab, room string) bool {
	tab.Go("/rooms/" + room)
	var number string
	for _, link := range tab.Links() { // those of later messages come later
		_, n, ok := strings.Cut(link, "message=")
		if ok && (number == "" || p.random.IntN(4) == 0) {
			number = n
		}
	}
	if number == "" {
		return false
	}
	tab.Go("/rooms/" + room + "?message=" + number)
	return strings.Contains(tab.Text(), "Save")
}

// remove deletes the message whose options are open. The client of the test asks no questions, so
// the answer to this one is added here.
func (p *person) remove(tab *frameworktest.Tab) bool {
	u, err := url.Parse(tab.URL())
	if err != nil {
		return false
	}
	number, err := strconv.ParseInt(u.Query().Get("message"), 10, 64)
	if err != nil {
		return false
	}
	action := chat.Delete.URL(chat.MessageURL{Room: path.Base(u.Path), Number: number})
	return p.post(action, url.Values{"_confirm": {deleteQuestion}})
}

// deleteQuestion is what the chat asks before it deletes a message.
const deleteQuestion = "The message will be deleted for everybody."

// post sends a form without a tab, and reports whether it was taken.
func (p *person) post(action router.URL, form url.Values) bool {
	response, err := p.browser.Client().PostForm(p.site.URL()+string(action), form)
	if err != nil {
		return false
	}
	defer response.Body.Close()
	return response.StatusCode < 400
}

func (p *person) words() string {
	words := []string{"apple", "bean", "coffee", "grüße 🐟", "<b>", "a&b", "https://example.com/x"}
	return fmt.Sprint(words[p.random.IntN(len(words))], " ", p.random.IntN(1000))
}
