package main

import (
	"context"
	"net/url"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/framework/steps"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/store"
)

// An Application is the whole form. What people enter is kept as a draft of it.
type Application struct {
	Applicant ApplicantForm
	Items     ItemsForm
	Documents DocumentsForm
}

// Applications are the drafts.
var Applications = store.NewDrafts[Application]("application", version, store.DraftOptions{Migrate: migrate})

// A Draft is an application that was not sent yet.
type Draft = store.Draft[Application]

// A stepForm is the form of a step.
type stepForm interface {
	// Check returns what is missing or wrong.
	Check(ctx context.Context, entered url.Values) framework.FieldErrors
	// Fields draws the fields.
	Fields(d *Draft) templ.Component
	// SaveURL is where the form posts to.
	SaveURL(u StepURL) router.URL
	// register registers the action that saves the step i.
	register(w *Wizard, who framework.Audience[Person, Person], i int)
}

// form is the stepForm of a type F, and of P, which is what is posted.
type form[F, P any] struct {
	save   *router.Action[StepURL, framework.Posted[P]]
	fields func(*Draft) templ.Component
}

func (f form[F, P]) Check(ctx context.Context, entered url.Values) framework.FieldErrors {
	_, wrong := framework.ReadForm[F](ctx, entered)
	return wrong
}

func (f form[F, P]) Fields(d *Draft) templ.Component { return f.fields(d) }

func (f form[F, P]) SaveURL(u StepURL) router.URL { return f.save.URL(u) }

func (f form[F, P]) register(w *Wizard, who framework.Audience[Person, Person], i int) {
	framework.Post(w.app, f.save, who, func(ctx context.Context, me Person, u StepURL, p framework.Posted[P]) (router.URL, error) {
		return w.save(ctx, me, u, i, p.Values, p.Files["files"])
	})
}

// stepsOf returns how far a draft is. The last step is the review.
func stepsOf(ctx context.Context, d *Draft) (all steps.Steps) {
	for _, s := range formSteps {
		saved := d.Saved(s.name)
		all = append(all, steps.Step{
			Title: text(ctx, s.title), URL: s.route.URL(StepURL{ID: d.ID}),
			Visited: saved, Complete: saved && len(s.form.Check(ctx, d.Values(s.name))) == 0,
		})
	}
	return append(all, steps.Step{Title: text(ctx, "Review and send"), URL: Review.URL(StepURL{ID: d.ID})})
}

// complete reports whether all steps before the review are.
func complete(all steps.Steps) bool { return all.FirstIncomplete() == len(all)-1 }
