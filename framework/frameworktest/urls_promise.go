package frameworktest

import (
	"fmt"
	"slices"
	"strings"
)

// brokenBy returns a sentence for each old address that would lose its meaning.
func (p promises) brokenBy(now promises) (breaks []string) {
	for _, pattern := range p.patterns() {
		lines, ok := now[pattern]
		if !ok {
			breaks = append(breaks, fmt.Sprintf("%s is gone: keep a route that redirects to where its page is now", pattern))
			continue
		}
		for _, line := range p[pattern] {
			if b := readPromise(line).brokenBy(lines); b != "" {
				breaks = append(breaks, pattern+": "+b)
			}
		}
	}
	return breaks
}

// A promise is one line of a schema: what a key means.
type promise struct {
	key, kind, fallback string
	was                 []string // old keys
	values              []string // enum values, old ones too
}

// readPromise reads a line such as
//
//	tab enum push default=open values=open,closed was=status upgrades=done>closed
func readPromise(line string) (p promise) {
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
		case name == "was":
			p.was = strings.Split(value, ",")
		case name == "values":
			p.values = append(p.values, strings.Split(value, ",")...)
		case name == "upgrades":
			for upgrade := range strings.SplitSeq(value, ",") {
				old, _, _ := strings.Cut(upgrade, ">")
				p.values = append(p.values, old)
			}
		}
	}
	return p
}

// brokenBy returns what the lines of today break, or "".
func (p promise) brokenBy(lines []string) string {
	now, ok := findPromise(lines, p.key)
	if !ok {
		return fmt.Sprintf("the key %q is gone: tag the field that has its meaning now with `was:%q`", p.key, p.key)
	}
	if now.kind != p.kind {
		return fmt.Sprintf("the key %q was %s and is %s: give the new kind a new key", p.key, p.kind, now.kind)
	}
	if now.fallback != p.fallback {
		return fmt.Sprintf("the key %q had the default %q and has %q, so addresses without it change their meaning: restore it",
			p.key, p.fallback, now.fallback)
	}
	for _, old := range p.was {
		if old != now.key && !slices.Contains(now.was, old) {
			return fmt.Sprintf("the old key %q is no longer understood as %q: tag the field with `was:%q` again", old, now.key, old)
		}
	}
	for _, v := range p.values {
		if !slices.Contains(now.values, v) {
			return fmt.Sprintf("the key %q no longer takes %q: say what it has become, in a method Was() map[string]T of its enum", p.key, v)
		}
	}
	return ""
}

// findPromise returns the line that understands a key: as its own, or as an old one.
func findPromise(lines []string, key string) (promise, bool) {
	var aliased *promise
	for _, line := range lines {
		p := readPromise(line)
		if p.key == key {
			return p, true
		}
		if slices.Contains(p.was, key) {
			aliased = &p
		}
	}
	if aliased == nil {
		return promise{}, false
	}
	return *aliased, true
}
