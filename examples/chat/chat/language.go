package chat

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/a-h/templ"
	"golang.org/x/text/language"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	sentences "github.com/goldfish-go/goldfish/templ/text"
)

// languages are what the framework itself shows, in each language of the chat.
var languages = []sentences.Texts{sentences.English, sentences.German}

// text returns a sentence of the chat in the language of the page.
func text(ctx context.Context, english string) string {
	if framework.Language(ctx) == sentences.German.Language {
		if translated, ok := german[english]; ok {
			return translated
		}
	}
	return english
}

// textWith returns a sentence with values in it, as [fmt.Sprintf] writes them.
func textWith(ctx context.Context, english string, values ...any) string {
	return fmt.Sprintf(text(ctx, english), values...)
}

// sentenceOf draws a sentence with a name for each %s. A name keeps its own direction of writing.
func sentenceOf(english string, names ...string) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		var b strings.Builder
		for i, piece := range strings.Split(text(ctx, english), "%s") {
			if i > 0 {
				b.WriteString("<bdi>" + templ.EscapeString(names[i-1]) + "</bdi>")
			}
			b.WriteString(templ.EscapeString(piece))
		}
		_, err := io.WriteString(w, b.String())
		return err
	})
}

// inViewersLanguage returns the context of a request that the app has not seen.
func inViewersLanguage(r *http.Request, viewer framework.Viewer[Person]) context.Context {
	matcher := language.NewMatcher([]language.Tag{language.English, language.German})
	_, at := language.MatchStrings(matcher, viewer.Language, r.Header.Get("Accept-Language"))
	return sentences.With(r.Context(), &languages[at])
}

// other is the language that a person can switch to.
func other(ctx context.Context) (tag, name string) {
	if framework.Language(ctx) == sentences.German.Language {
		return sentences.English.Language, "English"
	}
	return sentences.German.Language, "Deutsch"
}

// languageCookie has what was chosen in this browser. What a person has chosen is in the database,
// the same on all devices, and counts more.
const languageCookie = "language"

// A SpeakForm chooses a language.
type SpeakForm struct{ Language string }

func (c *Chat) speak(ctx context.Context, me Person, _ SignInURL, f SpeakForm) (router.URL, error) {
	if !slices.ContainsFunc(languages, func(t sentences.Texts) bool { return t.Language == f.Language }) {
		return framework.Stay, framework.Error{Status: http.StatusBadRequest}
	}
	next := Home.URL(HomeURL{})
	if from, err := url.Parse(framework.Request(ctx).Referer()); err == nil {
		if local, ok := router.ParseLocal(from.RequestURI()); ok {
			next = local
		}
	}
	framework.SetCookie(ctx, &http.Cookie{Name: languageCookie, Value: f.Language, Path: "/", MaxAge: int((365 * 24 * time.Hour).Seconds()), SameSite: http.SameSiteLaxMode})
	if me.ID == "" {
		return next, nil
	}
	return next, c.store.Speak(ctx, me, f.Language, func(tx transaction) { tx.Next(next) })
}

// Speak keeps the language that a person has chosen. Tabs on other devices request their pages
// again.
func (s *Store) Speak(ctx context.Context, me Person, language string, next func(transaction)) error {
	return s.transact(ctx, func(tx transaction) error {
		next(tx)
		err := tx.exec(ctx, `INSERT INTO languages (person, language) VALUES (?, ?) ON CONFLICT (person) DO UPDATE SET language = excluded.language`, me.ID, language)
		if err != nil {
			return err
		}
		rows, err := tx.QueryContext(ctx, tx.bind(`SELECT token FROM sessions WHERE person = ? AND expires > ?`), me.ID, s.now().UnixMilli())
		topics, err := scanAll(rows, err, func(scan func(...any) error) (token string, err error) {
			err = scan(&token)
			return hashedTopic(token), err
		})
		//mutant:false TestLanguageReachesOtherDevices: the person's other tabs follow
		if err == nil {
			tx.Notify(topics...)
		}
		return err
	})
}
