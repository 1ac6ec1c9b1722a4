package components_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	. "github.com/goldfish-go/goldfish/components"
)

// each parses every case of every widget and hands over its elements.
func each(t *testing.T, check func(t *testing.T, all []*html.Node)) {
	t.Helper()
	for _, w := range widgets {
		for _, e := range w.cases {
			t.Run(w.name+"/"+e.name, func(t *testing.T) {
				check(t, elements(t, "<!DOCTYPE html><body>"+render(t, e.c)))
			})
		}
	}
}

func elements(t *testing.T, text string) []*html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var all []*html.Node
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			all = append(all, n)
		}
	}
	return all
}

func attr(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func has(n *html.Node, key string) bool { _, ok := attr(n, key); return ok }

func get(n *html.Node, key string) string { v, _ := attr(n, key); return v }

// heard is the text of an element without what is hidden from assistive technology.
func accessibleText(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	if v, ok := attr(n, "aria-hidden"); ok && v == "true" {
		return ""
	}
	var b strings.Builder
	for c := range n.ChildNodes() {
		b.WriteString(accessibleText(c))
	}
	return strings.TrimSpace(b.String())
}

func byID(all []*html.Node, id string) *html.Node {
	for _, n := range all {
		if get(n, "id") == id {
			return n
		}
	}
	return nil
}

func describe(n *html.Node) string {
	var b strings.Builder
	_ = html.Render(&b, n)
	return b.String()
}

func TestNothingThatAStrictPolicyForbids(t *testing.T) {
	each(t, func(t *testing.T, all []*html.Node) {
		for _, n := range all {
			if n.Data == "script" || n.Data == "style" {
				t.Errorf("<%s> in %s", n.Data, describe(n.Parent))
			}
			for _, a := range n.Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s= in %s", a.Key, describe(n))
				}
				if strings.HasPrefix(a.Val, "javascript:") || strings.HasPrefix(a.Val, "data:") {
					t.Errorf("%s=%q", a.Key, a.Val)
				}
			}
		}
	})
}

func TestIDsAreUniqueAndReferencesLead(t *testing.T) {
	each(t, func(t *testing.T, all []*html.Node) {
		seen := map[string]bool{}
		for _, n := range all {
			id, ok := attr(n, "id")
			if !ok {
				continue
			}
			if id == "" || strings.ContainsAny(id, " \t\n") {
				t.Errorf("bad id %q", id)
			}
			if seen[id] {
				t.Errorf("id %q twice", id)
			}
			seen[id] = true
		}
		for _, n := range all {
			for _, key := range []string{"for", "aria-labelledby", "aria-describedby", "popovertarget", "commandfor"} {
				for _, id := range strings.Fields(get(n, key)) {
					if !seen[id] && n.Data != "button" { // a button may open what stands elsewhere
						t.Errorf("%s=%q leads nowhere: %s", key, id, describe(n))
					}
				}
			}
		}
	})
}

func TestEveryControlHasAName(t *testing.T) {
	each(t, func(t *testing.T, all []*html.Node) {
		labels := map[string]string{}
		for _, n := range all {
			if n.Data == "label" {
				labels[get(n, "for")] = accessibleText(n)
			}
		}
		for _, n := range all {
			name := get(n, "aria-label")
			if by := byID(all, get(n, "aria-labelledby")); by != nil && has(n, "aria-labelledby") {
				name = accessibleText(by)
			}
			switch n.Data {
			case "input", "select", "textarea":
				if get(n, "type") == "hidden" || has(n, "hidden") {
					continue
				}
				if name == "" {
					name = labels[get(n, "id")]
				}
			case "a", "button":
				if get(n, "aria-hidden") == "true" {
					continue
				}
				if name == "" {
					name = accessibleText(n)
				}
			case "nav", "dialog", "aside", "progress", "form":
				if n.Data == "form" && get(n, "role") != "search" {
					continue
				}
				if n.Data == "form" {
					name = "search"
				}
				if (n.Data == "aside" || n.Data == "dialog") && has(n, "aria-labelledby") {
					continue // the title is the app's to give
				}
			case "fieldset":
				name = accessibleText(n.FirstChild)
			default:
				continue
			}
			if name == "" {
				t.Errorf("without a name: %s", describe(n))
			}
			if n.Data == "button" && !has(n, "type") && get(n.Parent, "method") != "get" {
				t.Errorf("a button says its type: %s", describe(n))
			}
		}
	})
}

var aria = map[string][]string{
	"aria-current":      {"page", "step", "true"},
	"aria-sort":         {"ascending", "descending"},
	"aria-invalid":      {"true"},
	"aria-hidden":       {"true"},
	"aria-live":         {"polite"},
	"aria-modal":        {"true"},
	"aria-haspopup":     {"dialog"},
	"aria-label":        nil,
	"aria-labelledby":   nil,
	"aria-describedby":  nil,
	"aria-keyshortcuts": nil,
}

func TestAriaIsValid(t *testing.T) {
	each(t, func(t *testing.T, all []*html.Node) {
		for _, n := range all {
			for _, a := range n.Attr {
				if !strings.HasPrefix(a.Key, "aria-") {
					continue
				}
				values, known := aria[a.Key]
				if !known {
					t.Errorf("is %s meant? %s", a.Key, describe(n))
				}
				if values != nil && !slices.Contains(values, a.Val) {
					t.Errorf("%s=%q", a.Key, a.Val)
				}
				if a.Key == "aria-hidden" && n.Data == "a" && get(n, "tabindex") != "-1" {
					t.Errorf("hidden, yet the focus goes there: %s", describe(n))
				}
			}
			if n.Data == "img" && !has(n, "alt") {
				t.Errorf("without alt: %s", describe(n))
			}
			if n.Data == "table" {
				for _, th := range all {
					if th.Data == "th" && get(th, "scope") == "" {
						t.Errorf("a head without scope: %s", describe(th))
					}
				}
			}
		}
	})
}

func TestEveryFieldReservesAPlaceForTheError(t *testing.T) {
	refusals := 0
	each(t, func(t *testing.T, all []*html.Node) {
		for _, n := range all {
			field, ok := attr(n, "data-gf-error")
			if !ok {
				continue
			}
			if text := accessibleText(n); (text == "") != has(n, "hidden") {
				t.Errorf("a place is hidden if and only if it is empty: %s", describe(n))
			} else if text == "" || field == "" {
				continue
			}
			refusals++
			described := false
			for _, control := range all {
				if slices.Contains(strings.Fields(get(control, "aria-describedby")), get(n, "id")) {
					described = true
					// The role of a plain group has no such state.
					plainGroup := control.Data == "fieldset" && get(control, "role") == "" || get(control, "role") == "group"
					if get(control, "aria-invalid") != "true" && !plainGroup {
						t.Errorf("not marked as invalid: %s", describe(control))
					}
				}
			}
			if !described {
				t.Errorf("nothing is described by %s", describe(n))
			}
		}
	})
	if refusals == 0 {
		t.Error("no case shows an error")
	}
	for _, w := range widgets {
		for _, e := range w.cases {
			all := elements(t, render(t, e.c))
			for _, n := range all {
				if name := get(n, "name"); get(n, "class") == "gf-input" && get(n, "type") != "search" {
					if !slices.ContainsFunc(all, func(p *html.Node) bool { v, ok := attr(p, "data-gf-error"); return ok && v == name }) {
						t.Errorf("%s/%s: no place for the error of %q", w.name, e.name, name)
					}
				}
			}
		}
	}
}

func TestHostileTextComesOutAsItWent(t *testing.T) {
	each(t, func(t *testing.T, all []*html.Node) {
		if !strings.HasSuffix(t.Name(), "/hostile") {
			return
		}
		whole := all[0]
		found := strings.Contains(accessibleText(whole), hostile)
		for _, n := range all {
			for _, a := range n.Attr {
				found = found || strings.Contains(a.Val, hostile)
			}
		}
		if !found {
			t.Errorf("lost: %s", describe(whole))
		}
	})
}

var class = regexp.MustCompile(`gf-[a-z]+(?:-[a-z]+)*`)

// The stylesheet and the widgets know the same classes.
func TestEveryClassHasARule(t *testing.T) {
	css, err := Files.ReadFile("goldfish.css")
	if err != nil {
		t.Fatal(err)
	}
	styled := map[string]bool{}
	for _, name := range regexp.MustCompile(`\.gf-[a-z-]+`).FindAllString(string(css), -1) {
		styled[name[1:]] = true
	}
	used := map[string]bool{"gf-messages": true} // templ/layout writes it
	for _, written := range []string{"remove", "progress", "picture", "note"} {
		used["gf-file-"+written] = true // by the client, client/src/upload
	}
	each(t, func(t *testing.T, all []*html.Node) {
		for _, n := range all {
			for _, name := range strings.Fields(get(n, "class")) {
				used[name] = true
				if !class.MatchString(name) || !styled[name] {
					t.Errorf("class %q has no rule", name)
				}
			}
		}
	})
	for name := range styled {
		if !used[name] {
			t.Errorf("no widget has the class %q", name)
		}
	}
}

func TestRowsHaveNoWhiteSpaceBetweenThem(t *testing.T) {
	each(t, func(t *testing.T, all []*html.Node) {
		for _, n := range all {
			if n.Data != "tr" && n.Data != "li" {
				continue
			}
			if s := n.NextSibling; s != nil && s.Type == html.TextNode {
				t.Errorf("%q after %s", s.Data, describe(n))
			}
		}
	})
}
