package bustest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/store"
)

// topics notifies very many topics, in writes of 1,000, so that each is received by its name: a
// node keeps nothing of them.
func (s Suite) topics(t *testing.T) {
	a, b := s.start(t), s.start(t)
	b.recorder.countOnly()
	const each = 1000
	writes := size(10, 1000)
	for i := range writes {
		names := make([]string, each)
		for k := range names {
			names[k] = fmt.Sprintf("topic %d of write %d", k, i)
		}
		a.write(t, names...)
		if i%5 == 4 { // at most 10,000 topics in one read, else they are a gap
			b.recorder.waitFor(t, "all topics so far", func() bool { return b.recorder.total == (i+1)*each })
		}
	}
	if b.recorder.gaps() > 0 {
		t.Error("a gap was said, and nothing was lost")
	}
}

func (s Suite) names(t *testing.T) {
	a, b := s.start(t), s.start(t)
	for _, bad := range []string{"", "*", strings.Repeat("x", bus.MaxTopicBytes+1), "a\x00b", "\xff"} {
		ran := false
		err := a.db.Write(t.Context(), func(tx *store.Tx) error {
			tx.Notify("beside a bad name", bad)
			ran = true
			return nil
		})
		if err == nil || !ran {
			t.Errorf("a topic of %d bytes, %.10q…, was taken", len(bad), bad)
		}
	}
	good := []string{"x", "ticket:42", strings.Repeat("x", bus.MaxTopicBytes), "Grüße 🐟 '\"\\,{}", "new\nline", "日本"}
	a.write(t, good...)
	b.recorder.wait(t, good...)
	if b.recorder.count("beside a bad name") > 0 {
		t.Error("a write with a bad name was committed")
	}
}

func (s Suite) flood(t *testing.T) {
	a, b := s.start(t), s.start(t)
	topics := make([]string, size(50_000, 1_000_000))
	for i := range topics {
		topics[i] = fmt.Sprint("flood ", i)
	}
	a.write(t, topics...)
	b.recorder.waitFor(t, "a gap", func() bool { return b.recorder.gap > 0 })
	a.write(t, "after")
	b.recorder.wait(t, "after")

	// More rows than one read takes, though their topic is one.
	before := b.recorder.gaps()
	_, err := a.db.SQL().ExecContext(t.Context(), `INSERT INTO goldfish_changes (topic)
		WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100001) SELECT 'one' FROM n`)
	if err != nil {
		t.Fatal(err)
	}
	a.write(t, "wakes")
	b.recorder.waitFor(t, "another gap", func() bool { return b.recorder.gap > before })
	a.write(t, "after that")
	b.recorder.wait(t, "after that")
}
