package values

import (
	"maps"
	"slices"
	"strings"
)

// Schema describes the field in one line that changes only if addresses change their meaning:
//
//	tab enum push default=open values=open,closed was=status upgrades=opened>open
//
// They are the key, the kind, the roles ("-" if it has none) and what else there is to say. Texts are
// escaped, so that a space separates words and a comma separates texts.
func (f *Field) Schema() string {
	words := []string{f.Key, f.kind(), f.rolesText()}
	add := func(name string, texts []string) {
		if len(texts) > 0 {
			words = append(words, name+"="+strings.Join(texts, ","))
		}
	}
	if f.fallback != "" {
		add("default", []string{f.defaultText()})
	}
	if e := f.leaf.enum; e != nil {
		add("values", escapeAll(e.texts))
		var upgrades []string
		for _, old := range slices.Sorted(maps.Keys(e.was)) {
			upgrades = append(upgrades, escaped(old)+">"+escaped(e.texts[e.was[old]]))
		}
		add("was", f.Was)
		add("upgrades", upgrades)
	} else {
		add("was", f.Was)
	}
	return strings.Join(words, " ")
}

// kind names what the text of the field looks like. int and int64 look the same, int8 does not.
func (f *Field) kind() string {
	name := f.leaf.typ.Kind().String()
	switch f.leaf.kind {
	case timeKind:
		name = "time"
	case durationKind:
		name = "duration"
	case textKind:
		name = "text"
	default:
		name = strings.TrimSuffix(name, "64")
	}
	if f.leaf.enum != nil {
		name = "enum"
	}
	switch {
	case f.slice:
		return "[]" + name
	case f.optional:
		return "*" + name
	}
	return name
}

func (f *Field) rolesText() string {
	var roles []string
	for _, r := range []struct {
		name string
		has  bool
	}{{"path", f.Path != ""}, {"push", f.Push}, {"reset", f.Reset}, {"strict", f.Strict}, {"secret", f.Secret}} {
		if r.has {
			roles = append(roles, r.name)
		}
	}
	if roles == nil {
		return "-"
	}
	return strings.Join(roles, ",")
}

// defaultText is escaped: that of a path field is kept as it is read.
func (f *Field) defaultText() string {
	if f.Path != "" {
		return escaped(f.fallback)
	}
	return f.fallback
}

func escaped(s string) string { return string(EscapeQuery([]byte(s), 0)) }

func escapeAll(texts []string) []string {
	all := make([]string, len(texts))
	for i, t := range texts {
		all[i] = escaped(t)
	}
	return all
}
