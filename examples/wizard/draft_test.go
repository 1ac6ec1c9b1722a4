package main

import (
	"net/url"
	"testing"

	"github.com/goldfish-go/goldfish/store"
)

// entered are right values for each step.
var entered = map[string]string{
	"applicant": "name=Amara+Okafor&email=amara@example.org&birth=1990-04-12&street=Elm+Street+4&zip=20095&city=Hamburg",
	"items":     "item=_a&item._a.what=Water+butt&item._a.count=2&item._a.price=149.90&item=_b&item._b.what=Plants&item._b.count=40&item._b.price=3&item=_c&item._c.what=&item._c.count=&item._c.price=",
	"documents": "title=Rain+garden&about=We+dig+a+garden+that+drinks+the+rain.&area=garden&from=2027-03-01&by=post",
}

// filled makes a draft of Amara's, with all steps or those that are named.
func filled(t *testing.T, w *Wizard, names ...string) (id string) {
	t.Helper()
	if len(names) == 0 {
		names = []string{"applicant", "items", "documents"}
	}
	err := w.store.live.Write(t.Context(), func(tx *store.Tx) (err error) {
		id, err = Applications.Create(t.Context(), tx, "amara")
		for _, name := range names {
			sent, _ := url.ParseQuery(entered[name])
			if _, err := Applications.Save(t.Context(), tx, "amara", id, name, sent); err != nil {
				return err
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// pages are what a person may see of a draft.
func pages(id string) map[string]string {
	return map[string]string{
		"home": "/", "applicant": "/drafts/" + id + "/applicant", "items": "/drafts/" + id + "/items",
		"checked": "/drafts/" + id + "/documents?check=true", "review": "/drafts/" + id + "/review", "delete": "/drafts/" + id + "/delete", "nothing": "/drafts/x/review",
	}
}
