package words

import (
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// behaviours are what a newcomer looks for, by the standard word, as regular expressions. Each is
// found in the code: in a file name, an identifier, a word in quotes or a comment. And each is
// found in the name of a test or subtest. Letter case does not matter.
var behaviours = []string{
	"reconnect", "back ?off", "evict", "debounce", "coalesc", "etag", "shut ?down", "popstate",
	"pagination", "413|too ?large", "cache-?control", "heartbeat", "prefetch", "redirect",
	"cross-?site", "gzip", "morph", "flash", "draft", "rate-?limit|throttle", "delta", "poll",
}

// TestStandardWords looks up each behaviour.
func TestStandardWords(t *testing.T) {
	var code, tests strings.Builder
	walk(t, func(name string, source []byte) {
		switch {
		case strings.HasSuffix(name, "_test.go"):
			for _, m := range testName.FindAllSubmatch(source, -1) {
				tests.WriteString(string(m[1]) + string(m[2]) + "\n")
			}
			return
		case strings.HasPrefix(name, "client/test/checks/"):
			tests.WriteString(path.Base(name) + "\n")
			return
		}
		code.WriteString(path.Base(name) + "\n")
		names := typeScriptIdentifiers
		if strings.HasSuffix(name, ".go") {
			names = goIdentifiers
		}
		for _, id := range names(t, name, source) {
			code.WriteString(id.name + "\n")
		}
		for _, quoted := range quotedWord.FindAll(source, -1) {
			code.Write(append(quoted, '\n'))
		}
		lines := strings.Split(string(source), "\n")
		for _, n := range commentLines(name, source) {
			code.WriteString(lines[n-1] + "\n")
		}
	})
	templates, _ := filepath.Glob("../../../*/*.templ")
	code.WriteString(strings.Join(templates, "\n"))
	for _, term := range behaviours {
		re := regexp.MustCompile("(?i)" + term)
		if !re.MatchString(code.String()) {
			t.Errorf("%q is in no file name, identifier or comment of the code: name what does it so", term)
		}
		if !re.MatchString(tests.String()) {
			t.Errorf("%q is in no name of a test: name the test of it so", term)
		}
	}
}

// testName matches the name of a test, and of a subtest that is given as a string.
var testName = regexp.MustCompile("(?m)^func ((?:Test|Fuzz)\\w+)\\(|\\bt\\.Run\\(\"([^\"]*)\"")

// quotedWord matches a string without spaces, such as the name of a header or of an event.
var quotedWord = regexp.MustCompile("\"[\\w./:-]+\"")
