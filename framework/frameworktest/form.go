package frameworktest

import (
	"bytes"
	"mime/multipart"
	"net/textproto"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// formOf returns the form owner of a field or a button.
func (b *tab) formOf(n *html.Node) *html.Node {
	if n.DataAtom == atom.Form {
		return n
	}
	if id, ok := lookAttr(n, "form"); ok {
		if form := byID(b.doc, id); form != nil && form.DataAtom == atom.Form {
			return form
		}
		return nil
	}
	return closest(n, is(atom.Form))
}

// formKey identifies a form across renders.
func (b *tab) formKey(form *html.Node) string {
	if form == nil {
		return ""
	}
	if id := attr(form, "id"); id != "" {
		return "#" + id
	}
	action, _ := url.Parse(attr(form, "action"))
	if action == nil {
		return attr(form, "action")
	}
	return attr(form, "method") + " " + action.Path + " " + action.Query().Get("_action")
}

// disabled reports whether a field, a button or an option is disabled (HTML standard, 4.10.19.5 and
// 4.10.10).
func disabled(n *html.Node) bool {
	if has(n, "disabled") {
		return true
	}
	if n.DataAtom == atom.Option {
		group := closest(n, is(atom.Optgroup))
		return group != nil && has(group, "disabled")
	}
	for set := n.Parent; set != nil; set = set.Parent {
		if set.DataAtom != atom.Fieldset || !has(set, "disabled") {
			continue
		}
		legend := set.FirstChild
		for legend != nil && legend.DataAtom != atom.Legend {
			legend = legend.NextSibling
		}
		if legend == nil || !within(n, legend) {
			return true
		}
	}
	return false
}

// A pair is one entry of a form's data set.
type pair struct {
	name, value string
	file        *file
}

// dataSet returns the entry list of a form (HTML standard, 4.10.21.4).
func (b *tab) dataSet(form, submitter *html.Node) []pair {
	var all []pair
	add := func(name, value string) { all = append(all, pair{name: name, value: value}) }
	for n := range elements(b.doc) {
		if n.DataAtom != atom.Input && n.DataAtom != atom.Button && n.DataAtom != atom.Select && n.DataAtom != atom.Textarea ||
			b.formOf(n) != form || disabled(n) || closest(n, is(atom.Datalist)) != nil || isButton(n) && n != submitter {
			continue
		}
		name := attr(n, "name")
		if isButton(n) && inputType(n) == "image" && n.DataAtom == atom.Input {
			if name != "" {
				name += "."
			}
			add(name+"x", "0")
			add(name+"y", "0")
			continue
		}
		if name == "" {
			continue
		}
		now := b.currentValue(n)
		switch {
		case isButton(n):
			add(name, attr(n, "value"))
		case n.DataAtom == atom.Select:
			for o := range elements(n) {
				if o.DataAtom == atom.Option && !disabled(o) && b.isChosen(n, o, now) {
					add(name, optionValue(o))
				}
			}
		case isCheck(n):
			if now.checked {
				value, ok := lookAttr(n, "value")
				if !ok {
					value = "on"
				}
				add(name, value)
			}
		case n.DataAtom == atom.Input && inputType(n) == "file":
			for _, f := range now.files {
				all = append(all, pair{name: name, value: f.name, file: &f})
			}
			if len(now.files) == 0 {
				all = append(all, pair{name: name, file: &file{}})
			}
		case n.DataAtom == atom.Input && inputType(n) == "hidden":
			if name == "_charset_" {
				add(name, "UTF-8")
			} else {
				add(name, attr(n, "value"))
			}
		default:
			add(name, now.value)
		}
		if dir := attr(n, "dirname"); dir != "" {
			add(dir, "ltr")
		}
	}
	return all
}

// isChosen reports whether an option of a select is selected.
func (b *tab) isChosen(sel, option *html.Node, now edit) bool {
	if _, edited := b.edits[b.key(sel)]; !edited {
		for _, o := range chosen(sel) {
			if o == option {
				return true
			}
		}
		return false
	}
	for _, v := range now.values {
		if v == optionValue(option) {
			return true
		}
	}
	return false
}

// crlf replaces all line breaks by CRLF, as forms send them.
func crlf(s string) string { return strings.ReplaceAll(lineFeeds(s), "\n", "\r\n") }

// encode encodes pairs as application/x-www-form-urlencoded, in their order.
func encode(pairs []pair, dropEmpty bool) string {
	var out []string
	for _, p := range pairs {
		if p.value != "" || !dropEmpty {
			out = append(out, url.QueryEscape(crlf(p.name))+"="+url.QueryEscape(crlf(p.value)))
		}
	}
	return strings.Join(out, "&")
}

// encodeParts encodes pairs as multipart/form-data.
func encodeParts(pairs []pair) (body []byte, kind string) {
	var buf bytes.Buffer
	w := multipart.NewWriter(&buf)
	quote := strings.NewReplacer("\r", "%0D", "\n", "%0A", `"`, "%22").Replace
	for _, p := range pairs {
		h := textproto.MIMEHeader{}
		content := crlf(p.value)
		disposition := `form-data; name="` + quote(crlf(p.name)) + `"`
		if p.file != nil {
			disposition += `; filename="` + quote(p.file.name) + `"`
			h.Set("Content-Type", "application/octet-stream")
			content = p.file.content
		}
		h.Set("Content-Disposition", disposition)
		part, _ := w.CreatePart(h) // a write to a buffer never fails
		_, _ = part.Write([]byte(content))
	}
	_ = w.Close()
	return buf.Bytes(), w.FormDataContentType()
}
