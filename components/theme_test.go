package components_test

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	. "github.com/goldfish-go/goldfish/components"
)

// TestColoursCanBeRead holds the theme to WCAG AA: 4.5:1 for text, 3:1 for the edges of controls,
// in both schemes.
func TestColoursCanBeRead(t *testing.T) {
	css, err := Files.ReadFile("goldfish.css")
	if err != nil {
		t.Fatal(err)
	}
	colours := map[string][2]float64{} // luminance in light and dark
	for _, m := range regexp.MustCompile(`--gf-([a-z-]+): light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\)`).FindAllStringSubmatch(string(css), -1) {
		colours[m[1]] = [2]float64{luminance(t, m[2]), luminance(t, m[3])}
	}
	check := func(front, back string, least float64) {
		t.Helper()
		f, ok := colours[front]
		b, ok2 := colours[back]
		if !ok || !ok2 {
			t.Fatalf("no such colour: %s or %s", front, back)
		}
		for i, scheme := range []string{"light", "dark"} {
			if got := contrast(f[i], b[i]); got < least {
				t.Errorf("%s: %s on %s is %.2f:1, less than %.1f:1", scheme, front, back, got, least)
			}
		}
	}
	for _, back := range []string{"bg", "surface", "raised", "sunken", "accent-soft", "warn-soft", "bad-soft", "info-soft", "good-soft"} {
		check("text", back, 7)
	}
	for _, back := range []string{"bg", "surface", "raised", "sunken", "accent-soft", "warn-soft"} {
		check("muted", back, 4.5)
	}
	for _, back := range []string{"bg", "surface", "raised", "sunken", "accent-soft"} {
		check("accent", back, 4.5)
	}
	for _, tone := range []string{"info", "good", "warn", "bad"} {
		check(tone, tone+"-soft", 4.5)
		check(tone, "surface", 4.5)
	}
	check("bad", "raised", 4.5)
	check("on-accent", "accent-fill", 4.5)
	check("on-accent", "accent-fill-hover", 4.5)
	check("accent-fill", "bg", 3)
	check("accent-fill", "surface", 3)
	check("edge", "surface", 3)
	check("edge", "bg", 3)
	check("edge", "raised", 3)
}

func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	channel := func(v uint64) float64 {
		c := float64(v&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(n>>16) + 0.7152*channel(n>>8) + 0.0722*channel(n)
}

func contrast(a, b float64) float64 {
	if a < b {
		a, b = b, a
	}
	return (a + 0.05) / (b + 0.05)
}

// TestStylesheetNeedsNothingElse: it fetches nothing, and is small.
func TestStylesheetNeedsNothingElse(t *testing.T) {
	for name, most := range map[string]int{"goldfish.css": 56 << 10, "reset.css": 2 << 10} {
		css, err := Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if found := regexp.MustCompile(`url\(|@import|expression\(|[^\x00-\x7f]`).Find(css); found != nil {
			t.Errorf("%s holds %q", name, found)
		}
		if len(css) > most {
			t.Errorf("%s has %d bytes, more than %d", name, len(css), most)
		}
		if open, shut := regexp.MustCompile(`{`).FindAll(css, -1), regexp.MustCompile(`}`).FindAll(css, -1); len(open) != len(shut) {
			t.Errorf("%s opens %d blocks and closes %d", name, len(open), len(shut))
		}
	}
}

// TestColoursAreTheThemes: a colour that is written anywhere else is one that a theme cannot
// change.
func TestColoursAreTheThemes(t *testing.T) {
	for _, name := range []string{"goldfish.css", "reset.css", "../examples/desk/desk/desk.css"} {
		css, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range literals(string(css)) {
			t.Errorf("%s: %s", name, found)
		}
	}
	if found := literals(`a { color: red; & b { border: 1px solid #fff } --x: light-dark(#fff, #000); fill: rgb(0 0 0); color: oklch(from var(--a) l c h) }`); len(found) != 3 {
		t.Errorf("of three colours these are found: %q", found)
	}
}

var (
	comment     = regexp.MustCompile(`(?s)/\*.*?\*/`)
	declaration = regexp.MustCompile(`([a-z-]+)\s*:([^;{}]+)[;}]`)
	colour      = regexp.MustCompile(`(?i)#[0-9a-f]{3,8}\b|\b(light-dark|rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(([^)]*)|\b(` + named + `)\b`)
)

// named are colours that have a name. The keywords of CSS and of the system (transparent,
// currentcolor, Highlight) are none.
const named = `aqua|azure|beige|black|blue|brown|coral|crimson|cyan|fuchsia|gold|gr[ae]y|green|indigo|ivory|khaki|lavender|lime|magenta|maroon|navy|olive|orange|orchid|pink|plum|purple|red|` +
	`salmon|sienna|silver|tan|teal|tomato|turquoise|violet|wheat|white|yellow|(dark|deep|dim|light|medium|pale|royal|sea|sky|slate|spring|steel|hot|indian|forest|fire)[a-z]*(blue|green|gr[ae]y|red|pink|orange|violet|brick)`

// literals lists the declarations that hold a colour and are no custom property.
func literals(css string) (found []string) {
	for _, d := range declaration.FindAllStringSubmatch(comment.ReplaceAllString(css, ""), -1) {
		if strings.HasPrefix(d[1], "--") {
			continue
		}
		for _, c := range colour.FindAllStringSubmatch(d[2], -1) {
			if !strings.HasPrefix(c[2], "from var(") {
				found = append(found, strings.TrimSpace(d[0]))
				break
			}
		}
	}
	return found
}
