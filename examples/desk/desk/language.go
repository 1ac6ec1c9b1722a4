package desk

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/text/language"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	sentences "github.com/goldfish-go/goldfish/templ/text"
)

// languages are what the framework itself says, in each language of the desk.
var languages = []sentences.Texts{sentences.English, sentences.German}

// text returns a sentence of the desk in the language of the page. What follows a "|" tells apart
// two meanings of one English word.
func text(ctx context.Context, english string) string {
	if framework.Language(ctx) == sentences.German.Language {
		if german, ok := german[english]; ok {
			return german
		}
	}
	english, _, _ = strings.Cut(english, "|")
	return english
}

// inBrowserLanguage returns the context of a request that the app has not seen, in a language that
// the browser accepts.
func inBrowserLanguage(r *http.Request) context.Context {
	matcher := language.NewMatcher([]language.Tag{language.English, language.German})
	_, at := language.MatchStrings(matcher, r.Header.Get("Accept-Language"))
	return sentences.With(r.Context(), &languages[at])
}

// An OtherLanguage is one that a person can switch to.
type OtherLanguage struct{ Tag, Name string }

func otherLanguages(ctx context.Context) []OtherLanguage {
	if framework.Language(ctx) == sentences.German.Language {
		return []OtherLanguage{{sentences.English.Language, "English"}}
	}
	return []OtherLanguage{{sentences.German.Language, "Deutsch"}}
}

// languageKey is where the session keeps the language that a person has chosen. Until then the
// browser says which.
const languageKey = "language"

// A SpeakForm chooses a language.
type SpeakForm struct{ Language string }

func (d *Desk) speak(ctx context.Context, me User, _ SignInURL, f SpeakForm) (router.URL, error) {
	d.sessions.Put(ctx, languageKey, f.Language)
	if err := d.notifySaved(ctx, me); err != nil { // the person's other tabs
		return framework.Stay, err
	}
	if from, err := url.Parse(framework.Request(ctx).Referer()); err == nil {
		if next, ok := router.ParseLocal(from.RequestURI()); ok {
			return next, nil
		}
	}
	return Tickets.URL(TicketsURL{}), nil
}
