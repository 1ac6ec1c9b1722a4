package values_test

import (
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/internal/address"
	"github.com/goldfish-go/goldfish/internal/values"
	"github.com/goldfish-go/goldfish/templ/text"
)

type limitedPart struct {
	address.Row
	Length int `url:"length"`
}

type limitedOrder struct {
	Items []struct {
		address.Row
		Parts []limitedPart `url:"part" rows:"-1"`
	} `url:"item" rows:"1-2"`
	Notes []struct{ Text string } `url:"note"`
}

// A list has as many rows as its tag asks for, and nothing of what was sent is left unread.
func TestRowLimits(t *testing.T) {
	codec, err := values.ForForm[limitedOrder]()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		body, key, sentence string
		rows                int
	}{
		{"item=1", "", "", 1},
		{"item=1&item=2&item.1.part=a&note=1&note=2&note=3", "", "", 2},
		{"", "item", "must be 1 or more", 0},
		{"item=1&item=2&item=3", "item", "must be 2 or less", 3},
		{"item=1&item.1.part=a&item.1.part=b", "item.1.part", "must be 1 or less", 1},
		{"item=1&item=1&item=1", "item", "did not arrive", 1},
	} {
		form, _ := url.ParseQuery(test.body)
		var o limitedOrder
		limits := values.Limits{RowsOfLists: true}
		report := codec.DecodeValues(reflect.ValueOf(&o).Elem(), form, limits)
		var key, sentence string
		if len(report.Problems) > 0 {
			key, sentence = report.Problems[0].Key, report.Problems[0].Sentence(&text.English)
		}
		if len(report.Problems) > 1 || key != test.key || !strings.Contains(sentence, test.sentence) || len(o.Items) != test.rows {
			t.Errorf("%s: %q %q, %d rows; %+v", test.body, key, sentence, len(o.Items), report)
		}
		if test.sentence == "did not arrive" {
			continue
		}
		if report := codec.DecodeValues(reflect.ValueOf(&o).Elem(), form, values.Limits{}); len(report.Problems) > 0 {
			t.Errorf("%s: a form that is not complete has the problems %+v", test.body, report.Problems)
		}
	}
	for list, want := range map[string][2]int{"item": {1, 2}, "item.7.part": {0, 1}, "note": {}, "item.7": {}, "other": {}, "": {}} {
		if least, most := codec.RowLimits(list); [2]int{least, most} != want {
			t.Errorf("%q has %d to %d rows, want %v", list, least, most, want)
		}
	}
}

// A tag that nobody can follow is an error at start.
func TestRowTagsThatAreWrong(t *testing.T) {
	row := reflect.TypeFor[[]limitedPart]()
	for tag, want := range map[string]string{
		"": "malformed", "5": "malformed", "-": "malformed", "0-3": "malformed", "1-0": "malformed", "a-3": "malformed", "1-x": "malformed",
		"-1-3": "malformed", "1-2-3": "malformed", "3-2": "smaller number first", "1-1001": "1000 rows", "1001-": "1000 rows",
	} {
		form := reflect.StructOf([]reflect.StructField{{Name: "List", Type: row, Tag: reflect.StructTag(`rows:"` + tag + `"`)}})
		if _, err := values.OfForm(form); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("rows:%q: %v", tag, err)
		}
	}
	for _, field := range []reflect.Type{reflect.TypeFor[string](), reflect.TypeFor[[]string](), reflect.TypeFor[struct{ A int }]()} {
		form := reflect.StructOf([]reflect.StructField{{Name: "Field", Type: field, Tag: `rows:"1-2"`}})
		if _, err := values.OfForm(form); err == nil || !strings.Contains(err.Error(), "only a slice of structs") {
			t.Errorf("a tag rows of a %v: %v", field, err)
		}
	}
}
