// Package canaries answers: does a page ever show what is for somebody else?
//
// Many people use one app at the same time: they open pages, go on by patches, keep streams open,
// post, change their roles and languages, sign out and in. Each page, part and shell has a mark, a
// canary, which names the audience and the language that it was made for. Each answer is searched
// for canaries that the person who asked must not see.
package canaries

import (
	"fmt"
	"html"
	"math/rand/v2"
	"os"
	"regexp"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
)

// A Size says how much is tried.
type Size struct {
	People  int // each is a goroutine
	Patches int // patches, parts and events, of all people together
}

// Full returns the size that the environment variable CANARIES names, a number of patches with 200
// people, or else the given one.
func Full(otherwise Size) Size {
	if n, err := strconv.Atoi(os.Getenv("CANARIES")); err == nil && n > 0 {
		return Size{People: 200, Patches: n}
	}
	return otherwise
}

// counts are what a run has seen.
type counts struct {
	documents, unchanged, patches, deltas, events, parts, posts, refused atomic.Int64
	streams, revoked, roles, languages, signOuts                         atomic.Int64
}

func (c *counts) String() string {
	return fmt.Sprintf("%d documents (%d not modified), %d patches, %d events, %d parts, %d of these as deltas, %d posts (%d refused), "+
		"%d streams (%d revoked), %d changes of role and %d of language, %d sign-outs",
		c.documents.Load(), c.unchanged.Load(), c.patches.Load(), c.events.Load(), c.parts.Load(), c.deltas.Load(), c.posts.Load(), c.refused.Load(),
		c.streams.Load(), c.revoked.Load(), c.roles.Load(), c.languages.Load(), c.signOuts.Load())
}

// received is how many patches of any kind came.
func (c *counts) received() int64 { return c.patches.Load() + c.events.Load() + c.parts.Load() }

// Run lets people use an app until they have got as many patches as the size says, and fails the
// test for each canary of another audience.
func Run(t testing.TB, size Size) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	s := newSite(t)
	var seen counts
	var people sync.WaitGroup
	for n := range size.People {
		p := s.newPerson(t, n, rand.New(rand.NewPCG(seed, uint64(n))), &seen)
		people.Go(func() {
			defer p.leave()
			for seen.received() < int64(size.Patches) && !t.Failed() {
				p.act()
			}
		})
	}
	people.Wait()
	t.Log(&seen)
	if !t.Failed() && seen.deltas.Load() == 0 {
		t.Error("no answer was a delta: the test tries too little")
	}
}

// A canary is a mark in a page: what it was made for.
type canary struct {
	route    string // the pattern, "shell" or "flash"
	audience string
	language string
	url      string
}

var canaryFormat = regexp.MustCompile(`⟦([^|⟧]*)\|([^|⟧]*)\|([^|⟧]*)\|([^|⟧]*)⟧`)

func (c canary) String() string {
	return "⟦" + c.route + "|" + c.audience + "|" + c.language + "|" + c.url + "⟧"
}

// canariesIn returns all canaries in a text.
func canariesIn(text string) (all []canary) {
	for _, m := range canaryFormat.FindAllStringSubmatch(html.UnescapeString(text), -1) {
		all = append(all, canary{m[1], m[2], m[3], m[4]})
	}
	return all
}
