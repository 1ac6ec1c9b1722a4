package values

import (
	"fmt"
	"net/url"
	"reflect"
	"testing"

	"github.com/goldfish-go/goldfish/internal/address"
)

type renamedForm struct {
	Heading string `alias:"title,caption"`
	PIN     string `url:"pin,secret" alias:"code"`
	Token   string `alias:"password"`
	Price   struct {
		Max int `url:"max" alias:"most"`
	} `alias:"cost"`
	Items []struct {
		address.Row
		Label string `alias:"text"`
		Parts []struct {
			address.Row
			Size int `alias:"length"`
		} `url:"part"`
	} `url:"item"`
}

// A client and a refused form find a field of an older build under its current name.
func TestFormerNames(t *testing.T) {
	c, err := ForForm[renamedForm]()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(c.FormerNames()), "[[title heading] [caption heading] [price.most price.max] [cost.max price.max] [cost.most price.max] [item.*.text item.*.label] [item.*.part.*.length item.*.part.*.size]]"; got != want {
		t.Errorf("former names: %s, want %s", got, want)
	}
	for name, want := range map[string]string{
		"title": "heading", "heading": "heading", "cost.most": "price.max", "code": "pin", "unknown": "unknown", "": "",
		"item": "item", "item.7": "item.7", "item.7.text": "item.7.label", "item._k.part.3.length": "item._k.part.3.size",
		"item.7.part.3.text": "item.7.part.3.text", "item.a b.text": "item.a b.text", "text": "text",
	} {
		if got := c.CurrentName(name); got != want {
			t.Errorf("the current name of %q: %q, want %q", name, got, want)
		}
	}
	form := url.Values{"title": {"a"}, "cost.max": {"1"}, "price.max": {"2"}, "item": {"7"}, "item.7.text": {"b", "c"}, "else": {"d"}}
	before := form.Encode()
	current := url.Values{"heading": {"a"}, "cost.max": {"1"}, "price.max": {"2"}, "item": {"7"}, "item.7.label": {"b", "c"}, "else": {"d"}}
	if got := c.WithCurrentNames(form); !reflect.DeepEqual(got, current) {
		t.Errorf("with current names: %v, want %v", got, current)
	}
	if got, want := fmt.Sprint(c.UsedFormerNames(form)), "map[item.7.text:item.7.label title:heading]"; got != want {
		t.Errorf("used: %s, want %s", got, want)
	}
	both := url.Values{"title": {"a"}, "caption": {"b"}}
	if got, want := c.WithCurrentNames(both).Encode(), "heading=b&title=a"; got != want {
		t.Errorf("of two former names: %s, want %s", got, want)
	}
	if form.Encode() != before {
		t.Error("the form was changed")
	}
}
