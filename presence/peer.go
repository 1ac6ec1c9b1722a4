package presence

import "time"

// A peer is another node, as this one knows it.
type peer struct {
	receivedAt time.Time // by the clock of this node
	seq        uint64    // of the last delta that counts
	synced     bool      // members are those of seq
	gone       time.Time // it has said bye, and its people leave then; zero: it has not
	members    map[change]string

	early map[uint64]message // deltas that came before those before them
	askAt time.Time          // when to ask for its state; zero: nothing is missing
	state map[int]message    // the parts that have come
}

// handle takes a message of another node. The lock is held.
func (t *Tracker) handle(m message, now time.Time) {
	p := t.nodes[m.Node]
	if p == nil {
		//mutant:false TestBadMessages: nodes take bounded memory
		if len(t.nodes) >= maxNodes {
			return
		}
		// A node begins with nobody, and with number 0.
		p = &peer{synced: true, members: map[change]string{}}
		t.nodes[m.Node] = p
	}
	if !p.gone.IsZero() {
		return
	}
	p.receivedAt = now
	switch m.Kind {
	case kindDelta:
		t.handleDelta(p, m, now)
	case kindState:
		t.handleState(p, m)
	case kindBeat:
		//mutant:false TestLastMessageIsLost: a message that is lost is noticed
		if m.Seq > p.seq || !p.synced {
			p.ask(now.Add(reorderWait))
		}
	case kindAsk:
		if m.Of == "" || m.Of == t.node {
			t.stateDue = true
		}
	case kindBye:
		p.gone = now.Add(leaveAfter)
	case kindSignal:
		t.handleSignal(m, now)
	}
}

// ask notes that the state of the node is missing.
func (p *peer) ask(at time.Time) {
	if p.askAt.IsZero() {
		p.askAt = at
	}
}

func (t *Tracker) handleDelta(p *peer, m message, now time.Time) {
	if m.Seq <= p.seq {
		return
	}
	if p.early == nil {
		p.early = map[uint64]message{}
	}
	if len(p.early) < maxPending {
		p.early[m.Seq] = m
	}
	if p.synced {
		t.applyEarly(p)
	}
	if !p.synced || len(p.early) > 0 {
		p.ask(now.Add(reorderWait))
	}
}

// applyEarly applies the deltas that follow the last one.
func (t *Tracker) applyEarly(p *peer) {
	for seq := range p.early {
		if seq <= p.seq {
			delete(p.early, seq)
		}
	}
	for {
		m, ok := p.early[p.seq+1]
		if !ok {
			break
		}
		delete(p.early, m.Seq)
		p.seq = m.Seq
		for _, e := range m.Entries {
			t.apply(p, e)
		}
	}
	if len(p.early) == 0 {
		p.askAt = time.Time{}
	}
}

func (t *Tracker) apply(p *peer, e entry) {
	key := change{e.Place, e.ID}
	name, here := p.members[key]
	switch {
	case e.Left && here:
		delete(p.members, key)
		t.remove(e.Place, e.ID)
	case e.Left, e.ID == "", CheckPlace(e.Place) != nil:
	case !here && len(p.members) < maxMembers:
		p.members[key] = e.Name
		t.add(e.Place, e.ID, e.Name)
	case here && name != e.Name:
		p.members[key] = e.Name
		t.rename(e.Place, e.ID, e.Name)
	}
}

// handleState collects the parts of a state, and replaces what was known when all are there.
func (t *Tracker) handleState(p *peer, m message) {
	if m.Seq < p.seq || m.Seq == p.seq && p.synced || m.Part < 0 || m.Part >= m.Parts || m.Parts > maxMembers {
		return
	}
	for _, other := range p.state {
		if other.Seq > m.Seq {
			return
		}
		if other.Seq != m.Seq || other.Parts != m.Parts {
			p.state = nil
		}
		break
	}
	if p.state == nil {
		p.state = map[int]message{}
	}
	p.state[m.Part] = m
	if len(p.state) < m.Parts {
		return
	}
	present := map[change]bool{}
	for _, part := range p.state {
		for _, e := range part.Entries {
			e.Left = false
			present[change{e.Place, e.ID}] = true
			t.apply(p, e)
		}
	}
	for key := range p.members {
		if !present[key] {
			t.apply(p, entry{Place: key.place, ID: key.id, Left: true})
		}
	}
	p.state, p.seq, p.synced, p.askAt = nil, m.Seq, true, time.Time{}
	t.applyEarly(p)
}

// checkNodes lets the people of silent nodes leave, and asks for what is missing. The lock is held.
func (t *Tracker) checkNodes(now time.Time, by func(time.Time) bool) {
	for node, p := range t.nodes {
		left := !p.gone.IsZero() && by(p.gone)
		//mutant:false(1) TestSilentNode: people of a node that was killed leave
		if by(p.receivedAt.Add(silentAfter)) || left {
			for key := range p.members {
				t.remove(key.place, key.id)
			}
			// The number stays, so that a message of long ago does not bring people back.
			clear(p.members)
			p.synced, p.early, p.state, p.askAt = false, nil, nil, time.Time{}
			if by(p.receivedAt.Add(forgetAfter)) {
				delete(t.nodes, node)
			}
			continue
		}
		if !p.askAt.IsZero() && by(p.askAt) {
			t.sent = append(t.sent, message{Kind: kindAsk, Of: node})
			p.askAt = now.Add(askInterval)
			by(p.askAt)
		}
	}
}
