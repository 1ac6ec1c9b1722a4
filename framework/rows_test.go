package framework_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

type cartURL struct{}

type cartForm struct {
	Note  string     `url:"note"`
	Items []cartItem `url:"item"`
}

type cartItem struct {
	framework.Row
	Name  string `url:"name"`
	Count int    `url:"count"`
}

func (f *cartForm) Check(context.Context) framework.FieldErrors {
	errs := framework.FieldErrors{}
	for _, i := range f.Items {
		if i.Name == "" {
			errs[i.Field("name")] = "A name is missing."
		}
	}
	return errs
}

// A cart is an app with a form of rows.
type cart struct {
	*framework.App[framework.Anyone]
	taken []cartForm
}

func newCart(t *testing.T) *cart {
	route := router.New("/cart", cartURL{})
	save := router.NewAction[cartForm](route, "save")
	c := &cart{App: framework.New(framework.Public)}
	t.Cleanup(c.Close)
	body := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		fields := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			fmt.Fprintf(w, "note=%s;", markup.Value(ctx, "note", "kept"))
			for _, row := range markup.Rows(ctx, "item", 0, "7", "9") {
				fmt.Fprintf(w, "%s=%s%s;", row.Field("name"), markup.Value(ctx, row.Field("name"), "old"), markup.FieldError(ctx, row.Field("name")))
			}
			fmt.Fprintf(w, "focus=%s;", markup.RowFocus(ctx))
			return nil
		})
		return (markup.Form{Action: save.URL(cartURL{})}).Render(templ.WithChildren(ctx, fields), w)
	})
	framework.Get(c.App, route, framework.Everyone, func(context.Context, framework.Anyone, cartURL) (framework.Page, error) {
		return framework.Page{Title: "Cart", Body: body}, nil
	})
	framework.Post(c.App, save, framework.Everyone, func(_ context.Context, _ framework.Anyone, u cartURL, f cartForm) (router.URL, error) {
		c.taken = append(c.taken, f)
		return route.URL(u), nil
	})
	return c
}

func (c *cart) post(t *testing.T, form url.Values, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest("POST", "/cart?_action=save", strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	c.ServeHTTP(w, r)
	return w
}

var newKeys = regexp.MustCompile(`focus=item\.(_\w+);`)

// sent is a form as a browser sends it, in which somebody has typed.
func sent(button string) url.Values {
	f := url.Values{"note": {"typed"}, "item": {"9", "_k", "7"}, "item.9.name": {"nine"}, "item._k.name": {"new"}, "item.7.name": {"seven"}, wire.KeyField: {strings.Repeat("k", 20)}}
	if button != "" {
		f.Set(wire.RowsField, button)
	}
	return f
}

// A button of a row changes the rows of the page that is shown, and nothing else.
func TestRowButtons(t *testing.T) {
	for _, test := range []struct{ button, want string }{
		{"item.9 down", "note=typed;item._k.name=new;item.9.name=nine;item.7.name=seven;focus=item.9 down;"},
		{"item.7 up", "note=typed;item.9.name=nine;item.7.name=seven;item._k.name=new;focus=item.7 up;"},
		{"item.9 up", "note=typed;item.9.name=nine;item._k.name=new;item.7.name=seven;focus=item.9 up;"},
		{"item.9 remove", "note=typed;item._k.name=new;item.7.name=seven;focus=item._k remove;"},
		{"item.7 remove", "note=typed;item.9.name=nine;item._k.name=new;focus=item add;"},
		{"item.gone remove", "note=typed;item.9.name=nine;item._k.name=new;item.7.name=seven;focus=item add;"},
		{"item add", "note=typed;item.9.name=nine;item._k.name=new;item.7.name=seven;item._NEW.name=old;focus=item._NEW;"},
	} {
		c := newCart(t)
		w := c.post(t, sent(test.button))
		body := w.Body.String()
		if added := newKeys.FindStringSubmatch(body); added != nil {
			body = strings.ReplaceAll(body, added[1], "_NEW")
		}
		if w.Code != http.StatusOK || !strings.Contains(body, test.want) {
			t.Errorf("%s: %d %s, want %s", test.button, w.Code, body, test.want)
		}
		if got := w.Header().Get("Cache-Control"); got != "no-store" {
			t.Errorf("%s: Cache-Control is %q", test.button, got)
		}
		if w.Header().Get("Location") != "" || strings.Contains(body, `data-gf-version=`) {
			t.Errorf("%s: the page has an address or a version of its own", test.button)
		}
		if len(c.taken) > 0 {
			t.Errorf("%s: the action has run", test.button)
		}
		// The key of the submission is not used up.
		if w := c.post(t, sent("")); w.Code != http.StatusSeeOther || len(c.taken) != 1 {
			t.Errorf("%s: then the form is answered with %d, and taken %d times", test.button, w.Code, len(c.taken))
		}
	}
}

// A button that is none of the form is an error, and nothing happens.
func TestRowButtonsThatAreWrong(t *testing.T) {
	for _, button := range []string{"item", "nothing add", "note add", "item.7", "item.7 explode", "item.7.name remove", ".. add", " add", "item.7 add", "remove", "\x00"} {
		c := newCart(t)
		if w := c.post(t, sent(button)); w.Code != http.StatusBadRequest || len(c.taken) > 0 {
			t.Errorf("%q: %d", button, w.Code)
		}
	}
	c := newCart(t)
	if w := c.post(t, sent("item add"), "Accept", wire.PatchType); w.Code != http.StatusBadRequest {
		t.Errorf("a patch: %d", w.Code)
	}
}

// The rows of a refused form are those that were sent, each with its values and errors.
func TestRefusedRows(t *testing.T) {
	c := newCart(t)
	f := sent("")
	f.Set("item._k.name", "")
	f.Set("item.7.count", "many")
	w := c.post(t, f)
	if want := "item.9.name=nine;item._k.name=A name is missing.;item.7.name=seven;"; w.Code != 422 || !strings.Contains(w.Body.String(), want) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w = c.post(t, f, "Accept", wire.PatchType); !strings.Contains(w.Body.String(), `"item._k.name":"A name is missing."`) || !strings.Contains(w.Body.String(), `"item.7.count":`) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	// Nothing is written of a form that did not arrive whole.
	for name, f := range map[string]url.Values{
		"a row twice": {"item": {"7", "7"}}, "not listed": {"item": {"7"}, "item.7.name": {"a"}, "item.9.name": {"b"}}, "no key": {"item": {""}},
	} {
		if w := c.post(t, f, "Accept", wire.PatchType); w.Code != 422 || !strings.Contains(w.Body.String(), `"item":"`) {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
	many := url.Values{}
	for i := range 400 {
		many.Add("item", fmt.Sprint(i))
		many.Set(fmt.Sprintf("item.%d.name", i), "x")
		many.Set(fmt.Sprintf("item.%d.count", i), "1")
	}
	if w := c.post(t, many, "Accept", wire.PatchType); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("1200 fields: %d", w.Code)
	}
	if len(c.taken) > 0 {
		t.Errorf("taken: %+v", c.taken)
	}
}
