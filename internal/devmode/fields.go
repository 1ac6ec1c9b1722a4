package devmode

import (
	"context"
	"fmt"
	"strings"

	"golang.org/x/net/html"
)

// CheckFields warns of form fields in the body of a page that the form's type does not have: what a
// person enters there is lost. The function reads returns what reports whether the action at a URL
// reads a field, or nil if the URL names no action of this app.
func (m *Mode) CheckFields(ctx context.Context, page Page, body string, reads func(action string) func(field string) bool) {
	if len(unreadFields(body, reads)) == 0 {
		return
	}
	traced := renderTraced(ctx, page)
	for _, f := range unreadFields(traced.HTML, reads) {
		m.Warn(Warning{Kind: "field", Field: f.name, Page: page.URL, At: traced.At(f.at).String(), Message: fmt.Sprintf(
			"The form that posts to %s has a field %q, and the type of the action's form has none of that name: what is entered there is lost.", f.action, f.name)})
	}
}

// An unreadField is a field of a form that its action does not read.
type unreadField struct {
	action, name string
	at           int  // of its tag, in the HTML
	open         bool // a person enters text in it, and the browser's drafts keep that
}

// A formInPage is a form, with the other actions that its buttons post to.
type formInPage struct {
	id      string
	actions []string
	fields  []unreadField
}

func unreadFields(page string, reads func(action string) func(field string) bool) (unread []unreadField) {
	for _, form := range formsIn(page) {
		var actions []func(string) bool
		for _, action := range form.actions {
			if known := reads(action); known != nil {
				actions = append(actions, known)
			}
		}
		if len(actions) < len(form.actions) {
			continue // it posts to another program, or to an action that is not registered
		}
		for _, f := range form.fields {
			f.action = form.actions[0]
			if !strings.HasPrefix(f.name, "_") && !readsOne(actions, f.name) {
				unread = append(unread, f)
			}
		}
	}
	return unread
}

// readsOne reports whether one of the actions reads the field.
func readsOne(actions []func(string) bool, field string) bool {
	for _, known := range actions {
		if known(field) {
			return true
		}
	}
	return false
}

// formsIn returns the forms of a page that post, with their fields.
func formsIn(page string) []*formInPage {
	var forms []*formInPage
	var open *formInPage
	var off optedOut
	outside := map[string][]unreadField{} // by the id of their form
	z := html.NewTokenizer(strings.NewReader(page))
	for at := 0; ; {
		kind := z.Next()
		from := at
		at += len(z.Raw())
		if kind == html.ErrorToken {
			break
		}
		token := z.Token()
		off.pass(kind, token)
		switch {
		case kind == html.EndTagToken && token.Data == "form":
			open = nil
		case kind != html.StartTagToken && kind != html.SelfClosingTagToken:
		case token.Data == "form":
			open = &formInPage{id: attr(token, "id"), actions: []string{attr(token, "action")}}
			if strings.EqualFold(attr(token, "method"), "post") {
				forms = append(forms, open)
			}
		case token.Data == "input", token.Data == "select", token.Data == "textarea", token.Data == "button":
			field := unreadField{name: attr(token, "name"), at: from, open: off.depth == 0 && attr(token, "data-gf-draft") != "off" && isText(token)}
			if id := attr(token, "form"); id != "" {
				outside[id] = append(outside[id], field)
			} else if open != nil && field.name != "" {
				open.fields = append(open.fields, field)
			}
			if to := attr(token, "formaction"); to != "" && open != nil {
				open.actions = append(open.actions, to)
			}
		}
	}
	for _, form := range forms {
		for _, field := range outside[form.id] {
			if form.id != "" && field.name != "" {
				form.fields = append(form.fields, field)
			}
		}
	}
	return forms
}

func attr(token html.Token, name string) string {
	for _, a := range token.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
