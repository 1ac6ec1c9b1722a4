package values

import (
	"maps"
	"slices"
	"strings"
)

// Schema describes the field in one line that changes only if addresses change their meaning:
//
//	tab enum push default=open values=open,closed alias=status value-aliases=opened>open
//
// It has the key, the kind, the options ("-" if there are none) and name=value pairs. Texts are
// escaped, so that spaces separate words and commas separate texts.
func (f *Field) Schema() string {
	words := []string{f.Key, f.kind(), f.optionsText()}
	add := func(name string, texts []string) {
		if len(texts) > 0 {
			words = append(words, name+"="+strings.Join(texts, ","))
		}
	}
	if f.defaultValue != "" {
		add("default", []string{f.defaultText()})
	}
	if e := f.scalar.enum; e != nil {
		add("values", escapeAll(e.texts))
		var valueAliases []string
		for _, old := range slices.Sorted(maps.Keys(e.aliases)) {
			valueAliases = append(valueAliases, escaped(old)+">"+escaped(e.texts[e.aliases[old]]))
		}
		add("alias", f.Aliases)
		add("value-aliases", valueAliases)
	} else {
		add("alias", f.Aliases)
	}
	return strings.Join(words, " ")
}

// kind names the format of the text. int and int64 have the same format; int8 has another.
func (f *Field) kind() string {
	name := f.scalar.typ.Kind().String()
	switch f.scalar.kind {
	case timeKind:
		name = "time"
	case durationKind:
		name = "duration"
	case textKind:
		name = "text"
	default:
		name = strings.TrimSuffix(name, "64")
	}
	if f.scalar.enum != nil {
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

func (f *Field) optionsText() string {
	var options []string
	for _, r := range []struct {
		name string
		has  bool
	}{{"path", f.Path != ""}, {"push", f.Push}, {"reset", f.Reset}, {"strict", f.Strict}, {"secret", f.Secret}} {
		if r.has {
			options = append(options, r.name)
		}
	}
	if options == nil {
		return "-"
	}
	return strings.Join(options, ",")
}

// defaultText returns the escaped default. Of a path field, f.defaultValue is not escaped.
func (f *Field) defaultText() string {
	if f.Path != "" {
		return escaped(f.defaultValue)
	}
	return f.defaultValue
}

func escaped(s string) string { return string(EscapeQuery([]byte(s), 0)) }

func escapeAll(texts []string) []string {
	all := make([]string, len(texts))
	for i, t := range texts {
		all[i] = escaped(t)
	}
	return all
}
