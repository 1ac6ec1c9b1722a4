package deploy

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/deploy/database"
)

// Typing is a deploy while people type.
type Typing struct {
	Builds Builds
	Forms  int
	// in each of them the old build is replaced by the new one, and the new one by the old
	Rounds int
	// Reload is the baseline: each tab loads its document when the build has changed, and keeps no
	// drafts.
	Reload bool
}

// Run opens the forms, each in a tab, has a robot type in each of them while the rounds go on, and
// then submits them.
func (typing Typing) Run(t testing.TB, chromium *browser.Browser) (all Loss) {
	t.Helper()
	site := NewSite(t, typing.Builds, Old)
	robots := make([]*Robot, typing.Forms)
	for i := range robots {
		robots[i] = typing.begin(t, site, chromium, i)
	}
	stop, failed := make(chan struct{}), make(chan error, len(robots))
	defer func() {
		if t.Failed() {
			for _, r := range robots {
				t.Logf("form %d: %s", r.Form, r.seen())
			}
		}
	}()
	var typists sync.WaitGroup
	rest := sync.OnceFunc(func() { close(stop); typists.Wait() })
	defer rest() // also where this ends early
	for _, r := range robots {
		typists.Go(func() {
			err := r.TypeUntil(stop)
			// its document was taken away under its fingers
			for err != nil && typing.Reload && r.Tab.Context.Err() == nil {
				time.Sleep(r.pace)
				err = r.TypeUntil(stop)
			}
			if err != nil {
				failed <- err
			}
		})
	}
	for round := range typing.Rounds {
		for _, build := range []string{New, Old} {
			site.Deploy(build, Ways[round%len(Ways)])
			typing.settle(site, robots, build, round)
		}
	}
	rest()
	close(failed)
	for err := range failed {
		t.Error(err)
	}
	for _, r := range robots {
		all.Add(r.Loss())
	}
	posts := len(site.Database.Posts("save", "")) + len(site.Database.Posts("shortcut", ""))
	if all.Posts = posts; posts > 0 {
		all.tell("%d posts that nobody sent:\n%s", posts, database.Summary(append(site.Database.Posts("save", ""), site.Database.Posts("shortcut", "")...)))
	}
	for _, r := range robots {
		all.Add(r.Submit(site.Database))
	}
	return all
}

func (typing Typing) begin(t testing.TB, site *Site, chromium *browser.Browser, i int) *Robot {
	name := fmt.Sprintf("form%d", i)
	tab := chromium.Tab(t)
	site.As(tab, name, person(i, 0))
	scripts := []string{Soon}
	if typing.Reload {
		scripts = append(scripts, NoStorage, noShortcuts)
	}
	return NewRobot(site.Open(t, tab, name, fmt.Sprintf("/form/%d", i), scripts...), i)
}

func person(i, round int) database.Person {
	return database.Person{ID: fmt.Sprint(i), Name: fmt.Sprintf("Person %d", i), Badge: round}
}

// settle waits until each tab shows what the build sends, after a change of the page, the name and
// the badge.
func (typing Typing) settle(site *Site, robots []*Robot, build string, round int) {
	notice := fmt.Sprintf("%s, round %d", build, round)
	site.Database.Set("news", notice)
	for i := range robots {
		p := person(i, round)
		p.Name += " " + build
		site.Database.SetPerson(p)
	}
	if typing.Reload {
		for _, r := range robots {
			r.Tab.Eval("setTimeout(() => location.replace(location.href))", nil)
		}
	}
	for i, r := range robots {
		r.Tab.Until(fmt.Sprintf("document.querySelector('#news')?.textContent === %q", notice))
		r.Tab.Body(build)
		r.Tab.Until(fmt.Sprintf("document.querySelector('#name')?.textContent === 'Person %d %s'", i, build))
	}
	keys := make([]string, len(robots))
	for i, r := range robots {
		keys[i] = r.Tab.Text("window.observer ? observer.report().keys : 0")
	}
	for i, r := range robots { // each of them goes on typing
		r.Tab.Until(fmt.Sprintf("window.observer && observer.report().keys > %s + 10", keys[i]))
	}
}

// Submit presses the button that saves, and compares what the server has got.
func (r *Robot) Submit(db interface {
	Posts(action, form string) []database.Post
}) Loss {
	form := fmt.Sprint(r.Form)
	r.Tab.Eval("(document.querySelector('dialog:modal')?.close(), document.getElementById('save').click())", nil)
	r.Tab.Until("document.querySelector('[data-gf-flash]').textContent === 'Saved.'")
	posts := db.Posts("save", form)
	if len(posts) != 1 {
		return Loss{Posts: 1, Messages: []string{fmt.Sprintf("form %s was posted %d times", form, len(posts))}}
	}
	return r.Saved(posts[0].Values)
}

// NoStorage forbids all storage.
const NoStorage = `for (const name of ["getItem", "setItem"]) Storage.prototype[name] = () => { throw new DOMException("forbidden", "SecurityError"); };`

// noShortcuts keeps a key that goes to nothing from pressing a shortcut, which would lead the robot
// of the baseline away from its form.
const noShortcuts = `addEventListener("keydown", (event) => {
	if (event.target !== document.body) return;
	event.stopImmediatePropagation();
	name = JSON.stringify([...(name.startsWith("[") ? JSON.parse(name) : []), event.key]);
}, true);`
