package router_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/router"
)

// Each mistake stops the program at start, with a sentence that names the culprit and says what to
// do.
func TestNewPanics(t *testing.T) {
	for _, test := range []struct {
		make func()
		want []string
	}{
		{func() { router.New("tickets", struct{}{}) }, []string{`New("tickets")`, `write "/tickets"`}},
		{func() { router.New("", struct{}{}) }, []string{`write "/"`}},
		{func() { router.New("/a/", struct{}{}) }, []string{"remove the slash at the end"}},
		{func() { router.New("//a", struct{}{}) }, []string{"double slash"}},
		{func() { router.New("/a/../b", struct{}{}) }, []string{`".."`, "remove it"}},
		{func() { router.New("/a b", struct{}{}) }, []string{"escaped", `"a b"`}},
		{func() { router.New("/ä", struct{}{}) }, []string{"escaped"}},
		{func() { router.New("/a?b=c", struct{}{}) }, []string{"escaped"}},
		{func() { router.New("/t-{id}", struct{}{}) }, []string{"whole segment"}},
		{func() { router.New("/{}", struct{}{}) }, []string{"no field holds {}"}},
		{func() { router.New("/{id}", struct{}{}) }, []string{"{id}", "tag one with `path:\"id\"`"}},
		{func() { router.New("/{team}/{team}", TicketsURL{}) }, []string{"{team} is in it twice"}},
		{func() { router.New("/tickets", TicketsURL{}) }, []string{"field Team", "put {team} into the pattern"}},
		{func() { router.New("/", 7) }, []string{"int is not a struct"}},
		{func() { router.New("/", struct{ A func() }{}) }, []string{"field A", "no text"}},
		{func() { router.New("/", struct{ Live bool }{true}) }, []string{"field Live", "ask the opposite question"}},
		{func() { router.New("/", struct{ Tags []int }{[]int{1}}) }, []string{"field Tags", "could never be emptied"}},
		{func() { router.New("/", struct{ Tab Tab }{"opne"}) }, []string{"field Tab", `"opne"`, "list it in Values"}},
		{func() {
			router.New("/", struct {
				A int `url:"_a"`
			}{})
		}, []string{"field A", `"_a"`, "choose another"}},
		{func() {
			router.New("/", struct {
				A int `alias:"_a"`
			}{})
		}, []string{`"_a"`}},
		{func() { router.New("/", struct{ Token string }{}) }, []string{"field Token", `url:",secret"`}},
		{func() { router.New("/", struct{ AuthCode string }{}) }, []string{"field AuthCode", `"auth"`}},
		{func() { router.New("/", struct{ APIKey string }{}) }, []string{`"apikey"`}},
		{func() {
			router.New("/", struct {
				A string `url:"api_key"`
			}{})
		}, []string{`"api key"`}},
		{func() {
			router.New("/", struct {
				A string `url:"userSession"`
			}{})
		}, []string{`"session"`}},
		{func() {
			router.New("/{token}", struct {
				A string `path:"token"`
			}{})
		}, []string{`"token"`}},
		{func() { Tickets.From(TicketsURL{}).Hidden("pgae") }, []string{`Hidden("pgae")`, "/teams/{team}/tickets", "has no such key"}},
		{func() { Tickets.From(TicketsURL{}).Hidden("team") }, []string{"has no such key"}},
	} {
		message := panicOf(test.make)
		for _, substring := range append(test.want, "router: ") {
			if !strings.Contains(message, substring) {
				t.Errorf("panic is %q\n\tdoes not say %q", message, substring)
			}
		}
	}
}

// Words that only look like secrets, and secrets that are said to be some.
func TestNewAccepts(t *testing.T) {
	router.New("/", struct{ Author, Authentic, Tokens, Keyboard, Monkey string }{})
	router.New("/{token}", struct {
		A string `path:"token" url:",secret"`
		B string `url:"reset_token,secret"`
		C string `url:"api-keyboard"`
	}{})
}

func panicOf(f func()) (message string) {
	defer func() { message = fmt.Sprint(recover()) }()
	f()
	return ""
}
