package mutants

import (
	"flag"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// root is the module's folder.
var root = filepath.Join("..", "..", "..")

// How many run at once is up to [slots]: those that only wait need no processor.
func TestMain(m *testing.M) {
	flag.Parse()
	_ = flag.Set("test.parallel", "1000")
	m.Run()
}

// replay names the two markers of [TestVerifyCatchesWrongPatch], and randomTrees the test for them.
const (
	replay      = "replay"
	randomTrees = "TestRandomTrees"
)

func markers(t *testing.T) []marker {
	t.Helper()
	all, err := find(root)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Every guard is taken out in turn, and the test that its marker names must fail.
func TestGuards(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: it builds the test binary of each package with a guard")
	}
	t.Parallel()
	all := markers(t)
	built := build(t, all)
	for folder, binary := range built {
		// Otherwise a test that fails by itself would notice everything.
		t.Run(folder, func(t *testing.T) {
			t.Parallel()
			if r := binary.inPlace(t); r.failed {
				t.Errorf("the tests of %s fail with all guards in place:\n%s", folder, r.out)
			}
		})
	}
	for _, m := range all {
		if m.test == replay {
			continue
		}
		t.Run(m.String(), func(t *testing.T) {
			t.Parallel()
			if !built[path.Dir(m.file)].without(t, m).failed {
				t.Errorf("%s (%s): %s passes without the guard", m, m.promise, m.test)
			}
		})
	}
}

// A patch is replayed before it is sent, so a fault of our own cannot reach a browser. A wrong
// patch is harmless with the replay, and is noticed without it.
func TestVerifyCatchesWrongPatch(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: it builds a test binary")
	}
	t.Parallel()
	var wrong, unseen []marker
	for _, m := range markers(t) {
		switch {
		case m.test != replay:
		case m.operator == "arg":
			wrong = append(wrong, m)
		default:
			unseen = append(unseen, m)
		}
	}
	if len(wrong) != 1 || len(unseen) != 1 {
		t.Fatalf("want two markers named %s, one of them an arg: %v, %v", replay, wrong, unseen)
	}
	both := []marker{wrong[0], unseen[0]}
	binary := build(t, both)[path.Dir(wrong[0].file)]
	if r := binary.run(t, randomTrees, time.Minute, wrong...); r.failed {
		t.Errorf("a wrong patch was sent: %s", r.out)
	}
	if !binary.run(t, randomTrees, time.Minute, both...).failed {
		t.Error("without the replay the fault does not show, so this test shows nothing")
	}
}

// Every marker stands before a guard that its operator fits, and names tests that are there.
func TestMarkers(t *testing.T) {
	all := markers(t)
	if len(all) < 90 {
		t.Errorf("there are %d markers, which is fewer than there were", len(all))
	}
	tests := map[string]string{}
	for _, m := range all {
		mutant, err := switched([]marker{m})
		if err != nil {
			t.Error(err)
			continue
		}
		if _, err := parser.ParseFile(token.NewFileSet(), m.file, mutant, 0); err != nil {
			t.Errorf("%s: what it makes is not Go: %v", m, err)
		}
		folder := path.Dir(m.file)
		if tests[folder] == "" {
			tests[folder] = namesOfTests(t, folder)
		}
		for _, name := range m.functions() {
			if m.test != replay && !strings.Contains(tests[folder], "\n"+name+"\n") {
				t.Errorf("%s: %s has no test %s", m, folder, name)
			}
		}
	}
}

// namesOfTests returns the names of the test functions in a folder, one on each line.
func namesOfTests(t *testing.T, folder string) string {
	t.Helper()
	names := "\n"
	files, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(folder), "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?m)^func ((?:Test|Fuzz|Example)\w*)\(`).FindAllSubmatch(source, -1) {
			names += string(m[1]) + "\n"
		}
	}
	return names
}

func TestOperators(t *testing.T) {
	for _, c := range []struct{ name, marker, code, want string }{
		{"delete", "delete", "f()\ng()", "if false { f() }\ng()"},
		{"delete two", "delete(2)", "f()\ng()\nh()", "if false { f()\ng() }\nh()"},
		{"if", "false", "if a == b { }", "if ((a == b) && false) { }"},
		{"for", "true", "for !a { }", "for ((!a) || true) { }"},
		{"operand", "true(2)", "if a && b(c) && d { }", "if a && ((b(c)) || true) && d { }"},
		{"operand of an operand", "false(2.1)", "if a && (b || c) { }", "if a && (((b) && false) || c) { }"},
		{"sum", "zero(2.1.2)", "if a && b+c >= d { }", "if a && b+0*(c) >= d { }"},
		{"case", "false", "case a:", "case ((a) && false):"},
		{"one of a case", "false(2)", "case a, b:", "case a, ((b) && false):"},
		{"return", "false", "return a", "return ((a) && false)"},
		{"result", "true(2)", "return a, b", "return a, ((b) || true)"},
		{"assign", "set(nil, 0)", "a, b = c, d", "a, b = nil, 0"},
		{"assign in an if", "set(error(nil))", "if err := f(); err != nil { }", "if err := error(nil); err != nil { }"},
		{"argument", `arg(2, "x")`, "f(a, b)", `f(a, "x")`},
		{"argument with the old one", "arg(1, $[:0])", "return append(a, b...)", "return append(a[:0], b...)"},
		{"field", "zero(2)", "_ = T{\n//mutant:x X\nA: a | b,\n}", "_ = T{\n//mutant:x X\nA: a | 0*(b),\n}"},
		{"insert", "insert(g())", "f()", "g(); f()"},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, after := "package p\nfunc _() {\n", "\n}\n"
			if strings.HasPrefix(c.code, "case") {
				before, after = before+"switch {\n", "\nreturn}}\n"
			}
			code := c.code
			if !strings.Contains(code, "//mutant:x") {
				code = "//mutant:" + c.marker + " TestX\n" + code
			} else {
				code = strings.Replace(code, "//mutant:x X", "//mutant:"+c.marker+" TestX", 1)
			}
			all, err := parse("p.go", []byte(before+code+after))
			if err != nil || len(all) != 1 {
				t.Fatalf("%v, %v", all, err)
			}
			mutant, err := all[0].without(all[0].base, all[0].parsed.FileEnd)
			if err != nil {
				t.Fatal(err)
			}
			got := strings.TrimSuffix(strings.TrimPrefix(mutant, before), after)
			got = strings.Replace(got, "//mutant:"+c.marker+" TestX\n", "", 1)
			if want := strings.Replace(c.want, "//mutant:x X\n", "", 1); got != want {
				t.Errorf("it makes\n%s\nand should make\n%s", got, want)
			}
		})
	}
}

// A function runs as it is, or without the guards that are out.
func TestSwitched(t *testing.T) {
	const source = `package p

func f(a, b bool) int {
	//mutant:false TestX
	if a {
		return 1
	}
	//mutant:true TestX
	if b {
		return 2
	}
	return 3
}

func g() {
	//mutant:delete TestX
	f(true, true)
}
`
	const want = `package p

func f(a, b bool) int {
	if mutantOn("0") {
		if ((a) && false) {
			return 1
		}
		if b {
			return 2
		}
		return 3
	}
	if mutantOn("1") {
		if a {
			return 1
		}
		if ((b) || true) {
			return 2
		}
		return 3
	}
	if a {
		return 1
	}
	if b {
		return 2
	}
	return 3
}

func g() {
	if mutantOn("2") {
		if false {
			f(true, true)
		}
		return
	}
	f(true, true)
}
`
	all, err := parse("p.go", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	for i := range all {
		all[i].number = strconv.Itoa(i)
	}
	got, err := switched(all)
	if err != nil {
		t.Fatal(err)
	}
	if got := regexp.MustCompile(`(?m)^\s*//mutant.*\n`).ReplaceAll(got, nil); tidy(t, got) != tidy(t, []byte(want)) {
		t.Errorf("it makes\n%s\nand should make\n%s", got, want)
	}
}

// tidy returns a source as gofmt writes it, without empty lines.
func tidy(t *testing.T, source []byte) string {
	t.Helper()
	formatted, err := format.Source(source)
	if err != nil {
		t.Fatalf("%v\n%s", err, source)
	}
	return regexp.MustCompile(`\n+`).ReplaceAllString(string(formatted), "\n")
}

// A marker that means nothing is an error, not a guard less.
func TestWrongMarkers(t *testing.T) {
	for name, code := range map[string]string{
		"no test":        "//mutant:false\nif a { }",
		"no guard":       "if a {\n//mutant:delete TestX\n}\nf()",
		"no operator":    "//mutant:remove TestX\nf()",
		"no condition":   "//mutant:false TestX\nf()",
		"no operand":     "//mutant:false(3) TestX\nif a && b { }",
		"which value":    "//mutant:false TestX\nreturn a, b",
		"no statement":   "//mutant:delete(3) TestX\nf()",
		"no argument":    "//mutant:arg(2, 0) TestX\nf(a)",
		"no assignment":  "//mutant:set(0) TestX\nif a { }",
		"no function":    "}\n//mutant:true TestX\nvar a = b\nfunc _() {",
		"nothing to get": "select {\n//mutant:false TestX\ncase c <- 1:\n}",
	} {
		all, err := parse("p.go", []byte("package p\nfunc _() {\n"+code+"\n}\n"))
		for _, m := range all {
			if _, e := switched([]marker{m}); e != nil {
				err = e
			}
		}
		if err == nil {
			t.Errorf("%s: it is accepted", name)
		}
	}
}
