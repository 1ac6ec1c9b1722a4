package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"strings"

	"github.com/goldfish-go/goldfish/framework"
)

// maxGrant is the most that is granted.
const maxGrant Cents = 5000_00

// An Item is one thing that the grant is to pay.
type Item struct {
	framework.Row
	What  string
	Count int
	Price Cents
}

// used reports whether anything was entered.
func (i Item) used() bool { return strings.TrimSpace(i.What) != "" || i.Count != 0 || i.Price != 0 }

// Total is what the item costs.
func (i Item) Total() Cents { return Cents(i.Count) * i.Price }

// maxItems is the most rows.
const maxItems = 20

// An ItemsForm is what the grant is to pay.
type ItemsForm struct {
	List []Item `url:"item"`
}

// Used are the rows with anything in them.
func (f ItemsForm) Used() (used []Item) {
	for _, i := range f.List {
		if i.used() {
			used = append(used, i)
		}
	}
	return used
}

// WithoutEmpty returns the form without empty rows.
func (f ItemsForm) WithoutEmpty() ItemsForm { return ItemsForm{f.Used()} }

// Total is what all items cost.
func (f ItemsForm) Total() (sum Cents) {
	for _, i := range f.List {
		sum += i.Total()
	}
	return sum
}

// Check implements [framework.Checker]. An empty row does no harm beside others.
func (f ItemsForm) Check(ctx context.Context) framework.FieldErrors {
	wrong := framework.FieldErrors{}
	if len(f.List) == 0 {
		wrong["item"] = text(ctx, "Please add what you need.")
	}
	if len(f.List) > maxItems {
		wrong["item"] = fmt.Sprintf(text(ctx, "There can be at most %d items. Please put some of them together."), maxItems)
	}
	for n, item := range f.List {
		if !item.used() && (n > 0 || len(f.Used()) > 0) {
			continue
		}
		need(ctx, wrong, item.Field("what"), item.What, 120, text(ctx, "Please say what you need."))
		if item.Count < 1 || item.Count > 999 {
			wrong[item.Field("count")] = text(ctx, "Please give a number from 1 to 999.")
		}
		if item.Price <= 0 || item.Price > maxGrant {
			wrong[item.Field("price")] = fmt.Sprintf(text(ctx, "Please give a price of up to %s."), maxGrant.In(ctx))
		}
	}
	if f.Total() > maxGrant {
		wrong[""] = fmt.Sprintf(text(ctx, "We can give at most %s. Please take something off the list."), maxGrant.In(ctx))
	}
	return wrong
}

// firstKeys named the items of the first version. They are the keys of the rows that these became.
var firstKeys = []string{"first", "second", "third"}

// migrateItems makes rows of the items of the first version, which had three.
func migrateItems(v url.Values) {
	for _, key := range firstKeys {
		row := framework.Row{List: "item", Key: key}
		fields := url.Values{}
		entered := ""
		for _, name := range []string{"what", "count", "price"} {
			if all, has := v[key+"."+name]; has {
				fields[row.Field(name)] = all
				entered += strings.TrimSpace(strings.Join(all, ""))
				delete(v, key+"."+name)
			}
		}
		if entered != "" {
			v.Add("item", key)
			maps.Copy(v, fields)
		}
	}
}

// UnmarshalJSON implements [json.Unmarshaler]. It also reads applications that were sent with the
// form of the first version.
func (f *ItemsForm) UnmarshalJSON(data []byte) error {
	var sent struct {
		List                 []Item
		First, Second, Third Item
	}
	err := json.Unmarshal(data, &sent)
	f.List = sent.List
	for n, i := range []Item{sent.First, sent.Second, sent.Third} {
		if i.used() {
			i.Row = framework.Row{List: "item", Key: firstKeys[n]}
			f.List = append(f.List, i)
		}
	}
	return err
}
