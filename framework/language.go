package framework

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"golang.org/x/text/language"

	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/layout"
	"github.com/goldfish-go/goldfish/templ/text"
)

// Localized is a params type whose URL says in which language its page is, such as /de/news/7. It
// wins over the viewer's language. The document links the page in the other languages of the app
// (<link rel="alternate" hreflang>).
//
//	func (u NewsURL) Language() string              { return u.Lang }
//	func (u NewsURL) InLanguage(tag string) NewsURL { u.Lang = tag; return u }
//
// A link to a page in another language loads its document.
type Localized[P any] interface {
	Language() string        // BCP 47; "": the viewer's
	InLanguage(tag string) P // the same page in a language of the app
}

// Language returns the language of the page that is being drawn, or of the page whose action runs:
// one of [Options.Languages], as a BCP 47 tag. It takes the context of a view, a template or an
// action.
func Language(ctx context.Context) string { return text.From(ctx).Language }

// A locale is a language of an app. An app has one for each, and they are compared by address.
type locale struct {
	texts    *text.Texts
	dir      string // for <html dir>: "rtl", or "" for left to right
	messages string // of the client, as JSON; "" if they are those that it has
}

// context returns a context for what is drawn in this language.
func (l *locale) context(ctx context.Context) context.Context {
	if l.texts == &text.English {
		return ctx // [text.From] finds it without
	}
	return text.With(ctx, l.texts)
}

// locales are the languages of an app. The first is the default.
type locales struct {
	all     []*locale
	matcher language.Matcher // nil if there is one language
}

// newLocales panics if two languages have one tag, or if a tag is none.
func newLocales(languages []text.Texts) locales {
	if len(languages) == 0 {
		return locales{all: []*locale{{texts: &text.English}}}
	}
	var l locales
	var tags []language.Tag
	for i, t := range languages {
		tag, err := language.Parse(t.Language)
		if err != nil {
			panic(fmt.Sprintf("framework: New: Options.Languages[%d].Language is %q: use a BCP 47 tag, such as \"de\" or \"en-GB\"", i, t.Language))
		}
		if slices.Contains(tags, tag) {
			panic(fmt.Sprintf("framework: New: Options.Languages has %q twice: remove one of the two", t.Language))
		}
		tags = append(tags, tag)
		l.all = append(l.all, newLocale(tag, t.Complete()))
	}
	if len(tags) > 1 {
		l.matcher = language.NewMatcher(tags)
	}
	return l
}

// rightToLeft are the scripts of living languages that are written from right to left (UAX 9; ISO
// 15924).
var rightToLeft = []string{"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"}

func newLocale(tag language.Tag, t *text.Texts) *locale {
	l := &locale{texts: t}
	if script, _ := tag.Script(); slices.Contains(rightToLeft, script.String()) {
		l.dir = "rtl"
	}
	if t.Client != text.English.Client {
		messages, err := json.Marshal(t.Client)
		if err != nil {
			panic(err) // strings always encode
		}
		l.messages = string(messages)
	}
	return l
}

// several reports whether the app has more than one language. Then answers vary by it.
func (l locales) several() bool { return l.matcher != nil }

// maxAcceptLanguage limits what is read of the header, in bytes.
const maxAcceptLanguage = 256

// match returns the language of the app that is nearest to the wishes of a person, best wish first:
// tags, or lists as in Accept-Language (RFC 9110, 12.5.4). What is malformed counts as no wish.
func (l locales) match(wishes ...string) *locale {
	if !l.several() {
		return l.all[0]
	}
	for _, wish := range wishes {
		if known := l.find(wish); known != nil {
			return known
		}
		tags, _, err := language.ParseAcceptLanguage(wish[:min(len(wish), maxAcceptLanguage)])
		if err != nil {
			continue
		}
		if _, at, confidence := l.matcher.Match(tags...); confidence != language.No {
			return l.all[at]
		}
	}
	return l.all[0]
}

// find returns the language with exactly this tag, or nil.
func (l locales) find(tag string) *locale {
	for _, known := range l.all {
		if known.texts.Language == tag {
			return known
		}
	}
	return nil
}

// preferLocale finds the language of the viewer, which counts where the URL does not say one. Until
// something says another, the answer is in it.
func (rq *request[V]) preferLocale() {
	rq.preferred = rq.app.locales.match(rq.viewer.Language, rq.r.Header.Get("Accept-Language"))
	rq.locale = rq.preferred
}

// localeOf returns the language of a target for this viewer. It depends on nothing else, so that a
// page has one language whether it stands alone or in another, and in each representation.
func (rq *request[V]) localeOf(to target[V]) *locale {
	if to.language != "" {
		return rq.app.locales.match(to.language)
	}
	return rq.preferred
}

// speak sets the language of the answer: that of the page that is answered for.
func (rq *request[V]) speak(to target[V]) { rq.locale = rq.localeOf(to) }

func (rq *request[V]) texts() *text.Texts { return rq.locale.texts }

// context returns the context of the request for what is drawn in its language.
func (rq *request[V]) context() context.Context { return rq.locale.context(rq.r.Context()) }

// localizedKey is the key of a screen in an app with several languages.
type localizedKey struct {
	key      any
	language string // BCP 47
}

// screen returns the key of the target's screen, and its view.
func (rq *request[V]) screen(to target[V]) (key any, view view) {
	key, view = to.screen(rq.viewer.User)
	//mutant:false TestLanguagesOfTwoPeople: the language is a part of the screen's key
	//mutant:false TestCanaries
	if rq.app.locales.several() {
		key = localizedKey{key, rq.localeOf(to).texts.Language}
	}
	return key, view
}

// localize fills in what a document says of its language.
func (rq *request[V]) localize(doc *layout.Document) {
	doc.Lang, doc.Dir, doc.Messages = rq.texts().Language, rq.locale.dir, rq.locale.messages
}

// alternates returns the page in each language of the app, itself included, if the URL says the
// language.
func (rq *request[V]) alternates(to target[V]) []layout.Alternate {
	if to.inLanguage == nil || to.language == "" || !rq.app.locales.several() {
		return nil
	}
	var all []layout.Alternate
	for _, l := range rq.app.locales.all {
		all = append(all, layout.Alternate{Lang: l.texts.Language, URL: to.inLanguage(l.texts.Language)})
	}
	return all
}

// localizedParams returns what the URL of params says of their language.
func localizedParams[P any](route *router.Route[P], params P) (tag string, in func(tag string) router.URL) {
	p, ok := any(params).(Localized[P])
	if !ok {
		return "", nil
	}
	return p.Language(), func(tag string) router.URL { return route.URL(p.InLanguage(tag)) }
}
