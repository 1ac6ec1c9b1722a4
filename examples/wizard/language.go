package main

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	sentences "github.com/goldfish-go/goldfish/templ/text"
)

// languages are what the framework itself shows, in each language of the app.
var languages = []sentences.Texts{sentences.English, sentences.German}

// text returns a sentence in the language of the page.
func text(ctx context.Context, english string) string {
	return inLanguage(framework.Language(ctx), english)
}

func inLanguage(language, english string) string {
	if language == sentences.German.Language {
		if german, ok := german[english]; ok {
			return german
		}
	}
	return english
}

// other is the language that a person can switch to.
func other(ctx context.Context) (tag, name string) {
	if framework.Language(ctx) == sentences.German.Language {
		return sentences.English.Language, "English"
	}
	return sentences.German.Language, "Deutsch"
}

const languageCookie = "language"

func (w *Wizard) speak(ctx context.Context, _ Person, _ SignInURL, f speakForm) (router.URL, error) {
	framework.SetCookie(ctx, &http.Cookie{Name: languageCookie, Value: f.Language, Path: "/", MaxAge: int((365 * 24 * time.Hour).Seconds()), SameSite: http.SameSiteLaxMode})
	if from, err := url.Parse(framework.Request(ctx).Referer()); err == nil {
		if next, ok := router.ParseLocal(from.RequestURI()); ok {
			return next, nil
		}
	}
	return Home.URL(HomeURL{}), nil
}
