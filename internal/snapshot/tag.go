package snapshot

import "strings"

// startTag handles the start tag at i. Nearly all are in canonical form; then nothing is copied.
func (c *canon) startTag(i int) int {
	name, end := c.plainTag(i)
	closed := false
	if end == 0 {
		if name, end, closed = c.rewriteTag(i); end == 0 {
			return c.leave()
		}
	}
	if foreign := c.foreign(); len(c.inner) > 0 || name == "svg" || name == "math" {
		if !c.enter(lowered(name), closed) {
			return c.leave()
		}
		if foreign || c.foreign() {
			return end
		}
	}
	switch name {
	case "script", "style", "xmp", "iframe", "noembed", "noframes", "noscript":
		return c.raw(name, end)
	case "textarea", "title":
		return c.untilEnd(name, c.firstNewline(end, name == "textarea"))
	case "pre", "listing":
		return c.firstNewline(end, true)
	case "plaintext":
		return c.leave()
	}
	return end
}

// careful reports whether more than the name of a start tag has to be looked at.
func careful(name string) bool {
	switch name {
	case "svg", "math", "script", "style", "xmp", "iframe", "noembed", "noframes", "noscript", "textarea", "title", "pre", "listing", "plaintext":
		return true
	}
	return false
}

// plainTag returns the name and the end of a tag that is as a browser writes it; end is 0 where it may not be.
func (c *canon) plainTag(i int) (name string, end int) {
	s := c.src
	to := nameEnd(s, i+1)
	k := to
	for k < len(s) && s[k] == ' ' {
		from := k + 1
		for k++; k < len(s) && attrByte[s[k]]; k++ {
		}
		if k == from || k+1 >= len(s) || s[k] != '=' || s[k+1] != '"' {
			return "", 0
		}
		if k = special(s, k+2); k == len(s) || s[k] != '"' {
			return "", 0
		}
		k++
	}
	if k == len(s) || s[k] != '>' {
		return "", 0
	}
	return s[i+1 : to], k + 1
}

// The characters of ordinary names, of tags and of attributes.
var (
	nameByte = set("abcdefghijklmnopqrstuvwxyz0123456789-")
	attrByte = set("abcdefghijklmnopqrstuvwxyz0123456789-_:@.")
)

// nameEnd returns where the tag name ends that begins at i.
func nameEnd(s string, i int) int {
	for i < len(s) && nameByte[s[i]] {
		i++
	}
	return i
}

func set(chars string) (t [256]bool) {
	for i := range len(chars) {
		t[chars[i]] = true
	}
	return t
}

// rewriteTag writes the tag at i in canonical form, after the rules of the HTML standard's tokenizer. A tag that does not end,
// or with a name that a scanner may stumble over, gives end 0.
func (c *canon) rewriteTag(i int) (name string, end int, closed bool) {
	s := c.src
	k := i + 1
	for k < len(s) && !space(s[k]) && s[k] != '/' && s[k] != '>' {
		k++
	}
	full := s[i+1 : k]
	name = lowered(full)
	foreign := c.foreign() || name == "svg" || name == "math"
	if !foreign {
		full = name
	}
	if strings.ContainsAny(name, "<\"'=&") {
		return "", 0, false
	}
	before := c.done
	out := len(c.out)
	c.replace(i, i, "<"+full)
	giveUp := func() (string, int, bool) {
		c.out, c.done = c.out[:out], before
		return "", 0, false
	}
	for {
		for closed = false; k < len(s) && (space(s[k]) || s[k] == '/'); k++ {
			closed = s[k] == '/'
		}
		if k == len(s) {
			return giveUp()
		}
		if s[k] == '>' {
			break
		}
		from := k
		for k++; k < len(s) && !space(s[k]) && s[k] != '/' && s[k] != '>' && s[k] != '='; k++ {
		}
		attribute := s[from:k]
		if strings.ContainsAny(attribute, "<\"'=&") {
			return giveUp()
		}
		if !foreign {
			attribute = lowered(attribute)
		}
		c.out = append(append(append(c.out, ' '), attribute...), `="`...)
		next := k
		for next < len(s) && space(s[next]) {
			next++
		}
		if next < len(s) && s[next] == '=' {
			if k = c.value(next + 1); k == 0 {
				return giveUp()
			}
		}
		c.out = append(c.out, '"')
	}
	c.out = append(c.out, '>')
	if closed && foreign && !breaksOut(name) {
		c.out = append(c.out, "</"+full+">"...)
	} else {
		closed = false
	}
	c.done = k + 1
	return name, k + 1, closed
}

// lowered is strings.ToLower for ASCII alone.
func lowered(name string) string {
	for i := range len(name) {
		if 'A' <= name[i] && name[i] <= 'Z' {
			return strings.Map(func(r rune) rune {
				if 'A' <= r && r <= 'Z' {
					r += 'a' - 'A'
				}
				return r
			}, name)
		}
	}
	return name
}

// value writes the attribute value that begins at or after k, and returns where it ends; 0 where it does not.
func (c *canon) value(k int) int {
	s := c.src
	for k < len(s) && space(s[k]) {
		k++
	}
	if k == len(s) {
		return 0
	}
	from, to, next := k, k, k
	switch s[k] {
	case '"', '\'':
		n := strings.IndexByte(s[k+1:], s[k])
		if n < 0 {
			return 0
		}
		from, to, next = k+1, k+1+n, k+2+n
	default:
		for to < len(s) && !space(s[to]) && s[to] != '>' {
			to++
		}
		next = to
	}
	c.done = from
	for i := from; i < to; {
		if plain[s[i]] {
			i++
		} else {
			i = c.escape(i, true)
		}
	}
	c.out = append(c.out, s[c.done:to]...)
	c.done = next
	return next
}

func (c *canon) endTag(i int) int {
	s := c.src
	k := i + 2
	for k < len(s) && !space(s[k]) && s[k] != '/' && s[k] != '>' {
		k++
	}
	name := s[i+2 : k]
	end := strings.IndexByte(s[k:], '>')
	if end < 0 || strings.ContainsAny(name, "<\"'=&") {
		return c.leave()
	}
	if strings.ContainsAny(s[k:k+end], "\"'") {
		return c.leave() // attributes of an end tag, which may hold anything
	}
	if len(c.inner) == 0 {
		if low := lowered(name); low != name {
			c.replace(i+2, k, low)
		}
	}
	if end > 0 {
		c.replace(k, k+end, "")
	}
	if len(c.inner) > 0 && !c.exit(name) {
		return c.leave()
	}
	return k + end + 1
}
