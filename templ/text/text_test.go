package text_test

import (
	"context"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/templ/text"
)

// fields calls f with each string of the texts.
func fields(v reflect.Value, name string, f func(name, value string)) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fields(v.Field(i), name+"."+v.Type().Field(i).Name, f)
		}
	case reflect.Array:
		for i := range v.Len() {
			fields(v.Index(i), fmt.Sprint(name, i), f)
		}
	case reflect.String:
		f(name, v.String())
	default:
		panic("a field of texts that is no string: " + name)
	}
}

func all(t text.Texts) map[string]string {
	m := map[string]string{}
	fields(reflect.ValueOf(t), "", func(name, value string) { m[name] = value })
	return m
}

var placeholder = regexp.MustCompile(`\{[^}]*\}`)

// The languages that ship say everything, and fill in what English fills in.
func TestTranslationsAreComplete(t *testing.T) {
	english, german := all(text.English), all(text.German)
	for name, sentence := range english {
		if sentence == "" || german[name] == "" {
			t.Errorf("%s is empty", name)
		}
		want, got := placeholder.FindAllString(sentence, -1), placeholder.FindAllString(german[name], -1)
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(want, got) {
			t.Errorf("%s: English fills in %v, German %v", name, want, got)
		}
	}
}

func TestEmptyTextsAreEnglish(t *testing.T) {
	french := text.Texts{Language: "fr", Save: "Enregistrer"}
	full := all(*french.Complete())
	for name, sentence := range all(text.English) {
		switch want := full[name]; {
		case name == ".Language":
			if want != "fr" {
				t.Errorf("the language is %q", want)
			}
		case name == ".Save":
			if want != "Enregistrer" {
				t.Errorf("Save is %q", want)
			}
		case want != sentence:
			t.Errorf("%s is %q, not %q", name, want, sentence)
		}
	}
	if french.Close != "" {
		t.Error("Complete changes its receiver")
	}
}

func TestContext(t *testing.T) {
	ctx := context.Background()
	if got := text.From(ctx).Save; got != "Save" {
		t.Errorf("without texts, Save is %q", got)
	}
	if got := text.From(text.With(ctx, &text.German)).Save; got != "Speichern" {
		t.Errorf("in German, Save is %q", got)
	}
}

func ExampleFill() {
	fmt.Println(text.Fill("{rows} of {total}", "rows", "{total}–100", "total", "1,000"))
	// Output: {total}–100 of 1,000
}

// No sentence is HTML: all of them are escaped where they are shown.
func TestTextsAreNoHTML(t *testing.T) {
	for _, texts := range []text.Texts{text.English, text.German} {
		for name, sentence := range all(texts) {
			if strings.ContainsAny(sentence, "<>&\n") {
				t.Errorf("%s: %s%s is %q", texts.Language, texts.Language, name, sentence)
			}
		}
	}
}
