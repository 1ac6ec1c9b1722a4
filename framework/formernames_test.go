package framework_test

import (
	"context"
	"io"
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// A NoticeForm is the form of build K. In K-1 its fields were called title, news, code and text.
type NoticeForm struct {
	Heading string       `alias:"title"`
	Urgent  bool         `alias:"news"`
	PIN     string       `url:"pin,secret" alias:"code"`
	Lines   []NoticeLine `url:"line"`
}

type NoticeLine struct {
	framework.Row
	Label string `alias:"text"`
}

func (f NoticeForm) Check(context.Context) framework.FieldErrors {
	errs := framework.FieldErrors{}
	if len(f.Heading) < 5 {
		errs["heading"] = "Say more."
	}
	for _, line := range f.Lines {
		if line.Label == "" || line.Label == "x" {
			errs[line.Field("label")] = "Name the line."
		}
	}
	return errs
}

// notice adds a page with the form of a record, which an action merges.
func notice(s *site) *NoticeForm {
	page := router.New("/notice", struct{}{})
	save := router.NewAction[NoticeForm](page, "save")
	record := &NoticeForm{Heading: "Kettle", Lines: []NoticeLine{{Row: framework.Row{List: "line", Key: "7"}, Label: "bolt"}}}
	framework.Get(s.app, page, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		f := *record
		fields := templ.Join(
			components.Field{Name: "heading", Label: "Heading", Value: f.Heading},
			components.Checkbox{Name: "urgent", Label: "Urgent", Checked: f.Urgent},
			components.Field{Name: "pin", Label: "PIN"},
			components.Field{Name: "line.7.label", Label: "Line", Value: "bolt"},
		)
		return framework.Page{Title: "Notice", Body: templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			return markup.Form{Action: save.URL(struct{}{}), Base: save.Base(f)}.Render(templ.WithChildren(ctx, fields), w)
		})}, nil
	})
	framework.Post(s.app, save, framework.Everyone, func(ctx context.Context, _ User, _ struct{}, f NoticeForm) (router.URL, error) {
		f, err := framework.Merge(ctx, f, *record, "Ben")
		if err == nil {
			*record = f
		}
		return framework.Stay, err
	})
	return record
}

const saveNotice = "/notice?_action=save"

// The client is told the former names of all fields that are not secret.
func TestFormListsFormerNames(t *testing.T) {
	s := newSite(t, "")
	notice(s)
	if body := s.get("/notice").body; !strings.Contains(body, ` data-gf-alias="title=heading news=urgent line.*.text=line.*.label"`) {
		t.Errorf("the form:\n%s", body)
	}
	s = newSite(t, "")
	record(s)
	if body := s.get("/record").body; strings.Contains(body, "data-gf-alias") {
		t.Errorf("a form without former names:\n%s", body)
	}
}

// A form of K-1 that K refuses: a browser without scripts gets the form of K, with the input. The
// client of K-1 gets the errors under the names of its page.
func TestRefusedFormOfAnOlderBuild(t *testing.T) {
	s := newSite(t, "")
	notice(s)
	sent := "title=abc&news=true&code=1234&line=7&line.7.text=x"
	body := s.do("POST", saveNotice, "text/html", sent).body
	for _, want := range []string{`name="heading" value="abc"`, `name="line.7.label" value="x"`, ">Say more.<", ">Name the line.<", "checked"} {
		if !strings.Contains(body, want) {
			t.Errorf("the document has no %s:\n%s", want, body)
		}
	}
	if strings.Contains(body, "1234") {
		t.Error("the document has what is secret")
	}
	for _, headers := range [][]string{nil, {"Goldfish-Check", "1"}} {
		got := s.do("POST", saveNotice, asPatch, sent, headers...).body
		for _, want := range []string{`"title":"Say more."`, `"line.7.text":"Name the line."`} {
			if !strings.Contains(got, want) {
				t.Errorf("the client gets no %s: %s", want, got)
			}
		}
		got = s.do("POST", saveNotice, asPatch, "heading=abc&line=7&line.7.label=x", headers...).body
		if !strings.Contains(got, `"heading":"Say more."`) || !strings.Contains(got, `"line.7.label":"Name the line."`) {
			t.Errorf("the client of K gets %s", got)
		}
	}
}

// A form that K-1 has drawn is merged with what has been changed since, field by field.
func TestMergeOfAnOlderBuild(t *testing.T) {
	s := newSite(t, "")
	now := notice(s)
	base := strings.NewReplacer("heading=", "title=", "urgent=", "news=", ".label=", ".text=").Replace(baseOf(t, s.get("/notice").body))
	if !strings.Contains(base, "title=") || !strings.Contains(base, "line.7.text=") {
		t.Fatal(base)
	}
	post := func(pairs ...string) string {
		sent := url.Values{"_base": {base}, "title": {"Kettle"}, "line": {"7"}, "line.7.text": {"bolt"}}
		for i := 0; i < len(pairs); i += 2 {
			sent.Set(pairs[i], pairs[i+1])
		}
		return s.do("POST", saveNotice, asPatch, sent.Encode()).body
	}
	// Somebody else changes one field, and the person the other.
	now.Lines[0].Label = "nut"
	if answer := post("title", "Kettles"); now.Heading != "Kettles" || now.Lines[0].Label != "nut" {
		t.Errorf("merged: %+v\n%s", now, answer)
	}
	answer := post("title", "Pots and pans")
	if !strings.Contains(answer, `"theirs":{"title":["Kettles"]}`) || !strings.Contains(answer, `"line.7.text":["nut"]`) {
		t.Errorf("a conflict: %s", answer)
	}
	if now.Heading != "Kettles" {
		t.Error("a conflict was written")
	}
}
