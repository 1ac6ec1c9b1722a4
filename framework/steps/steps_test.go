package steps_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/framework/steps"
	"github.com/goldfish-go/goldfish/router"
)

// three returns three steps; c is a complete one, v one that was visited, - another.
func three(states string) steps.Steps {
	var all steps.Steps
	for i, state := range states {
		name := string("abcd"[i])
		all = append(all, steps.Step{Title: strings.ToUpper(name), URL: router.URL("/" + name), Visited: state != '-', Complete: state == 'c'})
	}
	return all
}

func TestGuard(t *testing.T) {
	for _, test := range []struct {
		states string
		first  int
		want   string // where each step leads
	}{
		{"---", 0, "ok /a /a"},
		{"v--", 0, "ok /a /a"},
		{"c--", 1, "ok ok /b"},
		{"cc-", 2, "ok ok ok"},
		{"vcv", 0, "ok ok ok"},
		{"vc-", 0, "ok ok /a"},
		{"ccc", 3, "ok ok ok"},
	} {
		s := three(test.states)
		var got []string
		for i := range s {
			err := s.Guard(i)
			if err == nil {
				got = append(got, "ok")
				continue
			}
			if want := framework.Redirect(s[test.first].URL); !errors.Is(err, want) && err.Error() != want.Error() {
				t.Errorf("%s, step %d: %v, want %v", test.states, i, err, want)
			}
			got = append(got, string(s[s.FirstIncomplete()].URL))
		}
		if strings.Join(got, " ") != test.want || s.FirstIncomplete() != test.first {
			t.Errorf("%s: %v, first incomplete %d", test.states, got, s.FirstIncomplete())
		}
	}
}

func TestNav(t *testing.T) {
	var out strings.Builder
	s := three("cv-")
	if err := s.Nav("Application", 1).Render(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`aria-label="Application"`, `<li data-state="complete"><a href="/a">`, `<li data-state="incomplete"><a href="/b" aria-current="step">`, `<span class="gf-step-label">C</span>`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in %s", want, out.String())
		}
	}
	if strings.Contains(out.String(), `href="/c"`) {
		t.Error("a step that is not reachable has a link")
	}
	if s.Next(0) != "/b" || s.Next(2) != "/c" || s.Previous(0) != "" || s.Previous(2) != "/b" {
		t.Errorf("next %s %s, previous %s %s", s.Next(0), s.Next(2), s.Previous(0), s.Previous(2))
	}
}
