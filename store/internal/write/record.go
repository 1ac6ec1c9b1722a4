package write

import (
	"slices"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/internal/address"
	"github.com/goldfish-go/goldfish/store/internal/tables"
)

// A Record is what a write commits beside its effect.
type Record struct {
	topics []string
	next   *string
	err    error
	place  tables.Place
}

// Place is where the tables can be reached in the transaction of the write.
func (r *Record) Place() tables.Place { return r.place }

// Notify says that topics have changed. Every node receives it after the commit, and nobody
// receives it if the write is rolled back. The write fails if the name of a topic is not right:
// see bus.CheckTopic.
func (r *Record) Notify(topics ...string) {
	for _, topic := range topics {
		if err := bus.CheckTopic(topic); err != nil && r.err == nil {
			r.err = err
		}
	}
	r.topics = append(r.topics, topics...)
}

// Next sets the page that comes next, so that it is committed with the effect. An action that calls
// Next returns the same URL. Without it the outcome is committed after the action has returned:
// if the process is killed in between, a retry is answered with the page of the form.
func (r *Record) Next(url address.URL) {
	next := string(url)
	r.next = &next
}

// names returns the topics, each once.
func (r *Record) names() []string {
	slices.Sort(r.topics)
	r.topics = slices.Compact(r.topics)
	return r.topics
}
