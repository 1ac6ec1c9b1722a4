package canaries

import (
	"net/url"
	"slices"
	"strings"

	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
)

// canonical returns how the app writes the URLs of this test.
func canonical(target string) string {
	u, err := url.Parse(target)
	if err != nil {
		return target
	}
	path, query := u.Path, u.Query()
	text := ""
	for _, key := range []string{"tab", "page", "q", "next"} { // in the order of the fields
		if value := query.Get(key); value != "" {
			text += "&" + key + "=" + url.QueryEscape(value)
		}
	}
	if text != "" {
		path += "?" + text[1:]
	}
	return path
}

func partOfURL(list string) string { return string(partOf(router.URL(list))) }

// patternOf returns the route that has the page of a canonical URL, by the shape of its path.
func patternOf(at string) string {
	path, _, _ := strings.Cut(at, "?")
	if path == "/sign-in" || path == "/badge" {
		return path
	}
	words := strings.Split(path, "/")
	switch {
	case len(words) == 4:
		return "/" + words[1] + "/{name}/{sub}"
	case slices.Contains([]string{"list", "new", "part"}, words[2]):
		return path
	}
	return "/" + words[1] + "/{name}"
}

// want returns the canary of a page for this person.
func (p *person) want(at string) canary {
	pattern := patternOf(at)
	return canary{pattern, audienceOf(p.site.kinds[pattern], p.user), p.language(), at}
}

// turnedAway reports whether a guard leads this person to the sign-in page.
func (p *person) turnedAway(at string) bool {
	return p.site.kinds[patternOf(at)] == members && p.user.Team == ""
}

// check fails the test for canaries that this person must not see in the answer for a target.
func (p *person) check(target, what string, found []canary) {
	at := canonical(target)
	allowed := []canary{
		{"shell", audienceOf(self, p.user), p.language(), ""},
		p.want("/badge"),
	}
	if p.turnedAway(at) {
		allowed = append(allowed, p.want("/sign-in?next="+url.QueryEscape(at)))
	} else {
		allowed = append(allowed, p.want(at))
		if strings.HasSuffix(patternOf(at), "/list") {
			if part := partOfURL(at); !p.turnedAway(part) {
				allowed = append(allowed, p.want(part))
			}
		}
	}
	for _, c := range found {
		if c.route == "flash" && (c.audience == "" || c.audience == p.name()) {
			continue // it belongs to the browser, and may be of the language before
		}
		if !slices.Contains(allowed, c) {
			p.t.Errorf("%s of %s for %+v in %s shows %s; allowed are %v", what, target, p.user, p.language(), c, allowed)
			return
		}
	}
}

// mustHave fails the test if a page does not show its canary.
func (p *person) mustHave(target, what string, found []canary) {
	if at := canonical(target); !p.turnedAway(at) && !slices.Contains(found, p.want(at)) {
		p.t.Errorf("%s of %s for %+v in %s does not show %s", what, target, p.user, p.language(), p.want(at))
	}
}

// checkViewer fails the test if fingerprints are those of another viewer.
func (p *person) checkViewer(what, fingerprints string) {
	f, ok := wire.ParseFingerprints(fingerprints)
	want := "~" + p.language()
	if p.user.ID != "" {
		want = wire.Fingerprint([]byte(p.user.ID)) + want
	}
	if ok && f.Viewer != want {
		p.t.Errorf("%s for %+v has the viewer %s, want %s", what, p.user, f.Viewer, want)
	}
}
