// Package text answers one question: which sentences do people read, and in which language?
//
// [Texts] is the table of all sentences that Goldfish itself shows: errors, what is wrong with an
// address or a form, labels of widgets, messages of the client. [English] and [German] are here. An
// app gives the framework the languages that it speaks; each may differ from those here, and what
// is left empty is English:
//
//	british := text.English
//	british.Language = "en-GB"
//	french := text.Texts{Language: "fr", Save: "Enregistrer", …}
//
//	framework.Options[User]{Languages: []text.Texts{british, text.German, french}}
//
// A view and its templates find the language of their page in the context:
//
//	text.From(ctx).Language // "de"
//
// Sentences for developers and operators (panics, logs, development mode) are English and are not
// in the table.
package text

import (
	"context"
	"reflect"
	"strings"
)

type key struct{}

// With returns a context for these texts. They must be complete: see [Texts.Complete]. The
// framework calls it for each view, action, shell and error page; a test of a widget may.
func With(ctx context.Context, t *Texts) context.Context { return context.WithValue(ctx, key{}, t) }

// From returns the texts of a context: those of the page that is being drawn. Without any, they are
// [English]. They are shared: do not change them.
func From(ctx context.Context) *Texts {
	if t, ok := ctx.Value(key{}).(*Texts); ok {
		return t
	}
	return &English
}

// Complete returns the texts with English ones where a field is empty.
func (t Texts) Complete() *Texts {
	complete(reflect.ValueOf(&t).Elem(), reflect.ValueOf(English))
	return &t
}

func complete(to, from reflect.Value) {
	switch to.Kind() {
	case reflect.Struct:
		for i := range to.NumField() {
			complete(to.Field(i), from.Field(i))
		}
	case reflect.Array:
		for i := range to.Len() {
			complete(to.Index(i), from.Index(i))
		}
	case reflect.String:
		if to.Len() == 0 {
			to.Set(from)
		}
	}
}

// Fill replaces the placeholders of a sentence. The pairs are name and value, in turns:
//
//	Fill("Page {page}", "page", "3") // "Page 3"
//
// A placeholder in a value stays as it is.
func Fill(sentence string, pairs ...string) string {
	named := make([]string, len(pairs))
	for i, s := range pairs {
		if named[i] = s; i%2 == 0 {
			named[i] = "{" + s + "}"
		}
	}
	return strings.NewReplacer(named...).Replace(sentence)
}
