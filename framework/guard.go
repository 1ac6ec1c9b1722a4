package framework

import (
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"runtime/debug"
	"strings"

	"github.com/goldfish-go/goldfish/internal/live"
	"github.com/goldfish-go/goldfish/router"
)

// An Audience derives from the viewer for whom a page is rendered. All viewers of equal audience
// share what one run of the view returns. [Everyone] makes a page that is the same for all, [Self]
// one that is private to each, and a method such as User.Team one that a team shares. [Members]
// returns an audience that keeps strangers out.
//
// A must not hold an interface, though Go takes that for comparable: an interface may hold a slice,
// and such an audience would fail on the first request of one viewer. [Get] refuses the type, also
// where all values of the interface can be compared, since nothing holds the app to that.
type Audience[V any, A comparable] func(viewer V) A

// Members returns an audience that is also a guard: a viewer whose audience is the zero value is a
// stranger. A stranger who asks for a page is redirected to signIn(next), where next is the URL of
// that page. A stranger's action is refused with 401, and does not run: the client keeps what was
// entered, and leads to the sign-in page.
//
//	members := framework.Members(User.Team, func(next router.URL) router.URL {
//		return SignIn.URL(SignInURL{Next: string(next)})
//	})
//	framework.Get(app, Tickets, members, desk.tickets)
//	framework.Post(app, Create, members, desk.create)
func Members[V any, A comparable](audience Audience[V, A], signIn func(next router.URL) router.URL) Audience[V, A] {
	if audience == nil || signIn == nil {
		panic("framework: Members: audience and signIn must not be nil")
	}
	return func(viewer V) A {
		a := audience(viewer)
		if a == *new(A) {
			panic(stranger{signIn})
		}
		return a
	}
}

// A stranger is what a guard panics with, and [Audience.of] recovers. So a guard is an audience
// like any other, and the compiler infers all types of Get and Post.
type stranger struct {
	signIn func(next router.URL) router.URL
}

func (stranger) Error() string { return "a stranger" }

// of calls the audience function. Its error is a stranger, or a mistake of the function.
func (audience Audience[V, A]) of(viewer V) (a A, err error) {
	defer func() {
		switch v := recover().(type) {
		case nil:
		case stranger:
			err = v
		default:
			err = &live.PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	return audience(viewer), nil
}

// check returns the error of an action of this viewer, if it must not run.
func (audience Audience[V, A]) check(viewer V) error {
	_, err := audience.of(viewer)
	if _, ok := errors.AsType[stranger](err); ok {
		return Error{Status: http.StatusUnauthorized}
	}
	return err
}

// interfaceIn returns the path of an interface that values of the type hold, such as "Role.Kind",
// or false.
func interfaceIn(t reflect.Type) (path string, ok bool) {
	switch t.Kind() {
	case reflect.Interface:
		return "", true
	case reflect.Array:
		return interfaceIn(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			if inner, ok := interfaceIn(f.Type); ok {
				return strings.TrimSuffix(f.Name+"."+inner, "."), true
			}
		}
	}
	return "", false
}

// checkAudience returns an error if only the values of an audience's type show whether they can be
// compared.
func checkAudience(t reflect.Type) error {
	path, ok := interfaceIn(t)
	//mutant:false TestAudienceThatHoldsAnInterface
	if !ok {
		return nil
	}
	what := "is an interface"
	if path != "" {
		what = "holds an interface in " + path
	}
	return fmt.Errorf("the audience %v %s, so only its values show whether they can be compared: make it of strings and numbers, so that viewers of equal audience share a page", t, what)
}
