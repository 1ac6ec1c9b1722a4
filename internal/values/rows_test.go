package values_test

import (
	"fmt"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/internal/address"
	"github.com/goldfish-go/goldfish/internal/values"
	"github.com/goldfish-go/goldfish/templ/text"
)

type part struct {
	address.Row
	Length int `url:"length"`
}

type item struct {
	address.Row
	Name  string   `url:"name" alias:"title"`
	Tags  []string `url:"tag"`
	Max   *int     `url:"max"`
	Parts []part   `url:"part"`
}

type order struct {
	Number string `url:"number"`
	Items  []item `url:"item"`
	More   struct {
		Notes []struct {
			Text string `url:"text"`
		} `url:"note"`
	}
}

func readOrder(t testing.TB, body string) (o order, report values.Report) {
	t.Helper()
	form, _ := url.ParseQuery(body)
	c, err := values.ForForm[order]()
	if err != nil {
		t.Fatal(err)
	}
	report = c.DecodeValues(reflect.ValueOf(&o).Elem(), form, values.Limits{Params: 10000, Rows: 50})
	return o, report
}

func TestRows(t *testing.T) {
	o, report := readOrder(t, "number=7&item=7&item=_k3&item.7.name=Bolt&item._k3.title=Nut&item.7.tag=a&item.7.tag=b"+
		"&item.7.part=2&item.7.part=1&item.7.part.2.length=30&more.note=x&more.note.x.text=Hi&item.7.unknown=1&item._k3.max=0")
	if len(report.Problems) > 0 {
		t.Fatalf("problems: %+v", report.Problems)
	}
	if !report.UsedAlias {
		t.Error("nobody says that an alias was used")
	}
	if len(o.Items) != 2 || o.Items[0].Name != "Bolt" || o.Items[1].Name != "Nut" || len(o.Items[0].Tags) != 2 || *o.Items[1].Max != 0 {
		t.Errorf("items: %+v", o.Items)
	}
	if p := o.Items[0].Parts; len(p) != 2 || p[0].Length != 30 || p[1].Length != 0 || p[1].Field("length") != "item.7.part.1.length" {
		t.Errorf("parts: %+v", p)
	}
	if o.Items[0].IsNew() || !o.Items[1].IsNew() || o.Items[1].Field("name") != "item._k3.name" || o.Items[1].Field("") != "item._k3" {
		t.Errorf("rows: %+v", o.Items)
	}
	if len(o.More.Notes) != 1 || o.More.Notes[0].Text != "Hi" {
		t.Errorf("notes: %+v", o.More)
	}
}

// What is wrong is said where it is, and the rest is read.
func TestRowsThatAreWrong(t *testing.T) {
	for _, test := range []struct{ name, body, key string }{
		{"a value", "item=1&item=2&item.1.max=x&item.2.name=ok", "item.1.max"},
		{"a value of a row in a row", "item=1&item.1.part=2&item.1.part.2.length=x", "item.1.part.2.length"},
		{"a key twice", "item=1&item=1&item.1.name=a", "item"},
		{"an empty key", "item=&item=1", "item"},
		{"a key with a dot", "item=1.part&item=1", "item"},
		{"a key that is no text", "item=%ff&item=1", "item"},
		{"a long key", "item=" + strings.Repeat("k", 65), "item"},
		{"fields of a row that is not listed", "item=1&item.2.name=lost", "item"},
		{"only fields", "item.2.name=lost", "item"},
		{"fields without a name", "item=1&item.=x", "item"},
		{"fields of an inner row that is not listed", "item=1&item.1.part=2&item.1.part.3.length=4", "item.1.part"},
	} {
		o, report := readOrder(t, test.body)
		if len(report.Problems) != 1 || report.Problems[0].Key != test.key || report.Problems[0].Sentence(&text.English) == "" {
			t.Errorf("%s: %+v, want a problem with %s", test.name, report.Problems, test.key)
		}
		if strings.Contains(test.body, "item=1") && len(o.Items) == 0 {
			t.Errorf("%s: the other rows are lost", test.name)
		}
	}
	if o, _ := readOrder(t, "item=1&item=1&item.1.name=a"); len(o.Items) != 1 {
		t.Errorf("a row is there %d times", len(o.Items))
	}
}

func TestTooManyRows(t *testing.T) {
	var body strings.Builder
	for i := range 30 {
		fmt.Fprintf(&body, "item=%d&item.%d.part=%d&", i, i, i)
	}
	o, report := readOrder(t, body.String())
	if len(report.Problems) == 0 || !strings.Contains(report.Problems[0].Sentence(&text.English), "50 rows") {
		t.Errorf("problems: %+v", report.Problems)
	}
	if len(o.Items) != 25 {
		t.Errorf("%d items, want 25 with a part each", len(o.Items))
	}
}

func TestFormEncoding(t *testing.T) {
	zero := 0
	o := order{Number: "7 &=", Items: []item{
		{Row: address.Row{Key: "7"}, Name: "Bolt", Tags: []string{"a", ""}, Max: &zero, Parts: []part{{Length: 3}, {Row: address.Row{Key: "_1"}}, {Row: address.Row{Key: "not a key"}}}},
		{Row: address.Row{Key: "7"}, Name: "the same key"}, {},
	}}
	c, err := values.ForForm[order]()
	if err != nil {
		t.Fatal(err)
	}
	form := url.Values{}
	c.AppendForm(form, reflect.ValueOf(o))
	want := url.Values{"number": {"7 &="}, "item": {"7", "_1", "_2"}, "item.7.name": {"Bolt"}, "item.7.tag": {"a", ""}, "item.7.max": {"0"},
		"item.7.part": {"_2", "_1", "_3"}, "item.7.part._2.length": {"3"}, "item._1.name": {"the same key"}}
	if !reflect.DeepEqual(form, want) {
		t.Errorf("%v, want %v", form, want)
	}
}

func TestFormsThatCannotBe(t *testing.T) {
	type inner struct{ A string }
	type selfish struct {
		Name string
		Rows []struct{ Inner []inner }
	}
	type node struct {
		Children []struct{ Children []item }
	}
	type endless struct{ Rows []endlessRow }
	for name, err := range map[string]error{
		"rows in an address":     errOf(values.For[selfish]()),
		"rows of their own type": errOf(values.ForForm[endless]()),
		"a field among the rows": errOf(values.ForForm[struct {
			Items []inner `url:"a"`
			B     string  `url:"a.b.c"`
		}]()),
		"two lists of one name": errOf(values.ForForm[struct {
			A []inner `url:"a"`
			B []inner `url:"a"`
		}]()),
		"an alias": errOf(values.ForForm[struct {
			A []inner `url:"a" alias:"b"`
		}]()),
		"push": errOf(values.ForForm[struct {
			A []inner `url:"a,push"`
		}]()),
	} {
		if err == nil {
			t.Errorf("%s is no error", name)
		} else {
			t.Logf("%s: %v", name, err)
		}
	}
	for name, err := range map[string]error{"rows": errOf(values.ForForm[selfish]()), "deep rows": errOf(values.ForForm[node]())} {
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

type endlessRow struct{ Rows []endlessRow }

func errOf(_ *values.Codec, err error) error { return err }

func TestNamesInRows(t *testing.T) {
	c, err := values.ForForm[order]()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][2]bool{
		"number": {true, false}, "item": {true, true}, "item.1": {true, false}, "item.1.name": {true, false}, "item.1.title": {true, false},
		"item.1.part": {true, true}, "item.1.part.x.length": {true, false}, "more.note": {true, true}, "more.note.a.text": {true, false},
		"items": {}, "item.": {}, "item.a b.name": {}, "item.1.nothing": {}, "item.1.name.x": {}, "": {}, ".": {}, "item.1.part.2.length.3": {},
	} {
		if got := [2]bool{c.Reads(name), c.HasList(name)}; got != want {
			t.Errorf("%q: %v, want %v", name, got, want)
		}
	}
}

// Whatever is sent, reading it never panics, and what was read can be written and read again.
func FuzzRows(f *testing.F) {
	f.Add("item=7&item=_k3&item.7.name=Bolt&item.7.part=2&item.7.part.2.length=30")
	f.Add("item=1&item=1&item.=&item.1.part.1.=&more.note=%00")
	f.Add("item=__row1__&item.__row1__.max=x&item..name=1")
	f.Fuzz(func(t *testing.T, body string) {
		form, err := url.ParseQuery(body)
		if err != nil {
			return
		}
		c, _ := values.ForForm[order]()
		var o, again order
		report := c.DecodeValues(reflect.ValueOf(&o).Elem(), form, values.Limits{})
		for _, p := range report.Problems {
			if p.Sentence(&text.German) == "" {
				t.Errorf("nothing is written about %+v", p)
			}
		}
		written := url.Values{}
		c.AppendForm(written, reflect.ValueOf(&o).Elem())
		second := c.DecodeValues(reflect.ValueOf(&again).Elem(), written, values.Limits{})
		if len(second.Problems) > 0 {
			t.Fatalf("%v cannot be read: %+v", written, second.Problems)
		}
		twice := url.Values{}
		c.AppendForm(twice, reflect.ValueOf(&again).Elem())
		if !reflect.DeepEqual(written, twice) {
			t.Fatalf("%v, then %v", written, twice)
		}
	})
}
