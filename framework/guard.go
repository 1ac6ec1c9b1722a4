package framework

import (
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"runtime/debug"

	"github.com/goldfish-go/goldfish/internal/live"
	"github.com/goldfish-go/goldfish/router"
)

// An Audience derives from the viewer for whom a page is rendered. All viewers of equal audience
// share what one run of the view returns. [Everyone] makes a page that is the same for all, [Self]
// one that is private to each, and a method such as User.Team one that a team shares. [Members]
// returns an audience that keeps strangers out.
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

// of calls the audience function. Its error is a stranger, or a mistake of the function. If
// doubtful is set, the type of the audience can hold values that cannot be compared.
func (audience Audience[V, A]) of(viewer V, doubtful bool) (a A, err error) {
	defer func() {
		switch v := recover().(type) {
		case nil:
		case stranger:
			err = v
		default:
			err = &live.PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	a = audience(viewer)
	if doubtful && !reflect.ValueOf(&a).Elem().Comparable() {
		err = Error{Cause: fmt.Errorf("an audience of type %T holds what cannot be compared, such as a slice in an interface: "+
			"make it of strings and numbers, so that viewers of equal audience share a page", a)}
	}
	return a, err
}

// check returns the error of an action of this viewer, if it must not run.
func (audience Audience[V, A]) check(viewer V) error {
	_, err := audience.of(viewer, false)
	if _, ok := errors.AsType[stranger](err); ok {
		return Error{Status: http.StatusUnauthorized}
	}
	return err
}

// holdsInterface reports whether values of the type hold interfaces: whether what is in those can
// be compared is only known at run time.
func holdsInterface(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Interface:
		return true
	case reflect.Array:
		return holdsInterface(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if holdsInterface(t.Field(i).Type) {
				return true
			}
		}
	}
	return false
}
