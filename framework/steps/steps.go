// Package steps helps with forms of several pages, whose steps are routes: which step is next, who
// may see a later one, and the navigation. What was entered is a draft: see store.Drafts.
//
//	func (w *Wizard) steps(ctx context.Context, d *store.Draft[Application]) steps.Steps {
//		_, wrong := framework.ReadForm[ApplicantForm](ctx, d.Values("applicant"))
//		return steps.Steps{
//			{Title: "Applicant", URL: Applicant.URL(StepURL{ID: d.ID}), Visited: d.Saved("applicant"), Complete: d.Saved("applicant") && len(wrong) == 0},
//			…
//		}
//	}
package steps

import (
	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

// A Step is one page of a form.
type Step struct {
	Title    string
	URL      router.URL
	Visited  bool // the person has saved something in it
	Complete bool // and it passes its checks
}

// Steps are the pages of a form in their order.
type Steps []Step

// FirstIncomplete returns the index of the first step that is not complete, or the number of steps
// if all are.
func (s Steps) FirstIncomplete() int {
	for i, step := range s {
		if !step.Complete {
			return i
		}
	}
	return len(s)
}

// Reachable reports whether a person may see a step: all before it are complete, or the person has
// been to it. So somebody who corrects an earlier step on one device is not thrown out of a later
// one on another.
func (s Steps) Reachable(i int) bool { return s[i].Visited || i <= s.FirstIncomplete() }

// Guard returns nil if the step is reachable, and else a redirect to the first one that is not
// complete. A view returns it as its error:
//
//	if err := all.Guard(2); err != nil {
//		return framework.Page{}, err
//	}
func (s Steps) Guard(i int) error {
	//mutant:true TestGuard: a later step is not shown before it is its turn
	if s.Reachable(i) {
		return nil
	}
	return framework.Redirect(s[s.FirstIncomplete()].URL)
}

// Next returns the URL of the step after i, and that of the last one after the last one.
func (s Steps) Next(i int) router.URL { return s[min(i+1, len(s)-1)].URL }

// Previous returns the URL of the step before i, and "" before the first one.
func (s Steps) Previous(i int) router.URL {
	if i == 0 {
		return ""
	}
	return s[i-1].URL
}

// Nav draws the steps, of which i is the current one, with links to those that are reachable. The
// label names the navigation for assistive technology.
func (s Steps) Nav(label string, i int) templ.Component {
	var all []components.Step
	for n, step := range s {
		c := components.Step{Label: step.Title, Current: n == i}
		if s.Reachable(n) {
			c.Href = step.URL
		}
		switch {
		case step.Complete:
			c.State = components.Complete
		case step.Visited:
			c.State = components.Incomplete
		}
		all = append(all, c)
	}
	return components.Steps(label, all...)
}
