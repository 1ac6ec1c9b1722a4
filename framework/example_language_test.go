package framework_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"regexp"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/text"
)

// HelpURL says the language of its page: /en/help or /de/help.
type HelpURL struct {
	Lang string `path:"lang"`
}

func (u HelpURL) Language() string              { return u.Lang }
func (u HelpURL) InLanguage(tag string) HelpURL { u.Lang = tag; return u }

// An app in English and German. The URL of the page says which.
func ExampleLocalized() {
	app := framework.New(framework.Public, framework.Options[framework.Anyone]{Languages: []text.Texts{text.English, text.German}})
	defer app.Close()
	help := router.New("/{lang}/help", HelpURL{})
	framework.Get(app, help, framework.Everyone, func(ctx context.Context, _ framework.Anyone, _ HelpURL) (framework.Page, error) {
		title := map[string]string{"en": "Help", "de": "Hilfe"}[framework.Language(ctx)]
		return framework.Page{Title: title, Body: templ.Raw("<h1>" + title + "</h1>")}, nil
	})

	w := httptest.NewRecorder()
	app.ServeHTTP(w, httptest.NewRequest("GET", "/de/help", nil))
	for _, part := range regexp.MustCompile(`<html lang="\w+"|<h1>\w+|<link rel="alternate"[^>]*>`).FindAllString(w.Body.String(), -1) {
		fmt.Println(part)
	}
	// Output:
	// <html lang="de"
	// <link rel="alternate" hreflang="en" href="/en/help">
	// <link rel="alternate" hreflang="de" href="/de/help">
	// <h1>Hilfe
}
