package router_test

import (
	"reflect"
	"testing"

	"github.com/goldfish-go/goldfish/router"
)

func TestResetFieldsOnLink(t *testing.T) {
	at := TicketsURL{Team: "red", Tab: Open, Q: "x", Page: 3}
	for _, test := range []struct {
		to   TicketsURL
		want router.URL
	}{
		{at, "/teams/red/tickets?q=x&page=3"}, // nothing changed
		{at.OnPage(4), "/teams/red/tickets?q=x&page=4"},
		{at.OnPage(0), "/teams/red/tickets?q=x"}, // zero is the default, so this is a change
		{at.OnTab(Closed), "/teams/red/tickets?tab=closed&q=x"},
		{at.Search(""), "/teams/red/tickets"},
		{at.Search("y").OnPage(2), "/teams/red/tickets?q=y&page=2"}, // said so
		{TicketsURL{Team: "blue", Q: "x", Page: 3}, "/teams/blue/tickets?q=x"},
		// Tab is at its default in both
		{TicketsURL{Team: "red", Q: "x", Page: 3}, "/teams/red/tickets?q=x&page=3"},
		{TicketsURL{Team: "red", Q: "x", Page: 3, Tags: []string{}}, "/teams/red/tickets?q=x&page=3"},
		{TicketsURL{Team: "red", Q: "x", Page: 3, Tags: []string{"a"}}, "/teams/red/tickets?q=x&tag=a"},
	} {
		if got := Tickets.From(at).To(test.to); got != test.want {
			t.Errorf("to %+v is %s, want %s", test.to, got, test.want)
		}
	}
}

func TestSlicesAreComparedByValue(t *testing.T) {
	at := TicketsURL{Tags: []string{"a", "b"}, Page: 3}
	same := TicketsURL{Tags: []string{"a", "b"}, Page: 3}
	if got := Tickets.From(at).To(same); got != Tickets.URL(same) {
		t.Errorf("equal slices are a change: %s", got)
	}
	same.Tags = []string{"b", "a"}
	if got := Tickets.From(at).To(same); got != "/teams/~/tickets?tag=b&tag=a" {
		t.Errorf("another order is no change: %s", got)
	}
}

func TestHistoryMode(t *testing.T) {
	at := TicketsURL{Team: "red", Tab: Open, Page: 1}
	for _, test := range []struct {
		to   TicketsURL
		want router.HistoryMode
	}{
		{at, router.Replace},
		{at.Search("x"), router.Replace},
		{at.OnTab(Closed), router.Push},
		{at.OnTab(""), router.Replace},
		{at.OnPage(2), router.Push},
		{at.OnPage(0).Search("y"), router.Replace},
		{TicketsURL{Team: "blue"}, router.Push},
	} {
		if got := Tickets.HistoryMode(at, test.to); got != test.want {
			t.Errorf("to %+v is %s, want %s", test.to, got, test.want)
		}
	}
}

func TestHidden(t *testing.T) {
	type Range struct{ Low, High *int }
	type P struct {
		ID     int `path:"id"`
		Q      string
		Tab    Tab
		Tags   []string `url:"tag"`
		Filter Range
		Page   int `url:",reset"`
	}
	input := func(name, value string) router.Input { return router.Input{Name: name, Value: value} }
	zero, r := 0, router.New("/{id}", P{Tab: Open})
	at := r.From(P{ID: 7, Q: "a b&c", Tab: Closed, Tags: []string{"x", ""}, Filter: Range{Low: &zero}, Page: 3})
	for _, test := range []struct {
		except []string
		want   []router.Input
	}{
		{nil, []router.Input{input("q", "a b&c"), input("tab", "closed"), input("tag", "x"), input("tag", ""), input("filter.low", "0")}},
		{[]string{"q", "tag"}, []router.Input{input("tab", "closed"), input("filter.low", "0")}},
		{[]string{"filter"}, []router.Input{input("q", "a b&c"), input("tab", "closed"), input("tag", "x"), input("tag", "")}},
		{[]string{"filter", "page", "q", "tab", "tag"}, nil},
	} {
		if got := at.Hidden(test.except...); !reflect.DeepEqual(got, test.want) {
			t.Errorf("Hidden(%q) is %q, want %q", test.except, got, test.want)
		}
	}
}
