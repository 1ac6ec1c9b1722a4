package values_test

import (
	"net/url"
	"reflect"
	"testing"

	"github.com/goldfish-go/goldfish/internal/values"
)

type account struct {
	Name     string
	PIN      string `url:"pin,secret" alias:"code"`
	Password string
	Cards    []struct {
		CVC   string `url:"cvc,secret"`
		Label string
	} `url:"card"`
	Inner struct{ Key string } `url:"inner,secret"`
}

func TestSecretFields(t *testing.T) {
	c, err := values.ForForm[account]()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{
		"pin": true, "code": true, "password": true, "newPassword": true, "card.7.cvc": true, "card._a.cvc": true, "inner.key": true, "card.7.password": true,
		"name": false, "card": false, "card.7": false, "card.7.label": false, "card.7.pin": false, "cvc": false, "": false, "card.a b.cvc": false,
	} {
		if got := c.IsSecret(name); got != want {
			t.Errorf("%q is secret: %v", name, got)
		}
	}
}

// A digest of a PIN tells what the PIN is: there are ten thousand.
func TestDigestsOfSecrets(t *testing.T) {
	c, err := values.For[struct {
		Name, Password string
		PIN            string `url:"pin,secret"`
	}]()
	if err != nil {
		t.Fatal(err)
	}
	query, err := c.Digests(reflect.ValueOf(struct {
		Name, Password string
		PIN            string `url:"pin,secret"`
	}{"Ada", "word", "1234"}))
	if err != nil {
		t.Fatal(err)
	}
	sums, _ := url.ParseQuery(query)
	if len(sums) != 1 || !sums.Has("name") {
		t.Errorf("there are digests of %v", sums)
	}
}

func TestSecretIn(t *testing.T) {
	type tree struct {
		Children []*tree
		Names    map[string]account
	}
	type hidden struct {
		PIN string `url:"pin,secret" json:"-"`
	}
	for _, test := range []struct {
		of   reflect.Type
		want string
	}{
		{reflect.TypeFor[tree](), "Names.PIN"}, {reflect.TypeFor[*account](), "PIN"}, {reflect.TypeFor[hidden](), ""},
		{reflect.TypeFor[string](), ""}, {reflect.TypeFor[struct{ A, B int }](), ""}, {reflect.TypeFor[any](), ""},
	} {
		if got := values.SecretIn(test.of); got != test.want {
			t.Errorf("%v has the secret field %q, want %q", test.of, got, test.want)
		}
	}
}
