//go:build linux

package main

import (
	"bytes"
	"compress/flate"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/internal/test/pages"
)

func init() {
	register("wire", "bytes of one change on a stream, the median of 50 random ones", wireBytes)
}

const (
	whole = "full HTML" // of the page's body, as a server sends it that knows no differences

	raw      = "bytes"
	deflated = "bytes, compressed"
)

// wireBytes makes changes of pages and takes what the stream of a tab grows by, of one tab that
// takes gzip and of one that does not.
func wireBytes(r *run) {
	for round := range r.rounds {
		for _, size := range []int{10, 200, 1000} {
			for _, c := range boardChanges {
				random := rand.New(rand.NewPCG(uint64(size), uint64(round)))
				base := pages.NewBoard(random, size)
				r.changes(fmt.Sprintf("%s/%d", c.name, size), pages.Orders(*base), func() templ.Component {
					changed := base.Clone()
					c.change(changed, random)
					return pages.Orders(*changed)
				})
			}
		}
		random := rand.New(rand.NewPCG(100, uint64(round)))
		chat := pages.NewChat(random, 100)
		r.changes("chat/100", pages.Talk(*chat), func() templ.Component {
			more := &pages.Chat{Messages: slices.Clone(chat.Messages)}
			more.Post(random)
			return pages.Talk(*more)
		})
	}
	for _, c := range boardChanges {
		if c.budget > 0 {
			r.exactly(c.name+"/200", raw, c.budget)
		}
	}
	r.exactly("tab/200", deflated, 7500)
	r.phoenix()
}

// changes goes from the page to another and back, and counts the way there.
func (r *run) changes(label string, page templ.Component, next func() templ.Component) {
	s := newStudy()
	s.show("Orders", page)
	site := r.host(s)
	defer s.Close()
	defer site.close()
	identity, packed := site.stream(studyPage, "identity"), site.stream(studyPage, "gzip")
	figures := map[string]map[string][]float64{goldfish: {}, whole: {}}
	take := func(subject, metric string, bytes int) {
		figures[subject][metric] = append(figures[subject][metric], float64(bytes))
	}
	for range max(r.times(50), 5) {
		changed := next()
		s.show("Orders", changed)
		take(goldfish, raw, identity.event())
		take(goldfish, deflated, packed.event())
		html := render(changed)
		take(whole, raw, len(html))
		take(whole, deflated, len(deflate(html)))
		s.show("Orders", page)
		identity.event()
		packed.event()
	}
	for _, subject := range []string{goldfish, whole} {
		for _, metric := range []string{raw, deflated} {
			r.add(label, subject, metric, "B", middle(figures[subject][metric]))
		}
	}
	r.liveViewStudy(label)
}

// phoenix makes the changes whose bytes were taken from a running LiveView.
func (r *run) phoenix() {
	for _, c := range []struct {
		uri, page string
		liveView  []liveViewBytes
	}{
		{counterPage, counterPage, []liveViewBytes{{liveView, 58}}},
		{boardPage + "?tab=a", boardPage, []liveViewBytes{{liveView, 102}, {liveViewStreams, 220}}},
	} {
		world := subjects[goldfish](offer{})
		site := r.host(world.Handler)
		identity, packed := site.stream(c.uri, "identity"), site.stream(c.uri, "gzip")
		world.change(c.page)
		r.add(c.uri, goldfish, raw, "B", float64(identity.event()))
		r.add(c.uri, goldfish, deflated, "B", float64(packed.event()))
		html := renderByHand(newWorld(), c.uri)
		r.add(c.uri, whole, raw, "B", float64(len(html)))
		r.add(c.uri, whole, deflated, "B", float64(len(deflate(html))))
		for _, m := range c.liveView {
			r.add(c.uri, m.subject, raw, "B", m.bytes)
		}
		r.exactly(c.uri, raw, c.liveView[0].bytes)
		site.close()
	}
}

func render(page templ.Component) []byte {
	var b bytes.Buffer
	check(page.Render(context.Background(), &b))
	return b.Bytes()
}

func deflate(html []byte) []byte {
	var b bytes.Buffer
	w := must(flate.NewWriter(&b, flate.DefaultCompression))
	must(w.Write(html))
	check(w.Close())
	return b.Bytes()
}
