package framework_test

import (
	"context"
	"io"
	"net/url"
	"regexp"
	"testing"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// A RecordForm has fields of several kinds.
type RecordForm struct {
	Subject string
	Body    string
	Urgent  bool
	Level   string
	Tags    []string
}

// record adds a page with a form for one record, and returns the record.
func record(s *site) *RecordForm {
	page := router.New("/record", struct{}{})
	save := router.NewAction[RecordForm](page, "save")
	now := &RecordForm{Subject: "Kettle", Body: "Cold\nand wet", Level: "low", Tags: []string{"a", "b"}}
	framework.Get(s.app, page, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		r := *now
		fields := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			return templ.Join(
				components.Field{Name: "subject", Label: "Subject", Value: r.Subject},
				components.Textarea{Name: "body", Label: "Body", Value: r.Body},
				components.Checkbox{Name: "urgent", Label: "Urgent", Checked: r.Urgent},
				components.Select{Name: "level", Label: "Level", Value: r.Level, Options: []components.Option{{Value: "low", Label: "Low"}, {Value: "high", Label: "Very high"}}},
			).Render(ctx, w)
		})
		body := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			return markup.Form{Action: save.URL(struct{}{}), Base: save.Base(r)}.Render(templ.WithChildren(ctx, fields), w)
		})
		return framework.Page{Title: "Record", Body: body}, nil
	})
	framework.Post(s.app, save, framework.Everyone, func(ctx context.Context, _ User, _ struct{}, f RecordForm) (router.URL, error) {
		f, err := framework.Merge(ctx, f, *now, "Ben")
		if err == nil {
			*now = f
		}
		return framework.Stay, err
	})
	return now
}

var baseInput = regexp.MustCompile(`name="_base" value="([^"]*)"`)

func baseOf(t *testing.T, html string) string {
	t.Helper()
	m := baseInput.FindStringSubmatch(html)
	if m == nil {
		t.Fatal("no base in the form:\n" + html)
	}
	u, err := url.ParseQuery("x=" + url.QueryEscape(m[1]))
	if err != nil {
		t.Fatal(err)
	}
	return regexp.MustCompile(`&amp;`).ReplaceAllString(u.Get("x"), "&")
}

func TestMerge(t *testing.T) {
	const save = "/record?_action=save"
	open := func(t *testing.T) (s *site, now *RecordForm, base string) {
		s = newSite(t, "")
		now = record(s)
		return s, now, baseOf(t, s.get("/record").body)
	}
	mine := func(base string, more ...string) string {
		sent := url.Values{"_base": {base}, "subject": {"Kettle"}, "body": {"Cold\r\nand wet"}, "level": {"low"}, "tags": {"a", "b"}}
		for i := 0; i < len(more); i += 2 {
			sent.Set(more[i], more[i+1])
		}
		return sent.Encode()
	}

	t.Run("what only one of the two has changed", func(t *testing.T) {
		s, now, base := open(t)
		now.Subject, now.Tags = "Their kettle", []string{"c"}
		a := s.do("POST", save, "text/html", mine(base, "urgent", "true"))
		want(t, "status", a.StatusCode, 303)
		want(t, "theirs", now.Subject, "Their kettle")
		want(t, "mine", now.Urgent, true)
		want(t, "their tags", len(now.Tags), 1)
	})

	t.Run("both", func(t *testing.T) {
		s, now, base := open(t)
		now.Subject, now.Level, now.Body = "Their kettle", "high", "Hot & dry"
		// Both have changed the subject and the body; the level is theirs alone.
		form := mine(base, "subject", "My kettle", "body", "Warm")
		a := s.do("POST", save, "text/html", form)
		want(t, "status", a.StatusCode, 422)
		want(t, "nothing is written", now.Subject, "Their kettle")
		contains(t, "the form", a.body, `value="My kettle"`, "Warm", "<option value=\"high\" selected", "Ben has changed this meanwhile.",
			`name="_choice.subject" value="mine" required`, "Their kettle", "Hot &amp; dry")
		p := s.do("POST", save, asPatch, form)
		want(t, "status of the patch", p.StatusCode, 422)
		contains(t, "the patch", p.body, `"theirs":{"body":["Hot & dry"],"subject":["Their kettle"]}`, `"merged":{"level":["high"]}`,
			`"subject":"Ben has changed this meanwhile."`)

		// A choice for each: mine for the subject, theirs for the body.
		base = baseOf(t, a.body)
		choices := []string{"subject", "My kettle", "body", "Warm", "level", "high", "_choice.subject", "mine", "_choice.body", "theirs"}
		want(t, "status", s.do("POST", save, "text/html", mine(base, choices...)).StatusCode, 303)
		want(t, "subject", now.Subject, "My kettle")
		want(t, "body", now.Body, "Hot & dry")
		want(t, "level", now.Level, "high")
	})

	t.Run("no choice", func(t *testing.T) {
		s, now, base := open(t)
		now.Subject = "Their kettle"
		a := s.do("POST", save, "text/html", mine(base, "subject", "My kettle"))
		base = baseOf(t, a.body)
		a = s.do("POST", save, "text/html", mine(base, "subject", "My kettle", "_choice.subject", ""))
		want(t, "status", a.StatusCode, 422)
		want(t, "subject", now.Subject, "Their kettle")
	})

	t.Run("a third change after the choice", func(t *testing.T) {
		for _, choice := range []string{"mine", "theirs"} {
			s, now, base := open(t)
			now.Subject = "Their kettle"
			a := s.do("POST", save, "text/html", mine(base, "subject", "My kettle"))
			base = baseOf(t, a.body)
			now.Subject = "A third kettle"
			a = s.do("POST", save, "text/html", mine(base, "subject", "My kettle", "_choice.subject", choice))
			want(t, "status", a.StatusCode, 422)
			contains(t, "the newest", a.body, "A third kettle")
			want(t, "subject", now.Subject, "A third kettle")
		}
	})

	t.Run("both have made it the same", func(t *testing.T) {
		s, now, base := open(t)
		now.Subject = "Pot"
		want(t, "status", s.do("POST", save, "text/html", mine(base, "subject", "Pot")).StatusCode, 303)
	})

	t.Run("a box, and a field that the form does not draw", func(t *testing.T) {
		s, now, base := open(t)
		now.Urgent, now.Tags = true, nil
		// As if it was drawn otherwise.
		base = regexp.MustCompile(`urgent=[^&]*`).ReplaceAllString(base, "urgent=x")
		a := s.do("POST", save, "text/html", mine(base, "tags", "z"))
		want(t, "status", a.StatusCode, 422)
		contains(t, "the box", a.body, `name="_choice.urgent"`, "Checked")
		contains(t, "the tags", a.body, `name="_choice.tags"`, "(empty)")
	})

	t.Run("a base that is missing or malformed", func(t *testing.T) {
		for _, bad := range []string{"", "%zz", "subject=&subject=1;", "x"} {
			s, now, _ := open(t)
			now.Subject = "Their kettle"
			a := s.do("POST", save, "text/html", mine(bad, "subject", "My kettle"))
			want(t, "status", a.StatusCode, 422)
			want(t, "subject", now.Subject, "Their kettle")
			want(t, "the next", s.do("POST", save, "text/html", mine(baseOf(t, a.body), "subject", "My kettle", "_choice.subject", "mine")).StatusCode, 303)
		}
	})
}

// A secret is neither shown nor merged: nobody is shown that of somebody else.
func TestMergeOfSecrets(t *testing.T) {
	type pinForm struct {
		Name string
		PIN  string `url:"pin,secret"`
	}
	for _, test := range []struct{ sent, want string }{{"1111", "1111"}, {"", "2222"}} {
		s := newSite(t, "")
		page := router.New("/pin", struct{}{})
		save := router.NewAction[pinForm](page, "save")
		now := pinForm{"Ada", "2222"}
		framework.Get(s.app, page, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
			return framework.Page{Title: "PIN", Body: markup.Form{Action: save.URL(struct{}{}), Base: save.Base(now)}}, nil
		})
		framework.Post(s.app, save, framework.Everyone, func(ctx context.Context, _ User, _ struct{}, f pinForm) (router.URL, error) {
			f, err := framework.Merge(ctx, f, now, "Ben")
			if err == nil {
				now = f
			}
			return framework.Stay, err
		})
		a := s.do("POST", "/pin?_action=save", asPatch, form("_base", baseOf(t, s.get("/pin").body), "name", "Ada", "pin", test.sent))
		want(t, "status", a.StatusCode, 200)
		want(t, "PIN", now.PIN, test.want)
	}
}
