package framework

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"strings"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// An action is a registered action.
type action[V any] struct {
	url   func(params any) router.URL
	check func(viewer V) error  // called before the form is read
	files map[string]files.Rule // of the fields that are files
	form  formType
	run   func(ctx context.Context, viewer V, params any, form url.Values) (router.URL, error)
	// The checks of the form alone: FieldErrors, or another error.
	validate func(ctx context.Context, viewer V, params any, form url.Values) error
}

// fileRule returns the rule of a field of files. A page of an older build may have a former name.
func (a action[V]) fileRule(field string) (rule files.Rule, ok bool) {
	if len(a.files) > 0 {
		rule, ok = a.files[a.form.codecOf().CurrentName(field)]
	}
	return rule, ok
}

// A screenKey names a screen.
type screenKey[A comparable] struct {
	endpoint any // because two routes may have one URL
	url      router.URL
	audience A
}

// A deniedKey names the screen of viewers who have no audience.
type deniedKey struct {
	endpoint any
	url      router.URL
	reason   string
}

// Get registers the view of a route for an [Audience], which may be a guard.
//
// Get panics where two views share a pattern, where the audience holds an interface, and after the
// first request.
func Get[V any, A comparable, P any](app *App[V], route *router.Route[P], audience Audience[V, A], run View[A, P]) {
	pattern := route.Pattern()
	call := fmt.Sprintf("framework: Get(%q): ", pattern)
	app.mustNotServe(call)
	if audience == nil || run == nil {
		panic(call + "audience and view must not be nil")
	}
	app.mustNotOverlap(call, pattern)
	if err := checkAudience(reflect.TypeFor[A]()); err != nil {
		panic(call + err.Error())
	}
	p := &endpoint[V]{pattern: pattern, actions: map[string]action[V]{}}
	p.redact = func(params any) string { return route.Redact(params.(P)) }
	p.parse = func(path, query string) (target[V], bool) {
		params, report, ok := route.Parse(path, query)
		if !ok {
			return target[V]{}, false
		}
		to := route.URL(params)
		boxed := any(params)
		tag, inLanguage := localizedParams(route, boxed)
		return target[V]{
			endpoint: p,
			url:      to,
			report:   report,
			params:   boxed,
			language: tag, inLanguage: inLanguage,
			screen: func(viewer V) (any, view) {
				a, err := audience.of(viewer)
				if err != nil {
					return deniedKey{p, to, err.Error()}, func(context.Context) (Page, error) { return Page{}, deniedError(err, to) }
				}
				//mutant:set(screenKey[A]{endpoint: p, url: to}) TestCanaries: the audience is a part of the screen's key
				//mutant:set(screenKey[A]{endpoint: p, audience: a}) TestCanaries: so is the URL
				//mutant:set(screenKey[A]{url: to, audience: a}) TestScreenOfEachRoute: so is the route
				key := screenKey[A]{endpoint: p, url: to, audience: a}
				return key, func(ctx context.Context) (Page, error) { return run(ctx, a, params) }
			},
			history: func(from target[V]) router.HistoryMode {
				if from.endpoint != p {
					return router.Push
				}
				return route.HistoryMode(from.params.(P), params)
			},
		}, true
	}
	app.endpoints[pattern] = p
	// The mux only matches; App.ServeHTTP answers.
	app.mux.Get(pattern, func(http.ResponseWriter, *http.Request) {})
}

// deniedError returns the error of a page whose viewer has no audience.
func deniedError(err error, page router.URL) error {
	s, ok := err.(stranger)
	if !ok {
		return err
	}
	to := s.signIn(page)
	if to == "" {
		return Error{Cause: errors.New("the signIn function of a guard returned no URL: return the one of the sign-in page")}
	}
	return Redirect(to)
}

// mustNotServe panics if the app has got a request, because requests read the maps of the app.
func (app *App[V]) mustNotServe(call string) {
	if app.serving.Load() {
		panic(call + "the app serves already; register all views and actions first")
	}
}

// mustNotOverlap panics if a view has a pattern of the same shape: no path would ever reach one of
// the two. If one pattern has a literal segment where the other has a value, the literal wins.
func (app *App[V]) mustNotOverlap(call, pattern string) {
	for other := range app.endpoints {
		switch {
		case other == pattern:
			panic(call + "this pattern has a view already; remove one of the two")
		case shape(other) == shape(pattern):
			panic(call + fmt.Sprintf("the same paths belong to %q already; give one of the two another word", other))
		}
	}
}

// shape returns a pattern without the names of its values.
func shape(pattern string) string {
	segments := strings.Split(pattern, "/")
	for i, s := range segments {
		if strings.HasPrefix(s, "{") {
			segments[i] = "{}"
		}
	}
	return strings.Join(segments, "/")
}

// Post registers what an action does, for an [Audience]. A guard refuses strangers; [Everyone]
// admits all. The route of the action must have a view.
//
// The checks run before the action, and while a person fills in a form with the attribute
// [markup.Check]: then the action does not run. So checks write nothing.
//
// Post panics if the route has no view yet, if it has an action of this name, if the form's type
// cannot be read from a form, and after the first request.
func Post[V any, A comparable, P, F any](app *App[V], to *router.Action[P, F], audience Audience[V, A], act Action[V, P, F], checks ...Check[V, P, F]) {
	endpoint := app.endpoints[to.Route().Pattern()]
	call := fmt.Sprintf("framework: Post(%q, %q): ", to.Route().Pattern(), to.Name())
	app.mustNotServe(call)
	switch {
	case audience == nil || act == nil:
		panic(call + "audience and action must not be nil")
	case endpoint == nil:
		panic(call + "the route has no view; call Get with it first")
	case endpoint.actions[to.Name()].run != nil:
		panic(call + "this name is taken; give each action of a route a name of its own")
	}
	form, err := newForm[F]()
	if err != nil {
		panic(call + err.Error())
	}
	if len(form.files) > 0 && app.options.Files == nil {
		panic(call + fmt.Sprintf("the form %v has files, and the app has no store for them: set Options.Files, such as to files.Folder(dir)", reflect.TypeFor[F]()))
	}
	validate := func(ctx context.Context, viewer V, params P, sent url.Values) (F, error) {
		f, errs := form.read(ctx, sent)
		for _, check := range checks {
			refused, err := fieldErrors(check(ctx, viewer, params, f))
			if err != nil {
				return f, err
			}
			for name, sentence := range refused {
				if errs[name] == "" {
					errs[name] = sentence
				}
			}
		}
		if errs = errs.given(); len(errs) > 0 {
			return f, errs
		}
		return f, nil
	}
	endpoint.actions[to.Name()] = action[V]{
		url:   func(params any) router.URL { return to.URL(params.(P)) },
		check: audience.check,
		files: form.files,
		form:  form,
		validate: func(ctx context.Context, viewer V, params any, sent url.Values) error {
			_, err := validate(ctx, viewer, params.(P), sent)
			return err
		},
		run: func(ctx context.Context, viewer V, params any, sent url.Values) (router.URL, error) {
			f, err := validate(ctx, viewer, params.(P), sent)
			if err != nil {
				return Stay, err
			}
			if err := formFilesOf(ctx).take(ctx, sent); err != nil {
				return Stay, err
			}
			return act(ctx, viewer, params.(P), f)
		},
	}
}

// formOf returns the form of the action at a URL. It returns nil if the URL names no action of this
// app.
func (app *App[V]) formOf(action markup.URL) formType {
	to, ok := app.lookup(action)
	u, err := url.Parse(string(action))
	if !ok || err != nil {
		return nil
	}
	return to.endpoint.actions[u.Query().Get(router.ActionParam)].form
}

// formTypes are the forms of an app, for its templates.
type formTypes[V any] struct{ app *App[V] }

// FormType implements [markup.FormTypes].
func (f formTypes[V]) FormType(action markup.URL) markup.FormType {
	if form := f.app.formOf(action); form != nil {
		return form
	}
	return nil
}
