package markup

import (
	"context"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// A Question is asked in a form that was submitted without its answer, for browsers without
// scripts.
type Question struct {
	Text, Yes, No string
	Answered      []string // the questions before, to which the person has said yes
}

// withQuestion returns the children with the question at their end: there the Enter key in a field
// still presses the form's own button, and so asks again.
func (r *InvalidForm) withQuestion(ctx context.Context, body string) (string, error) {
	if r.Question == nil {
		return body, nil
	}
	var hidden []Input
	for _, answered := range r.Question.Answered {
		hidden = append(hidden, Input{Name: wire.ConfirmField, Value: answered})
	}
	hidden = append(hidden, pressed(body, r.Values)...)
	html, err := renderToString(ctx, question(*r.Question, hidden))
	return body + html, err
}

var (
	controls = regexp.MustCompile(`<(?:input|select|textarea)\b([^>]*)>`)
	buttons  = regexp.MustCompile(`<(?:button|input)\b([^>]*)>`)
	nameAttr = regexp.MustCompile(`\sname="([^"]*)"`)
	typeAttr = regexp.MustCompile(`\stype="(?:submit|image|button|reset)"`)
)

// pressed returns what the button sent that submitted the form: its name is that of no other
// control. In attributes that templ writes, > is escaped.
func pressed(body string, sent url.Values) []Input {
	named := func(elements *regexp.Regexp, skip *regexp.Regexp) []string {
		var names []string
		for _, tag := range elements.FindAllStringSubmatch(body, -1) {
			if name := nameAttr.FindStringSubmatch(tag[1]); name != nil && (skip == nil || !skip.MatchString(tag[1])) {
				names = append(names, html.UnescapeString(name[1]))
			}
		}
		return names
	}
	others := named(controls, typeAttr)
	var inputs []Input
	for _, name := range slices.Compact(slices.Sorted(slices.Values(named(buttons, nil)))) {
		if slices.Contains(others, name) {
			continue
		}
		for _, value := range sent[name] {
			inputs = append(inputs, Input{Name: name, Value: value})
		}
	}
	return inputs
}

func renderToString(ctx context.Context, c templ.Component) (string, error) {
	var out strings.Builder
	err := c.Render(ctx, &out)
	return out.String(), err
}
