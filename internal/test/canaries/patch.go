package canaries

import (
	"encoding/json"
	"net/http"
	"net/url"

	"github.com/goldfish-go/goldfish/internal/snapshot"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// A page is what a tab has of a URL.
type page struct {
	version string
	snapshot.Snapshot
}

func (p *person) heldVersion(at string) string { return p.held[at].version }

// patch sends a request for a patch. The tab shows the page that it answers with. The person may
// name any page and any version as the one that the tab shows.
func (p *person) patch(method, target string, form url.Values) {
	from := p.at
	if p.random.IntN(4) == 0 {
		from = canonical(p.anyURL())
	}
	version := p.heldVersion(from)
	foreign := false
	if p.random.IntN(4) == 0 {
		version, foreign = p.site.anyVersion(), true
	} else if p.random.IntN(4) == 0 {
		from, version = "", p.heldVersion(canonical(target))
	}
	base := p.held[from]
	if from == "" {
		base = p.held[canonical(target)]
	}
	status, _, body := p.do(method, target, wire.AcceptPatch, form,
		wire.FromHeader, from, wire.VersionHeader, version, wire.PartsHeader, p.parts(target))
	p.check(target, "the patch", canariesIn(body))
	var answer wire.Patch
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		p.t.Errorf("the patch of %s is %q: %v", target, body, err)
		return
	}
	p.checkViewer("the patch", answer.Fingerprints)
	p.seen.patches.Add(1)
	if status == http.StatusUnprocessableEntity {
		p.seen.refused.Add(1)
	}
	if status != http.StatusOK || answer.Version == "" {
		return
	}
	now := page{version: answer.Version}
	switch {
	case answer.Body != nil:
		now.Snapshot = snapshot.New(*answer.Title, *answer.Body)
	case foreign:
		return // what it belongs to is not known here
	case answer.Delta != nil:
		applied, err := snapshot.ApplyChecked(base.Snapshot, answer.Delta)
		if err != nil {
			p.t.Errorf("the delta of %s does not belong to what was held: %v", target, err)
			return
		}
		p.seen.deltas.Add(1)
		now.Snapshot = applied
	default:
		now.Snapshot = base.Snapshot
	}
	p.show(target, "the page after a patch", answer.URL, now)
	for _, part := range answer.Parts {
		p.seen.parts.Add(1)
		p.part(target, part, p.held)
	}
	p.at = answer.URL
}

// show searches a page that a tab shows now.
func (p *person) show(target, what, at string, now page) {
	found := canariesIn(now.Title + now.Body)
	p.check(target, what, found)
	if !p.turnedAway(canonical(target)) {
		p.mustHave(target, what, found)
	}
	p.held[at] = now
	p.site.offer(now.version)
}

// part searches a part that a tab shows now, and keeps it.
func (p *person) part(target string, part wire.Part, held map[string]page) {
	now := page{version: part.Version}
	switch {
	case part.Body != nil:
		now.Snapshot = snapshot.New(*part.Title, *part.Body)
	case part.Delta != nil:
		base, ok := held[part.URL]
		if !ok {
			return
		}
		applied, err := snapshot.ApplyChecked(base.Snapshot, part.Delta)
		if err != nil {
			return // it belongs to another version, which this tab does not show
		}
		p.seen.deltas.Add(1)
		now.Snapshot = applied
	default:
		return
	}
	p.check(target, "the part "+part.URL, canariesIn(now.Title+now.Body))
	held[part.URL] = now
}

// offer makes a version known to all people, so that they can ask with it.
func (s *site) offer(version string) {
	s.people.mu.Lock()
	defer s.people.mu.Unlock()
	if len(s.people.versions) < 1000 {
		s.people.versions = append(s.people.versions, version)
		return
	}
	s.people.versions[s.people.offered%1000] = version
	s.people.offered++
}

// anyVersion returns a version that some person has.
func (s *site) anyVersion() string {
	s.people.mu.Lock()
	defer s.people.mu.Unlock()
	if len(s.people.versions) == 0 {
		return ""
	}
	s.people.offered++
	return s.people.versions[(s.people.offered*7)%len(s.people.versions)]
}
