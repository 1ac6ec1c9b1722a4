package main

import (
	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

// A HomeURL is the list of a person's applications.
type HomeURL struct{}

// A SignInURL is the page to sign in. Next is where to go after it.
type SignInURL struct {
	Next string `url:"next"`
}

// A StepURL is a step of a draft.
type StepURL struct {
	ID    string `path:"id"`
	Check bool   `url:"check"` // show what is missing or wrong
}

// A DraftURL is a page about a whole draft.
type DraftURL struct {
	ID string `path:"id"`
}

// A SentURL is an application that was sent.
type SentURL struct {
	Number int64 `path:"number"`
}

type (
	signInForm struct{ Person string }
	speakForm  struct{ Language string }
	sendForm   struct{ Agree bool }
	none       struct{}
)

var (
	Home   = router.New("/", HomeURL{})
	SignIn = router.New("/sign-in", SignInURL{})
	Review = router.New("/drafts/{id}/review", StepURL{})
	Delete = router.New("/drafts/{id}/delete", DraftURL{})
	Sent   = router.New("/applications/{number}", SentURL{})

	SignInAs = router.NewAction[signInForm](SignIn, "in")
	SignOut  = router.NewAction[none](SignIn, "out")
	Speak    = router.NewAction[speakForm](SignIn, "speak")
	Start    = router.NewAction[none](Home, "start")
	Send     = router.NewAction[sendForm](Review, "send")
	Attach   = router.NewAction[AttachForm](formSteps[documents].route, "attach")
	Detach   = router.NewAction[DetachForm](formSteps[documents].route, "detach")
	Discard  = router.NewAction[none](Delete, "discard")
)

// A formStep is a step that is filled in.
type formStep struct {
	name  string // in the draft: the field of Application
	title string
	route *router.Route[StepURL]
	form  stepForm
}

// newStep returns a step. Its form is read as an F, and is posted as a P: the same, with files.
func newStep[F, P any](name, title string, fields func(*Draft) templ.Component) formStep {
	route := router.New("/drafts/{id}/"+name, StepURL{})
	return formStep{name, title, route, form[F, P]{router.NewAction[framework.Posted[P]](route, "save"), fields}}
}

// formSteps are the steps in their order; the review comes after them.
var formSteps = []formStep{
	newStep[ApplicantForm, ApplicantForm]("applicant", "Applicant", applicantFields),
	newStep[ItemsForm, ItemsForm]("items", "What you need", itemsFields),
	newStep[DocumentsForm, postedDocuments]("documents", "Your project", documentsFields),
}

// documents is the step that has files.
const documents = 2
