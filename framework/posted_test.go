package framework_test

import (
	"context"
	"io"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// A draft is an app whose action takes the form as it is posted.
type draftApp struct {
	*framework.App[framework.Anyone]
	saved []url.Values
}

func newDraftApp(t *testing.T) *draftApp {
	route := router.New("/cart", cartURL{})
	save := router.NewAction[framework.Posted[cartForm]](route, "save")
	d := &draftApp{App: framework.New(framework.Public)}
	t.Cleanup(d.Close)
	body := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		fields := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			for _, row := range markup.Rows(ctx, "item", 1) {
				_, _ = io.WriteString(w, row.Field("name")+"="+markup.Value(ctx, row.Field("name"), "new")+";")
			}
			return nil
		})
		form := markup.Form{Action: save.URL(cartURL{}), Hidden: []markup.Input{{Name: "_draft", Value: "now"}}}
		if len(d.saved) > 0 {
			form.Values = d.saved[len(d.saved)-1]
		}
		return form.Render(templ.WithChildren(ctx, fields), w)
	})
	framework.Get(d.App, route, framework.Everyone, func(context.Context, framework.Anyone, cartURL) (framework.Page, error) {
		return framework.Page{Title: "Cart", Body: body}, nil
	})
	framework.Post(d.App, save, framework.Everyone, func(_ context.Context, _ framework.Anyone, u cartURL, p framework.Posted[cartForm]) (router.URL, error) {
		d.saved = append(d.saved, p.Values)
		return route.URL(u), nil
	})
	return d
}

func (d *draftApp) post(form url.Values) string {
	r := httptest.NewRequest("POST", "/cart?_action=save", strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	d.ServeHTTP(w, r)
	return w.Body.String()
}

// An action that takes a form as it is gets what is wrong, too. The buttons of the form's rows
// work, and keep what the form was drawn from.
func TestRowButtonsOfADraft(t *testing.T) {
	d := newDraftApp(t)
	get := func() string {
		w := httptest.NewRecorder()
		d.ServeHTTP(w, httptest.NewRequest("GET", "/cart", nil))
		return w.Body.String()
	}
	contains(t, "no draft", get(), "item._1.name=new;")
	form := url.Values{"item": {"9", "_k"}, "item.9.name": {""}, "item.9.count": {"x"}, "item._k.name": {"nut"}, "_draft": {"then"}}
	form.Set(wire.RowsField, "item._k up")
	got := d.post(form)
	contains(t, "moved", got, "item._k.name=nut;item.9.name=;")
	contains(t, "what it was drawn from", got, `name="_draft" value="then"`)
	form.Set(wire.RowsField, "note add")
	contains(t, "no list", d.post(form), "not encoded as forms are")
	want(t, "actions that ran", len(d.saved), 0)
	form.Del(wire.RowsField)
	d.post(form)
	want(t, "saved", d.saved[0].Encode(), form.Encode())
	contains(t, "the draft", get(), "item.9.name=;item._k.name=nut;")
	d.saved = append(d.saved, url.Values{"note": {"x"}})
	contains(t, "a draft without rows", get(), "item._1.name=new;")
}
