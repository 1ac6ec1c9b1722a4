package chatfleet

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/examples/chat/chat"
	"github.com/goldfish-go/goldfish/framework/frameworktest"
)

// Faults are what happens while people chat.
const (
	nodes      = 3
	leastKills = 20
	leastSteps = 50 // of each person
	lastSteps  = 3  // after the last kill

	settleTime = 2 * time.Minute
)

// A Fleet is where nodes run. Bus is for the waker; empty: nodes look into the database, and each
// knows the people of its own tabs alone, so who is here is then not compared.
type Fleet struct {
	Database, Bus string
	Waker         func(bus string) (bus.Waker, error)
}

// Converge lets people with several tabs write, edit, delete, read and make rooms while nodes are
// killed. After quiet every tab must show what a fresh document shows, which comes from a node
// without tabs.
func Converge(t *testing.T, f Fleet) {
	oracle, err := openStore(t.Context(), f.Database, f.Bus, f.Waker)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { oracle.Close() })
	running := startNodes(t, nodes, f.Database, f.Bus)
	var front atomic.Bool
	site := frameworktest.Start(t, func() http.Handler {
		if front.CompareAndSwap(false, true) {
			return balance(running)
		}
		return oracleNode{chat.New(oracle)}
	})
	site.Wait = 10 * time.Second
	same, another := sameAll, site
	if f.Bus == "" {
		same = sameButPeople
		another = frameworktest.Start(t, func() http.Handler { return chat.New(oracle).Handler() })
	}
	var people []*person
	for i, name := range []string{"Amara Okafor", "Ben Šimić", "Chiyo Tanaka", "Dara O’Neill"} {
		people = append(people, newPerson(t, site, another, name, uint64(i)))
	}

	var kills, mended atomic.Int64
	var wg sync.WaitGroup
	for _, p := range people {
		wg.Go(func() {
			for i := 0; i < leastSteps || mended.Load() == 0; i++ {
				p.step()
			}
			for range lastSteps {
				p.step()
			}
		})
	}
	for kills.Load() < leastKills {
		time.Sleep(100*time.Millisecond + rand.N(400*time.Millisecond))
		n := running[rand.N(len(running))]
		until(t, "a node that was killed is up again", n.ready) // so that it dies at work
		n.kill()
		kills.Add(1)
	}
	for _, n := range running {
		until(t, "all nodes are up again", n.ready)
	}
	mended.Store(1)
	wg.Wait()

	done := map[string]int{}
	for _, p := range people {
		for what, n := range p.done {
			done[what] += n
		}
		p.settle(same)
	}
	t.Logf("%d kills; done: %v", kills.Load(), done)
	for _, what := range []string{"message", "edit", "delete", "read", "room", "cut"} {
		if done[what] == 0 {
			t.Errorf("nobody has done this: %s", what)
		}
	}
}

// An oracleNode serves the fresh documents.
type oracleNode struct{ *chat.Chat }

func (n oracleNode) ServeHTTP(w http.ResponseWriter, r *http.Request) { n.Handler().ServeHTTP(w, r) }

// A person has two browsers, and several tabs.
type person struct {
	t              *testing.T
	name           string
	random         *rand.Rand
	tabs           []*frameworktest.Tab
	site           *frameworktest.Site
	browser, fresh *frameworktest.Visitor
	done           map[string]int
	log            strings.Builder
}

func newPerson(t *testing.T, site, another *frameworktest.Site, name string, seed uint64) *person {
	p := &person{t: t, site: site, name: name, random: rand.New(rand.NewPCG(rand.Uint64(), seed)), done: map[string]int{}}
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
func (p *person) step() {
	tab := p.tabs[p.random.IntN(len(p.tabs))]
	shows := func(text string) bool { return strings.Contains(tab.Text(), text) }
	do := func(what string, f func() bool) {
		done := false
		line, _, _ := strings.Cut(try(func() { done = f() }), "\n")
		if done && line == "" && tab.Status() == http.StatusOK {
			p.done[what]++
		}
		fmt.Fprintf(&p.log, "\t%s at %s, %v, %d: %s\n", what, tab.URL(), done, tab.Status(), line)
	}
	room := []string{"general", "garden", "lunch"}[p.random.IntN(3)]
	switch p.random.IntN(10) {
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
			return !strings.HasPrefix(to, "/rooms/") && !strings.HasPrefix(to, "/search")
		})
		if len(links) > 0 {
			do("follow", func() bool { tab.Go(links[p.random.IntN(len(links))]); return true })
		}
	case 9:
		if tab.Version() != "" {
			do("cut", func() bool { tab.Disconnect(); return true })
		}
	}
	if tab.Version() == "" || tab.Stale() {
		do("reload", func() bool { tab.Reload(); return true })
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
	form := url.Values{"_confirm": {"The message will be deleted for everybody."}}
	response, err := p.browser.Client().PostForm(p.site.URL()+string(action), form)
	if err != nil {
		return false
	}
	defer response.Body.Close()
	return response.StatusCode == http.StatusSeeOther
}

func (p *person) words() string {
	words := []string{"apple", "bean", "coffee", "grüße 🐟", "<b>", "a&b", "https://example.com/x"}
	return fmt.Sprint(words[p.random.IntN(len(words))], " ", p.random.IntN(1000))
}

// settle compares all tabs with fresh documents.
func (p *person) settle(same func(p *person, tab *frameworktest.Tab) string) {
	failed := false
	for i, tab := range p.tabs {
		if tab.Version() == "" || tab.Stale() {
			tab.Reload()
		}
		var err string
		// People of a node that was killed leave after 45 s.
		for end := time.Now().Add(settleTime); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
			if err = same(p, tab); err == "" {
				break
			}
		}
		if err != "" {
			failed = true
			p.t.Errorf("tab %d of %s: %s", i, p.name, err)
		}
	}
	if failed {
		p.t.Logf("%s did\n%s", p.name, p.log.String())
	}
}

// sameAll compares a tab with a fresh document, byte for byte.
func sameAll(_ *person, tab *frameworktest.Tab) string { return try(tab.AssertMatchesReload) }

// sameButPeople compares all but who is here: the page byte for byte, and the texts of its parts.
func sameButPeople(p *person, tab *frameworktest.Tab) (err string) {
	return try(func() {
		fresh := p.fresh.Open(tab.URL())
		defer fresh.Close()
		if is, want := *tab.Page(), *fresh.Page(); is != want {
			panic(failure(fmt.Sprintf("the page is\n%+v\nfresh:\n%+v", is, want)))
		}
		for _, part := range []string{"#sidebar", "#unread", ".read-mark", ".typing", "#own"} {
			if is, want := tab.In(part).Text(), fresh.In(part).Text(); is != want {
				panic(failure(fmt.Sprintf("%s is %q, fresh: %q", part, is, want)))
			}
		}
	})
}

// soft is a T whose failures are panics, which try returns.
type soft struct{ *testing.T }

type failure string

func (soft) Fatalf(format string, args ...any) { panic(failure(fmt.Sprintf(format, args...))) }

func try(f func()) (err string) {
	defer func() {
		if v := recover(); v != nil {
			f, ok := v.(failure)
			if !ok {
				panic(v)
			}
			err = string(f)
		}
	}()
	f()
	return ""
}
