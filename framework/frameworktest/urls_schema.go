package frameworktest

import (
	"fmt"
	"slices"
	"strings"
)

// breakingChanges returns a sentence for each old address that would change its meaning.
func (p schemas) breakingChanges(now schemas) (changes []string) {
	for _, pattern := range p.patterns() {
		lines, ok := now[pattern]
		if !ok {
			changes = append(changes, fmt.Sprintf("%s is gone: keep a route that redirects to where its page is now", pattern))
			continue
		}
		for _, line := range p[pattern] {
			if b := parseSchemaLine(line).breakingChanges(lines); b != "" {
				changes = append(changes, pattern+": "+b)
			}
		}
	}
	return changes
}

// A schemaLine is one line of a schema: one key.
type schemaLine struct {
	key, kind, fallback string
	aliases             []string // former keys
	values              []string // enum values and their aliases
}

// parseSchemaLine parses a line such as
//
//	tab enum push default=open values=open,closed alias=status value-aliases=done>closed
func parseSchemaLine(line string) (p schemaLine) {
	words := strings.Fields(line)
	for i, word := range words {
		name, value, _ := strings.Cut(word, "=")
		switch {
		case i == 0:
			p.key = word
		case i == 1:
			p.kind = word
		case name == "default":
			p.fallback = value
		case name == "alias":
			p.aliases = strings.Split(value, ",")
		case name == "values":
			p.values = append(p.values, strings.Split(value, ",")...)
		case name == "value-aliases":
			for alias := range strings.SplitSeq(value, ",") {
				old, _, _ := strings.Cut(alias, ">")
				p.values = append(p.values, old)
			}
		}
	}
	return p
}

// breakingChanges returns how the new lines break this one, or "".
func (p schemaLine) breakingChanges(lines []string) string {
	now, ok := findSchemaLine(lines, p.key)
	if !ok {
		return fmt.Sprintf("the key %q is gone: tag the field that has its meaning now with `alias:%q`", p.key, p.key)
	}
	if now.kind != p.kind {
		return fmt.Sprintf("the key %q was %s and is %s: give the new kind a new key", p.key, p.kind, now.kind)
	}
	if now.fallback != p.fallback {
		return fmt.Sprintf("the key %q had the default %q and has %q, so addresses without it change their meaning: restore it",
			p.key, p.fallback, now.fallback)
	}
	for _, old := range p.aliases {
		if old != now.key && !slices.Contains(now.aliases, old) {
			return fmt.Sprintf("the old key %q is no longer understood as %q: tag the field with `alias:%q` again", old, now.key, old)
		}
	}
	for _, v := range p.values {
		if !slices.Contains(now.values, v) {
			return fmt.Sprintf("the key %q no longer takes %q: say what it has become, in a method Aliases() map[string]T of its enum", p.key, v)
		}
	}
	return ""
}

// findSchemaLine returns the line with this key or alias.
func findSchemaLine(lines []string, key string) (schemaLine, bool) {
	var aliased *schemaLine
	for _, line := range lines {
		p := parseSchemaLine(line)
		if p.key == key {
			return p, true
		}
		if slices.Contains(p.aliases, key) {
			aliased = &p
		}
	}
	if aliased == nil {
		return schemaLine{}, false
	}
	return *aliased, true
}
