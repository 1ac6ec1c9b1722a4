package presence

import (
	"encoding/json"
	"time"

	"github.com/goldfish-go/goldfish/bus"
)

// A message is what nodes send each other. Fields that a node does not know are ignored, and so are
// kinds that it does not know: an older build may have sent it, or a newer one.
type message struct {
	Node    string  `json:"n"`
	Kind    string  `json:"k"`
	Seq     uint64  `json:"s,omitempty"` // of a delta: its number. Else: of the last delta
	Part    int     `json:"i,omitempty"` // of a state: which of Parts, from 0
	Parts   int     `json:"o,omitempty"`
	Of      string  `json:"w,omitempty"` // asks this node for its state; "": all
	Entries []entry `json:"e,omitempty"`
	Signal  *signed `json:"g,omitempty"`
}

const (
	kindDelta  = "delta"
	kindState  = "state"
	kindBeat   = "beat"
	kindAsk    = "ask"
	kindBye    = "bye"
	kindSignal = "signal"
)

// An entry is one person at one place.
type entry struct {
	Place string `json:"p"`
	ID    string `json:"i"`
	Name  string `json:"m,omitempty"`
	Left  bool   `json:"l,omitempty"`
}

// entryBytes is how many bytes of JSON a message has for its entries. The longest entry fits.
const entryBytes = bus.MaxMessageBytes - 200

// size is at least what the entry takes as JSON: no control characters are in it, so that each byte
// takes two at most, but <, > and & take six.
func (e entry) size() int {
	n := 40
	for _, s := range []string{e.Place, e.ID, e.Name} {
		for i := range len(s) {
			switch s[i] {
			case '<', '>', '&':
				n += 6
			case '"', '\\':
				n += 2
			default:
				n++
			}
		}
	}
	return n
}

// pack puts entries into messages that the bus takes.
func pack(entries []entry) (packs [][]entry) {
	size := 0
	for i, start := 0, 0; i <= len(entries); i++ {
		if i == len(entries) {
			if i > start {
				packs = append(packs, entries[start:])
			}
			break
		}
		n := entries[i].size()
		if size += n; size > entryBytes && i > start {
			packs = append(packs, entries[start:i])
			start, size = i, n
		}
	}
	return packs
}

// deltas returns what has changed since the last ones. The lock is held.
func (t *Tracker) deltas() (out []message) {
	var entries []entry
	for c, here := range t.changed {
		if !here {
			entries = append(entries, entry{Place: c.place, ID: c.id, Left: true})
		} else if own := t.own[c.place][c.id]; own != nil {
			entries = append(entries, entry{Place: c.place, ID: c.id, Name: own.name})
		}
	}
	clear(t.changed)
	for _, p := range pack(entries) {
		t.seq++
		out = append(out, message{Kind: kindDelta, Seq: t.seq, Entries: p})
	}
	return out
}

// state returns all people of this node. The lock is held.
func (t *Tracker) state() (out []message) {
	out = t.deltas() // so that the state is that of a number
	var entries []entry
	for place, people := range t.own {
		for id, own := range people {
			entries = append(entries, entry{Place: place, ID: id, Name: own.name})
		}
	}
	packs := pack(entries)
	if len(packs) == 0 {
		packs = [][]entry{nil}
	}
	for i, p := range packs {
		out = append(out, message{Kind: kindState, Seq: t.seq, Part: i, Parts: len(packs), Entries: p})
	}
	return out
}

// send sends a message to the other nodes.
func (t *Tracker) send(m message) {
	if t.bus == nil {
		return
	}
	m.Node = t.node
	payload, err := json.Marshal(m)
	if err == nil {
		err = t.bus.Broadcast(channel, payload)
	}
	if err != nil {
		t.log.Error("goldfish: a message about presence was not sent", "err", err)
	}
}

// receive takes a message of any node. What is none, or of this node, is ignored.
func (t *Tracker) receive(payload []byte) {
	var m message
	if json.Unmarshal(payload, &m) != nil || m.Node == "" || m.Node == t.node || len(m.Node) > 64 {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.handle(m, time.Now())
	t.poke()
}
