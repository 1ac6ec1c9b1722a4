package devmode

import (
	"context"
	"fmt"
	"slices"

	"golang.org/x/net/html"
)

// CheckSecrets warns of controls in the body of a page that show, and let the browser keep, what a
// person enters in a secret field. The function isSecret returns what reports whether the action at
// a URL has a secret field of a name, or nil if the URL names no action of this app.
func (m *Mode) CheckSecrets(ctx context.Context, page Page, body string, isSecret func(action string) func(field string) bool) {
	if len(openSecrets(body, isSecret)) == 0 {
		return
	}
	traced := renderTraced(ctx, page)
	for _, f := range openSecrets(traced.HTML, isSecret) {
		m.Warn(Warning{Kind: "secret", Field: f.name, Page: page.URL, At: traced.At(f.at).String(), Message: fmt.Sprintf(
			"The form that posts to %s has a secret field %q, and the browser keeps what is entered there in drafts. Write type=\"password\" or data-gf-draft=\"off\".", f.action, f.name)})
	}
}

func openSecrets(page string, isSecret func(action string) func(field string) bool) (fields []unreadField) {
	for _, form := range formsIn(page) {
		secret := isSecret(form.actions[0])
		if secret == nil {
			continue
		}
		for _, f := range form.fields {
			if f.open && secret(f.name) {
				f.action = form.actions[0]
				fields = append(fields, f)
			}
		}
	}
	return fields
}

// isText reports whether a person enters something in a control that drafts keep.
func isText(token html.Token) bool {
	return token.Data != "button" && !slices.Contains([]string{"password", "hidden", "submit", "button", "reset", "image", "file"}, attr(token, "type"))
}

// An optedOut knows whether an element around is in no draft.
type optedOut struct {
	tag   string
	depth int // of elements with this tag; 0: there is none
}

func (o *optedOut) pass(kind html.TokenType, token html.Token) {
	void := token.Data == "input" || token.Data == "img" || token.Data == "br"
	switch {
	case kind == html.StartTagToken && o.depth == 0 && !void && attr(token, "data-gf-draft") == "off":
		o.tag, o.depth = token.Data, 1
	case kind == html.StartTagToken && o.depth > 0 && token.Data == o.tag:
		o.depth++
	case kind == html.EndTagToken && o.depth > 0 && token.Data == o.tag:
		o.depth--
	}
}
