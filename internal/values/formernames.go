package values

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/goldfish-go/goldfish/internal/address"
)

// FormerNames returns the former names of a form's fields, each with the current one. In those of
// rows "*" stands for the key: "item.*.text" and "item.*.label". Secret fields are left out.
func (c *Codec) FormerNames() (pairs [][2]string) {
	for _, f := range c.fields {
		//mutant:false TestFormerNames: nothing keeps the value of a secret field under another name
		if f.IsSecret() {
			continue
		}
		for _, old := range f.Aliases {
			if !address.IsPassword(old) {
				pairs = append(pairs, [2]string{old, f.Key})
			}
		}
	}
	for _, l := range c.lists {
		row := address.Row{List: l.key, Key: AnyRow}
		for _, pair := range l.rows.FormerNames() {
			pairs = append(pairs, [2]string{row.Field(pair[0]), row.Field(pair[1])})
		}
	}
	return pairs
}

// CurrentName returns the current name of a field, which may be in a row: "item.7.label" for
// "item.7.text". It returns any other name as it is.
func (c *Codec) CurrentName(name string) string {
	if s, ok := c.byKey[name]; ok {
		if s.alias {
			return c.fields[s.field].Key
		}
		return name
	}
	if rows, field, ok := c.inRow(name); ok && field != "" {
		return strings.TrimSuffix(name, field) + rows.CurrentName(field)
	}
	return name
}

// WithCurrentNames returns a form in which the values of former names have the current ones. Where
// a form has both, the former name stays, as [Codec.DecodeValues] ignores it.
func (c *Codec) WithCurrentNames(form url.Values) url.Values {
	current := maps.Clone(form)
	for old, now := range c.UsedFormerNames(form) {
		delete(current, old)
		current[now] = form[old]
	}
	return current
}

// UsedFormerNames returns the former names that a form has instead of the current ones, with these.
func (c *Codec) UsedFormerNames(form url.Values) map[string]string {
	used := map[string]string{}
	taken := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(form)) {
		now := c.CurrentName(name)
		//mutant:true TestFormerNames: the current name counts, not the former one
		if _, both := form[now]; !both && !taken[now] {
			used[name], taken[now] = now, true
		}
	}
	return used
}
