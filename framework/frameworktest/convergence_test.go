package frameworktest_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/framework/frameworktest"
)

var (
	seeds = flag.Int("oracle.seeds", 30, "how many random stories to live through")
	seed  = flag.Uint64("oracle.seed", 0, "live through this one alone")
	steps = flag.Int("oracle.steps", 60, "how many steps a story has")
	tabs  = flag.Int("oracle.tabs", 12, "how many tabs are in a story")
)

// The promise of the whole: whatever people do in however many tabs, however often connections are
// cut and the app is restarted or replaced by another build, once it is quiet every tab shows what
// a fresh document of its URL shows, in the shell of the build that serves.
func TestConvergence(t *testing.T) {
	eachSeed(t, func(t *testing.T, s *story) {
		for range *steps {
			s.step(s.random.IntN(len(s.tabs)))
			if s.random.IntN(25) == 0 {
				s.outage()
			}
		}
		s.settle()
	})
}

// The same, with people who do not wait for each other.
func TestConvergenceConcurrent(t *testing.T) {
	eachSeed(t, func(t *testing.T, s *story) {
		var people sync.WaitGroup
		for i := range s.tabs {
			random := rand.New(rand.NewPCG(s.seed, uint64(i)))
			people.Go(func() {
				mine := *s
				mine.random = random
				for range *steps / 4 {
					mine.step(i)
				}
			})
		}
		people.Wait()
		s.settle()
	})
}

// The narrowest place: something changes while tabs look at screens for the first time, and never
// again after.
func TestConvergenceOfFirstVisits(t *testing.T) {
	eachSeed(t, func(t *testing.T, s *story) {
		for round := range 4 {
			var people sync.WaitGroup
			for i, tab := range s.tabs {
				if !s.live[i] {
					continue
				}
				typed := s.random.IntN(2) == 0 && tab.Has("input[name=q]")
				people.Go(func() {
					if q := fmt.Sprint(round, "-", i); typed {
						tab.Fill("Search", q)
					} else {
						tab.Go("/board?q=" + q)
					}
				})
			}
			wait := time.Duration(s.random.Int64N(int64(6 * time.Millisecond)))
			people.Go(func() {
				time.Sleep(wait)
				for i := range s.tabs {
					s.board.add(fmt.Sprint(round, "-", i), "somebody")
				}
				s.site.Handler().(served).Notify("notes")
			})
			people.Wait()
			s.settle()
		}
	})
}

func eachSeed(t *testing.T, live func(t *testing.T, s *story)) {
	from, to := uint64(1), uint64(*seeds)
	if testing.Short() {
		to = min(to, 5)
	}
	if *seed != 0 {
		from, to = *seed, *seed
	}
	for n := from; n <= to; n++ {
		t.Run(fmt.Sprint("seed ", n), func(t *testing.T) {
			t.Parallel()
			s := newStory(t, n)
			defer func() {
				if t.Failed() {
					t.Logf("go test -run '%s' -oracle.seed=%d lived through:\n%s", t.Name(), n, s.log)
				}
			}()
			live(t, s)
		})
	}
}

// A story is what happens to a board and to those who look at it.
type story struct {
	t      *testing.T
	seed   uint64
	random *rand.Rand
	board  *board
	build  int
	site   *frameworktest.Site
	tabs   []*frameworktest.Tab
	live   []bool // whether a tab has scripts
	log    *log
}

type log struct {
	mu    sync.Mutex
	lines strings.Builder
}

func (l *log) add(format string, args ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	fmt.Fprintf(&l.lines, "\t"+format+"\n", args...)
}

func (l *log) String() string { return l.lines.String() }

func newStory(t *testing.T, n uint64) *story {
	s := &story{t: t, seed: n, random: rand.New(rand.NewPCG(n, 0)), board: newBoard("milk", "bread", "eggs"), log: &log{}}
	s.site = frameworktest.Start(t, s.board.serve)
	// so that changes come while views run
	s.board.slow = func() { time.Sleep(rand.N(3 * time.Millisecond)) }
	for person := range 4 {
		who := s.site.Visitor(soft{t})
		first := who.Open("/board")
		first.Fill("Name", fmt.Sprint("person ", person))
		first.Click("Sign in")
		for range *tabs / 4 {
			scripts := s.random.IntN(8) > 0 // not all have them
			if !scripts {
				s.tabs = append(s.tabs, who.NoScript().Open("/board"))
			} else {
				s.tabs = append(s.tabs, who.Open([]string{"/board", "/board?show=done", "/mine", "/notes/1"}[s.random.IntN(4)]).Live())
			}
			s.live = append(s.live, scripts)
		}
	}
	return s
}

// step does something random in one tab.
func (s *story) step(i int) {
	tab := s.tabs[i]
	do := func(name string, f func()) {
		err := try(f)
		err, _, _ = strings.Cut(err, "\n")
		s.log.add("tab %d at %s: %s%s", i, tab.URL(), name, err)
	}
	switch s.random.IntN(12) {
	case 0, 1:
		// each failure has a reference of its own
		links := slices.DeleteFunc(tab.Links(), func(to string) bool { return to == "/broken" })
		if len(links) == 0 {
			do("home", func() { tab.Go("/board") })
			return
		}
		to := links[s.random.IntN(len(links))]
		do("link to "+to, func() { tab.ClickTo(to) })
	case 2, 3:
		if tab.Has("input[name=note]") {
			do("add", func() {
				tab.Fill("New note", s.word())
				tab.Click("Add")
			})
		}
	case 4, 5:
		for _, n := range s.board.all() {
			if item := fmt.Sprint("#n", n.id); tab.Has(item) && s.random.IntN(2) == 0 {
				do("toggle "+item, func() { tab.In(item).Click("Toggle") })
				return
			}
		}
	case 6:
		if tab.Has("input[name=text]") {
			do("save", func() {
				tab.Fill("Text", s.word())
				tab.Click("Save")
			})
		}
	case 7:
		if tab.Has("input[name=text]") && s.random.IntN(3) == 0 {
			do("remove", func() { tab.Click("Remove") })
		}
	case 8:
		if at, of := tab.At(); at > 0 && s.random.IntN(2) == 0 {
			do("back", tab.Back)
		} else if at < of-1 {
			do("forward", tab.Forward)
		}
	case 9:
		if tab.Has("input[name=q]") {
			do("filter", func() { tab.Fill("Search", s.word()[:1]) })
		}
	case 10:
		if s.live[i] && tab.Version() != "" && s.site.Handler() != nil {
			do("cut", tab.Disconnect)
		}
	case 11:
		// Somebody else, who is in no tab.
		notes := s.board.all()
		if len(notes) > 0 {
			id := notes[s.random.IntN(len(notes))].id
			s.board.applyContent(id, func(n *note) bool { n.text += "!"; return true })
			if node := s.site.Handler(); node != nil {
				node.(served).Notify("notes", topic(id))
			}
			s.log.add("elsewhere: note %d", id)
		}
	}
}

// outage takes the app, or one tab, away for a while.
func (s *story) outage() {
	switch s.random.IntN(4) {
	case 0:
		s.log.add("restart")
		s.site.Restart()
	case 1:
		s.deploy()
	case 2:
		s.log.add("stop")
		s.site.Stop()
		for range s.random.IntN(4) {
			if i := s.random.IntN(len(s.tabs)); s.live[i] {
				s.step(i)
			}
		}
		s.log.add("resume")
		s.site.Resume()
	case 3:
		i := s.random.IntN(len(s.tabs))
		s.log.add("tab %d is offline", i)
		s.tabs[i].Offline()
		for range s.random.IntN(6) {
			if other := s.random.IntN(len(s.tabs)); other != i {
				s.step(other)
			}
		}
		s.log.add("tab %d is online", i)
		s.tabs[i].Online()
	}
}

// deploy replaces the app by another build. A tab in which somebody types keeps that, and its
// document.
func (s *story) deploy() {
	s.build++
	s.log.add("deploy of build %d", s.build)
	i := s.random.IntN(len(s.tabs))
	tab, word := s.tabs[i], s.word()
	typing := s.live[i] && tab.Version() != "" && !tab.Stale() && tab.Has("input[name=note]")
	if typing {
		tab.Fill("New note", word)
	}
	documents := tab.Documents()
	s.site.Deploy(s.board.build(s.build))
	if typing {
		tab.SeeCount(fmt.Sprint("header.build-", s.build), 1)
		if now := tab.Documents(); now != documents || tab.Value("New note") != word {
			s.t.Errorf("tab %d: %q has become %q, with %d documents more", i, word, tab.Value("New note"), now-documents)
		}
	}
}

// settle waits until it is quiet, and compares.
func (s *story) settle() {
	for i, tab := range s.tabs {
		if err := try(func() {
			if !s.live[i] || tab.Version() == "" || tab.Stale() {
				tab.Reload()
			}
			tab.AssertMatchesReload()
			if s.build > 0 {
				tab.SeeCount(fmt.Sprint("header.build-", s.build), 1)
			}
		}); err != "" {
			s.t.Errorf("tab %d:%s", i, err)
		}
	}
}

func (s *story) word() string {
	words := []string{"apple", "bean", "corn", "date", "egg", "fig", "grüße 🐟", "<b>", "a&b"}
	return words[s.random.IntN(len(words))]
}

// soft is a T whose failures are errors: in a random story much cannot be done that is tried.
type soft struct{ *testing.T }

type failure string

func (soft) Fatalf(format string, args ...any) { panic(failure(fmt.Sprintf(format, args...))) }

func try(f func()) (err string) {
	defer func() {
		if v := recover(); v != nil {
			err = ": " + string(v.(failure))
		}
	}()
	f()
	return ""
}
