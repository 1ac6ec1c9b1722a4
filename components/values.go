package components

import (
	"context"
	"maps"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/internal/address"
	"github.com/goldfish-go/goldfish/templ/markup"
	"github.com/goldfish-go/goldfish/templ/text"
)

// A URL is where a link or a form leads; package router builds it.
type URL = markup.URL

// A Tone says what a thing means to the person. The zero Tone is neutral.
type Tone string

// The tones.
const (
	Neutral Tone = ""
	Info    Tone = "info"
	Good    Tone = "good"
	Warn    Tone = "warn"
	Bad     Tone = "bad"
)

// A Variant says how much a button asks for attention. The zero Variant is the usual one of the
// widget.
type Variant string

// The variants of a button.
const (
	Primary   Variant = "primary"   // the one thing to do here
	Secondary Variant = "secondary" // anything else
	Quiet     Variant = "quiet"     // there when looked for
	Danger    Variant = "danger"    // what cannot be undone
)

func (v Variant) or(usual Variant) string {
	if v == "" {
		return string(usual)
	}
	return string(v)
}

// An Input is a hidden input of a form. router.LinkBuilder.Hidden returns the inputs that a GET
// form needs: the browser drops the query of its action.
type Input = address.Input

// ident makes an id of a name: ids hold no white space, since attributes such as aria-describedby
// list them.
func ident(prefix, name string) string {
	return prefix + strings.Join(strings.Fields(name), "-")
}

// class returns the class of a widget, and after it the one among the caller's attributes.
func class(own string, attrs templ.Attributes) string {
	if more, _ := attrs["class"].(string); more != "" {
		return own + " " + more
	}
	return own
}

// others returns the caller's attributes without the class, which [class] has written.
func others(attrs templ.Attributes) templ.Attributes {
	if _, ok := attrs["class"]; !ok {
		return attrs
	}
	attrs = maps.Clone(attrs)
	delete(attrs, "class")
	return attrs
}

// Number writes n with thousands apart, as people do in the language of the page: 1,000.
func Number(ctx context.Context, n int) string {
	s, separator := strconv.Itoa(n), text.From(ctx).ThousandsSeparator
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + separator + s[i:]
	}
	return s
}
