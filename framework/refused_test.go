package framework_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// A Clock is a time of day that reads itself.
type Clock string

func (c Clock) MarshalText() ([]byte, error) { return []byte(c), nil }

func (c *Clock) UnmarshalText(text []byte) error {
	if !strings.Contains(string(text), ":") {
		return errors.New("this is no time of day, such as 9:30")
	}
	*c = Clock(text)
	return nil
}

type MeetingForm struct {
	Title string
	Start Clock
	Seats int
}

func (f MeetingForm) Check(context.Context) framework.FieldErrors {
	errs := framework.FieldErrors{"seats": "", "start": ""}
	if f.Title == "" {
		errs["title"] = "Say what it is about."
	}
	if f.Start == "" {
		errs["start"] = "Say when."
	}
	return errs
}

// meeting adds a page with a form, and an action that counts its runs.
func meeting(s *site, fields ...string) (runs *int) {
	page := router.New("/meeting", struct{}{})
	save := router.NewAction[MeetingForm](page, "save")
	inside := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		for _, name := range fields {
			fmt.Fprintf(w, "<em>%s</em>", markup.FieldError(ctx, name))
		}
		return nil
	})
	framework.Get(s.app, page, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		return framework.Page{Title: "Meeting", Body: templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			if fields == nil {
				return nil // a page without the form
			}
			return markup.Form{Action: save.URL(struct{}{})}.Render(templ.WithChildren(ctx, inside), w)
		})}, nil
	})
	runs = new(int)
	framework.Post(s.app, save, framework.Everyone, func(context.Context, User, struct{}, MeetingForm) (router.URL, error) {
		*runs++
		return framework.Stay, nil
	})
	return runs
}

// A person hears of everything at once: of fields that cannot be read, in the words of their type,
// and of what the form's own check finds. The action does not run.
func TestRefusedFormShowsAllErrors(t *testing.T) {
	s := newSite(t, "")
	runs := meeting(s, "title", "start", "seats")
	post := func(pairs ...string) string {
		return s.do("POST", "/meeting?_action=save", asPatch, form(pairs...)).body
	}
	contains(t, "all three", post("title", "", "start", "9.30", "seats", "many"),
		`"fields":{"seats":"“many” is not a number.","start":"This is no time of day, such as 9:30.","title":"Say what it is about."}`)
	contains(t, "the check alone", post("title", "x", "start", "", "seats", "2"), `"fields":{"start":"Say when."}`)
	contains(t, "a field alone", post("title", "x", "start", "9:30", "seats", "many"), `"fields":{"seats":"“many” is not a number."}`)
	want(t, "runs", *runs, 0)
	post("title", "x", "start", "9:30", "seats", "2")
	want(t, "runs", *runs, 1)
}

// An error of a field that the form does not show stands at its top; in development mode the app
// warns.
func TestUnplacedFieldError(t *testing.T) {
	for _, accept := range []string{"text/html", asPatch} {
		s := newSite(t, "", framework.Options[User]{Dev: true})
		meeting(s, "titel")
		a := s.do("POST", "/meeting?_action=save", accept, form("title", "", "start", "9:30"))
		want(t, "status", a.StatusCode, http.StatusUnprocessableEntity)
		if accept != asPatch {
			contains(t, "page", a.body, `role="alert" data-gf-error="">Say what it is about.</p><em></em>`)
		}
		contains(t, "log", s.logs.String(), `title`, "nothing in it shows errors", "kind=error", "page=/meeting")
	}
}

// A page that does not show the refused form says what is wrong above it.
func TestInvalidFormOnDeletedPage(t *testing.T) {
	s := newSite(t, "")
	meeting(s)
	a := s.do("POST", "/meeting?_action=save", "text/html", form("title", "", "start", ""))
	want(t, "status", a.StatusCode, http.StatusUnprocessableEntity)
	contains(t, "page", a.body, "Say when. Say what it is about.")
}

// Three fields of one name are refused, and each keeps its value, without scripts too.
func TestThreeFieldsOfOneName(t *testing.T) {
	s := newSite(t, "")
	type guestsForm struct{ Guest []string }
	page := router.New("/guests", struct{}{})
	save := router.NewAction[guestsForm](page, "save")
	inside := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		for range 3 {
			fmt.Fprintf(w, `<input name="guest" value="%s">`, markup.Value(ctx, "guest", ""))
		}
		fmt.Fprint(w, markup.FieldError(ctx, "guest"))
		return nil
	})
	framework.Get(s.app, page, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		return framework.Page{Title: "Guests", Body: templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			return markup.Form{Action: save.URL(struct{}{})}.Render(templ.WithChildren(ctx, inside), w)
		})}, nil
	})
	framework.Post(s.app, save, framework.Everyone, func(context.Context, User, struct{}, guestsForm) (router.URL, error) {
		return framework.Stay, framework.FieldErrors{"guest": "These are no addresses."}
	})
	a := s.do("POST", "/guests?_action=save", "text/html", "guest=a&guest=b&guest=c")
	contains(t, "page", a.body, `value="a"><input name="guest" value="b"><input name="guest" value="c">These are no addresses.`)
}

// In development mode the app warns of a field on the page that the form's type does not have.
func TestDevUnreadField(t *testing.T) {
	type saveForm struct {
		Title string
		Guest struct{ Name string }
	}
	s := newSite(t, "", framework.Options[User]{Dev: true})
	page := router.New("/odd", struct{}{})
	save := router.NewAction[saveForm](page, "save")
	framework.Get(s.app, page, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		return framework.Page{Title: "Odd", Body: templ.Raw(`<form method="post" id="f" action="/odd?_action=save"><input name="title"><input name="titel">
			<input name="guest.name"><input type="hidden" name="_form" value="f"></form><button form="f" name="outside">Go</button>
			<form action="/notes"><input name="q2"></form><form method="post" action="https://other.example/"><input name="theirs"></form>`)}, nil
	})
	framework.Post(s.app, save, framework.Everyone, func(context.Context, User, struct{}, saveForm) (router.URL, error) { return framework.Stay, nil })
	s.get("/odd")
	log := s.logs.String()
	contains(t, "log", log, `has a field \"titel\"`, `has a field \"outside\"`, "kind=field", "page=/odd")
	want(t, "warnings of fields", strings.Count(log, "kind=field"), 2)
}

func ExampleChecker() {
	form := MeetingForm{Seats: 4}
	var checked framework.Checker = form
	fmt.Println(checked.Check(context.Background())["title"])
	// Output: Say what it is about.
}
