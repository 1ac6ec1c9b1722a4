package framework_test

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

type DeleteForm struct{ Why, How string }

// deletion adds a page whose action asks how many are deleted, and returns their number.
func deletion(s *site) (left *int) {
	page := router.New("/delete", struct{}{})
	act := router.NewAction[DeleteForm](page, "delete")
	left = new(int)
	*left = 12
	framework.Get(s.app, page, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		fields := templ.Join(components.Field{Name: "why", Label: "Why"}, components.Submit{Label: "Delete", Name: "how", Value: "fast"})
		return framework.Page{Title: "Delete", Body: templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			return markup.Form{Action: act.URL(struct{}{})}.Render(templ.WithChildren(ctx, fields), w)
		})}, nil
	})
	framework.Post(s.app, act, framework.Everyone, func(ctx context.Context, _ User, _ struct{}, f DeleteForm) (router.URL, error) {
		if err := framework.Confirm(ctx, fmt.Sprintf("%d tickets will be deleted <now>.", *left), "Delete them"); err != nil {
			return framework.Stay, err
		}
		if f.How != "fast" || f.Why == "" {
			return framework.Stay, framework.FieldErrors{"": "lost the input"}
		}
		*left = 0
		return framework.Stay, nil
	})
	return left
}

func TestConfirm(t *testing.T) {
	const act = "/delete?_action=delete"
	const question = "12 tickets will be deleted <now>."
	s := newSite(t, "")
	left := deletion(s)
	a := s.do("POST", act, "text/html", form("why", "old & grey", "how", "fast"))
	want(t, "status", a.StatusCode, 422)
	want(t, "left", *left, 12)
	contains(t, "the question", a.body, "12 tickets will be deleted &lt;now&gt;.", "Delete them", "Cancel", `value="old &amp; grey"`,
		`<input type="hidden" name="how" value="fast">`)
	if strings.Contains(a.body, `role="alert"`) {
		t.Error("the question is no error")
	}

	p := s.do("POST", act, asPatch, form("why", "old", "how", "fast"))
	want(t, "status of the patch", p.StatusCode, 422)
	contains(t, "the patch", p.body, `"confirm":{"question":"`+question+`","yes":"Delete them"}`)

	no := s.do("POST", act, "text/html", form("why", "old & grey", "_confirm", ""))
	want(t, "status of no", no.StatusCode, 200)
	contains(t, "the input survives", no.body, `value="old &amp; grey"`)
	if strings.Contains(no.body, "tickets will be deleted") {
		t.Error("the question is still there")
	}
	want(t, "left", *left, 12)

	want(t, "another question", s.do("POST", act, "text/html", form("why", "old", "_confirm", "Sure?")).StatusCode, 422)
	*left = 13 // the facts have changed
	a = s.do("POST", act, "text/html", form("why", "old", "how", "fast", "_confirm", question))
	want(t, "status", a.StatusCode, 422)
	contains(t, "the new question", a.body, "13 tickets will be deleted")
	want(t, "left", *left, 13)
	*left = 12
	want(t, "yes", s.do("POST", act, "text/html", form("why", "old", "how", "fast", "_confirm", question)).StatusCode, 303)
	want(t, "left", *left, 0)
}
