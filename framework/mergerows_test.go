package framework_test

import (
	"context"
	"io"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// An orderForm has rows, and rows in rows.
type orderForm struct {
	Customer string
	Items    []orderItem `url:"item" rows:"-5"`
}

type orderItem struct {
	framework.Row
	Name  string
	PIN   string      `url:"pin,secret"`
	Parts []orderPart `url:"part"`
}

type orderPart struct {
	framework.Row
	Size string
}

func rowKeyed(key string) framework.Row { return framework.Row{Key: key} }

// text says what an order has, such as "7:Bolt(1:S),9:Nut".
func (o orderForm) text() string {
	var items []string
	for _, item := range o.Items {
		var parts []string
		for _, part := range item.Parts {
			parts = append(parts, part.Key+":"+part.Size)
		}
		items = append(items, strings.TrimSuffix(item.Key+":"+item.Name+"("+strings.Join(parts, ",")+")", "()"))
	}
	return strings.Join(items, ",")
}

// anOrder adds a page with a form for one order, and returns the order.
func anOrder(s *site) *orderForm {
	page := router.New("/order", struct{}{})
	save := router.NewAction[orderForm](page, "save")
	now := &orderForm{Customer: "Ada", Items: []orderItem{
		{Row: rowKeyed("7"), Name: "Bolt", PIN: "1", Parts: []orderPart{{rowKeyed("1"), "S"}}}, {Row: rowKeyed("8"), Name: "Nut"}, {Row: rowKeyed("9"), Name: "Pin"},
	}}
	framework.Get(s.app, page, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		order := *now
		fields := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			return templ.Join(
				components.Field{Name: "customer", Label: "Customer", Value: order.Customer},
				components.Rows[orderItem]{Name: "item", Item: "Item", Values: order.Items, Key: func(i orderItem) string { return i.Key },
					Row: func(row markup.Row, i orderItem) templ.Component {
						return components.Field{Name: row.Field("name"), Label: "Name", Value: i.Name}
					}},
			).Render(ctx, w)
		})
		body := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			return markup.Form{Action: save.URL(struct{}{}), Base: save.Base(order)}.Render(templ.WithChildren(ctx, fields), w)
		})
		return framework.Page{Title: "Order", Body: body}, nil
	})
	framework.Post(s.app, save, framework.Everyone, func(ctx context.Context, _ User, _ struct{}, f orderForm) (router.URL, error) {
		f, err := framework.Merge(ctx, f, *now, "Ben")
		if err == nil {
			*now = f
		}
		return framework.Stay, err
	})
	return now
}

// sentOrder is what a form of items such as "7:Bolt" sends.
func sentOrder(base, items string, more ...string) string {
	sent := url.Values{"_base": {base}, "customer": {"Ada"}}
	for item := range strings.SplitSeq(items, ",") {
		if item == "" {
			continue
		}
		key, name, _ := strings.Cut(item, ":")
		sent.Add("item", key)
		sent.Set("item."+key+".name", name)
		if key == "7" {
			sent.Set("item.7.part", "1")
			sent.Set("item.7.part.1.size", "S")
		}
	}
	for i := 0; i < len(more); i += 2 {
		sent.Set(more[i], more[i+1])
	}
	return sent.Encode()
}

func TestMergeOfRows(t *testing.T) {
	bolt, nut, pin := orderItem{Row: rowKeyed("7"), Name: "Bolt", PIN: "1", Parts: []orderPart{{rowKeyed("1"), "S"}}}, orderItem{Row: rowKeyed("8"), Name: "Nut"}, orderItem{Row: rowKeyed("9"), Name: "Pin"}
	renamed := func(item orderItem, name string) orderItem { item.Name = name; return item }
	for _, test := range []struct {
		what   string
		theirs []orderItem
		mine   string
		want   string
	}{
		{"nobody has changed anything", []orderItem{bolt, nut, pin}, "7:Bolt,8:Nut,9:Pin", "7:Bolt(1:S),8:Nut,9:Pin"},
		{"both have changed rows", []orderItem{renamed(bolt, "Screw"), nut, pin}, "7:Bolt,8:Nut,9:Needle", "7:Screw(1:S),8:Nut,9:Needle"},
		{"both have added rows", []orderItem{bolt, nut, {Row: rowKeyed("12"), Name: "Rod"}, pin}, "_k:Cog,7:Bolt,8:Nut,9:Pin", "_k:Cog,7:Bolt(1:S),8:Nut,12:Rod,9:Pin"},
		{"both have removed rows", []orderItem{bolt, pin}, "8:Nut,9:Pin", "9:Pin"},
		{"others have removed what I have changed", []orderItem{bolt, pin}, "7:Bolt,8:Nuts,9:Pin", "7:Bolt(1:S),8:Nuts,9:Pin"},
		{"I have removed what others have changed", []orderItem{bolt, renamed(nut, "Nuts"), pin}, "7:Bolt,9:Pin", "7:Bolt(1:S),8:Nuts,9:Pin"},
		{"I have moved rows", []orderItem{bolt, {Row: rowKeyed("12"), Name: "Rod"}, nut, pin}, "9:Pin,7:Bolt,8:Nut", "9:Pin,7:Bolt(1:S),12:Rod,8:Nut"},
		{"others have moved rows", []orderItem{pin, nut, bolt}, "7:Bolt,8:Nut,9:Pin,_k:Cog", "9:Pin,_k:Cog,8:Nut,7:Bolt(1:S)"},
		{"others have removed all", nil, "7:Bolt,8:Nut,9:Pin", ""},
		{"rows in rows", []orderItem{{Row: rowKeyed("7"), Name: "Bolt", Parts: []orderPart{{rowKeyed("1"), "S"}, {rowKeyed("2"), "L"}}}, nut, pin}, "7:Screw,8:Nut,9:Pin", "7:Screw(1:S,2:L),8:Nut,9:Pin"},
	} {
		t.Run(test.what, func(t *testing.T) {
			s := newSite(t, "")
			now := anOrder(s)
			base := baseOf(t, s.get("/order").body)
			now.Items = test.theirs
			a := s.do("POST", "/order?_action=save", "text/html", sentOrder(base, test.mine))
			want(t, "status", a.StatusCode, 303)
			want(t, "the rows", now.text(), test.want)
			if i := slices.IndexFunc(now.Items, func(i orderItem) bool { return i.Key == "7" }); i >= 0 && test.theirs[0].PIN == "1" {
				want(t, "the secret", now.Items[i].PIN, "1")
			}
		})
	}
}

// Both have changed a field of a row: the person chooses. What others have done to other rows
// meanwhile is neither lost nor undone, though the form that is shown again does not have it.
func TestMergeOfRowsInAConflict(t *testing.T) {
	s := newSite(t, "")
	now := anOrder(s)
	base := baseOf(t, s.get("/order").body)
	now.Items = []orderItem{now.Items[2], {Row: rowKeyed("12"), Name: "Rod"}, {Row: rowKeyed("8"), Name: "Their nut"}}
	a := s.do("POST", "/order?_action=save", "text/html", sentOrder(base, "7:Bolt,8:My nut,9:Pin"))
	want(t, "status", a.StatusCode, 422)
	contains(t, "the form", a.body, `value="My nut"`, "Ben has changed this meanwhile.", `name="_choice.item.8.name" value="mine" required`, "Their nut")
	want(t, "choices", strings.Count(a.body, `class="goldfish-conflict"`), 1)
	want(t, "nothing is written", now.Items[2].Name, "Their nut")

	for _, test := range []struct{ choice, want string }{
		{"mine", "9:Pin,12:Rod,8:My nut"}, {"theirs", "9:Pin,12:Rod,8:Their nut"},
	} {
		saved := *now
		b := s.do("POST", "/order?_action=save", "text/html", sentOrder(baseOf(t, a.body), "7:Bolt,8:My nut,9:Pin", "_choice.item.8.name", test.choice))
		want(t, "status", b.StatusCode, 303)
		want(t, "the rows", now.text(), test.want)
		*now = saved
	}
}

// Rows of both are together more than the form allows.
func TestMergeOfTooManyRows(t *testing.T) {
	s := newSite(t, "")
	now := anOrder(s)
	base := baseOf(t, s.get("/order").body)
	now.Items = append(now.Items, orderItem{Row: rowKeyed("12"), Name: "Rod"})
	a := s.do("POST", "/order?_action=save", "text/html", sentOrder(base, "7:Bolt,8:Nut,9:Pin,_a:Cog,_b:Hub"))
	want(t, "status", a.StatusCode, 422)
	contains(t, "the form", a.body, `value="Hub"`, "5")
	want(t, "nothing is written", len(now.Items), 4)
}

// Without keys each row would look as if it had been removed and added again.
func TestMergeNeedsKeys(t *testing.T) {
	for _, key := range []string{"", "7", "a b"} {
		s := newSite(t, "")
		now := anOrder(s)
		base := baseOf(t, s.get("/order").body)
		now.Items[1].Key = key
		a := s.do("POST", "/order?_action=save", "text/html", sentOrder(base, "7:Bolt,8:Nut,9:Pin"))
		want(t, "status of key "+key, a.StatusCode, 500)
		want(t, "rows", len(now.Items), 3)
	}
}

// A list whose rows have no keys is one field.
func TestMergeOfRowsWithoutKeys(t *testing.T) {
	type line struct{ Text string }
	type listForm struct {
		Lines []line `url:"line"`
	}
	s := newSite(t, "")
	page := router.New("/list", struct{}{})
	save := router.NewAction[listForm](page, "save")
	now := listForm{[]line{{"Milk"}, {"Bread"}}}
	framework.Get(s.app, page, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		return framework.Page{Title: "List", Body: markup.Form{Action: save.URL(struct{}{}), Base: save.Base(now)}}, nil
	})
	framework.Post(s.app, save, framework.Everyone, func(ctx context.Context, _ User, _ struct{}, f listForm) (router.URL, error) {
		f, err := framework.Merge(ctx, f, now, "Ben")
		if err == nil {
			now = f
		}
		return framework.Stay, err
	})
	base := baseOf(t, s.get("/list").body)
	post := func(base string, more ...string) answer {
		sent := url.Values{"_base": {base}}
		for i := 0; i < len(more); i += 2 {
			sent.Add(more[i], more[i+1])
		}
		return s.do("POST", "/list?_action=save", "text/html", sent.Encode())
	}
	now.Lines = []line{{"Milk"}, {"Rolls"}}
	want(t, "only others have changed it", post(base, "line", "1", "line", "2", "line.1.text", "Milk", "line.2.text", "Bread").StatusCode, 303)
	want(t, "theirs", now.Lines[1].Text, "Rolls")
	a := post(base, "line", "1", "line.1.text", "Tea")
	want(t, "both", a.StatusCode, 422)
	contains(t, "the form", a.body, `name="_choice.line"`, "Milk, Rolls")
	base = baseOf(t, a.body)
	want(t, "mine", post(base, "line", "1", "line.1.text", "Tea", "_choice.line", "mine").StatusCode, 303)
	want(t, "the list", len(now.Lines), 1)
}
