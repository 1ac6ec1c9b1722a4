package components

import (
	"context"
	"net/url"
	"strings"

	"github.com/goldfish-go/goldfish/templ/text"
)

// A ComboboxValue is what a [Combobox] sends: the type of a field of the form.
//
//	type TicketForm struct {
//		Owner components.ComboboxValue
//	}
//
// An error of it belongs to the key "owner". The browser sends the value, so the action has to
// check that the viewer may choose it.
type ComboboxValue struct {
	Text   string `url:"."`      // what stands in the field
	Chosen string `url:"chosen"` // value and label of what was chosen, as [Combobox] writes them
	Pick   string `url:"pick"`   // the same of what was picked for the text, without scripts
}

// Value returns the value of the option that was chosen. It is empty if none was, and if the text
// was changed afterwards: then see Typed.
func (v ComboboxValue) Value() string {
	for _, chosen := range []string{v.Pick, v.Chosen} {
		escaped, label, _ := strings.Cut(chosen, " ")
		value, err := url.QueryUnescape(escaped)
		if err == nil && squash(v.Text) != "" && squash(label) == squash(v.Text) {
			return value
		}
	}
	return ""
}

// Typed returns the text of a person who has typed and has not chosen. It is empty if one is
// chosen.
func (v ComboboxValue) Typed() string {
	if v.Value() != "" {
		return ""
	}
	return squash(v.Text)
}

// Resolve returns the value that was chosen. If there is none, it looks for what was typed among
// the options, and takes the only one with this label; upper and lower case are the same. An empty
// field is the empty value. It returns false if the text stands for none of the options, or for
// several.
func (v ComboboxValue) Resolve(options []Option) (value string, ok bool) {
	typed := v.Typed()
	if typed == "" {
		return v.Value(), true
	}
	for _, o := range options {
		if strings.EqualFold(squash(o.label()), typed) && !o.Disabled {
			if ok {
				return "", false
			}
			value, ok = o.Value, true
		}
	}
	return value, ok
}

// Refusal is the sentence for a text that Resolve does not take, in the language of the page.
func (v ComboboxValue) Refusal(ctx context.Context) string {
	t := text.From(ctx)
	return text.Fill(t.NotInList, "value", text.Fill(t.QuotedValue, "text", v.Typed()))
}

// chosenText is a value and its label in one text: so neither is changed without the other.
func chosenText(value, label string) string { return url.QueryEscape(value) + " " + squash(label) }

// squash writes white space as browsers show it.
func squash(s string) string { return strings.Join(strings.Fields(s), " ") }
