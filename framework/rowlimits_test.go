package framework_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

type limitedCart struct {
	Items []cartItem `url:"item" rows:"1-3"`
}

// newLimitedCart is a cart of 1 to 3 items.
func newLimitedCart(t *testing.T, languages ...framework.Options[framework.Anyone]) *cart {
	route := router.New("/cart", cartURL{})
	save := router.NewAction[limitedCart](route, "save")
	c := &cart{App: framework.New(framework.Public, languages...)}
	t.Cleanup(c.Close)
	body := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		fields := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			for _, row := range markup.Rows(ctx, "item", 0, "7", "9") {
				fmt.Fprintf(w, "%s=%s;", row.Key, markup.Value(ctx, row.Field("name"), "old"))
			}
			least, most := markup.RowLimits(ctx, "item")
			fmt.Fprintf(w, "%d to %d;%s", least, most, markup.FieldError(ctx, "item"))
			return nil
		})
		return (markup.Form{Action: save.URL(cartURL{})}).Render(templ.WithChildren(ctx, fields), w)
	})
	framework.Get(c.App, route, framework.Everyone, func(context.Context, framework.Anyone, cartURL) (framework.Page, error) {
		return framework.Page{Title: "Cart", Body: body}, nil
	})
	framework.Post(c.App, save, framework.Everyone, func(_ context.Context, _ framework.Anyone, u cartURL, f limitedCart) (router.URL, error) {
		c.taken = append(c.taken, cartForm{Items: f.Items})
		return route.URL(u), nil
	})
	return c
}

// items is a form of so many rows.
func items(n int, button string) url.Values {
	f := url.Values{"item": nil}
	for i := range n {
		f.Add("item", fmt.Sprint("k", i))
		f.Set(fmt.Sprintf("item.k%d.name", i), fmt.Sprint("n", i))
	}
	if button != "" {
		f.Set(wire.RowsField, button)
	}
	return f
}

// A form with too few or too many rows is refused, and has all that was sent.
func TestFormOfTooManyRows(t *testing.T) {
	c := newLimitedCart(t)
	for n, want := range map[int]string{
		0: "1 to 3;The number of rows here must be 1 or more.",
		4: "k0=n0;k1=n1;k2=n2;k3=n3;1 to 3;The number of rows here must be 3 or less.",
	} {
		if w := c.post(t, items(n, "")); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%d rows: %d %s", n, w.Code, w.Body)
		}
		if w := c.post(t, items(n, ""), "Accept", wire.PatchType); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), `{"item":"The number of rows here must be`) {
			t.Errorf("%d rows, from the client: %d %s", n, w.Code, w.Body)
		}
	}
	if w := c.post(t, items(100_000, "")); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("100,000 rows: %d", w.Code)
	}
	if len(c.taken) > 0 {
		t.Errorf("taken: %+v", c.taken)
	}
	for n := 1; n <= 3; n++ {
		if w := c.post(t, items(n, "")); w.Code != http.StatusSeeOther || len(c.taken) != n || len(c.taken[n-1].Items) != n {
			t.Errorf("%d rows: %d, %+v", n, w.Code, c.taken)
		}
	}
}

// Without scripts, a button changes no list beyond its limits, also where the page is an old one.
func TestRowButtonsAtTheLimits(t *testing.T) {
	c := newLimitedCart(t)
	for _, test := range []struct {
		rows   int
		button string
		code   int
		want   string
	}{
		{3, "item add", http.StatusUnprocessableEntity, "k0=n0;k1=n1;k2=n2;1 to 3;The number of rows here must be 3 or less."},
		{1, "item.k0 remove", http.StatusUnprocessableEntity, "k0=n0;1 to 3;The number of rows here must be 1 or more."},
		{4, "item.k1 remove", http.StatusOK, "k0=n0;k2=n2;k3=n3;1 to 3;</form>"},
		{4, "item.k1 up", http.StatusOK, "k1=n1;k0=n0;k2=n2;k3=n3;1 to 3;</form>"},
		{0, "item add", http.StatusOK, "=old;1 to 3;</form>"},
	} {
		if w := c.post(t, items(test.rows, test.button)); w.Code != test.code || !strings.Contains(w.Body.String(), test.want) {
			t.Errorf("%s of %d: %d %s", test.button, test.rows, w.Code, w.Body)
		}
	}
}
