// Tally reads the output of go test -json, shows what failed, and ends with a line that says what
// was tested.
//
//	go test -json -short ./... | go run ./internal/test/tally make test
//
// The arguments are the name of the level in the last line. Tally fails if a test failed, or if
// none ran. With CI=true it also fails if a test was skipped, because there nothing may be missing.
// A test whose reason begins with "-short:" was not skipped for something that is missing: it
// belongs to another level, and is counted apart.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	c, err := read(os.Stdin, os.Stdout)
	if err != nil {
		fmt.Println("tally:", err)
		c.failed++
	}
	fmt.Printf("%s: %s\n", strings.Join(append([]string{"tests"}, os.Args[1:]...), " "), c)
	if !c.ok(os.Getenv("CI") == "true") {
		os.Exit(1)
	}
}

type event struct {
	Action, Package, Test, Output string
	Elapsed                       float64
}

// counts are of tests, with their subtests.
type counts struct{ passed, failed, skipped, short int }

func (c counts) String() string {
	text := fmt.Sprintf("%d passed, %d failed, %d skipped", c.passed, c.failed, c.skipped)
	if c.short > 0 {
		text += fmt.Sprintf(", %d left to make test-all", c.short)
	}
	return text
}

func (c counts) ok(nothingMissing bool) bool {
	return c.failed == 0 && c.passed > 0 && (c.skipped == 0 || !nothingMissing)
}

// read counts the events, and writes what a person has to see.
func read(from io.Reader, to io.Writer) (c counts, err error) {
	output, failed := map[string][]string{}, map[string]bool{}
	in := bufio.NewScanner(from)
	in.Buffer(nil, 64<<20)
	for in.Scan() {
		var e event
		if json.Unmarshal(in.Bytes(), &e) != nil {
			fmt.Fprintln(to, in.Text()) // the go command itself speaks
			continue
		}
		name := e.Package + " " + e.Test
		text := strings.Join(output[name], "")
		switch e.Action {
		case "output", "build-output":
			output[name] = append(output[name], e.Output)
		case "pass":
			switch {
			case e.Test != "":
				c.passed++
			case strings.HasPrefix(text, "-short: "):
				c.short++ // a whole package
			default:
				fmt.Fprintf(to, "ok    %s (%.0f s)\n", short(e.Package), e.Elapsed)
			}
			delete(output, name)
		case "skip":
			switch {
			case e.Test == "":
			case strings.Contains(text, ": -short: "):
				c.short++
			default:
				c.skipped++
				fmt.Fprintf(to, "SKIP  %s\n%s", name, text)
			}
			delete(output, name)
		case "fail", "build-fail":
			if e.Test == "" && e.Package != "" {
				fmt.Fprintf(to, "FAIL  %s\n", short(e.Package))
			}
			if e.Test != "" || e.Action == "build-fail" || !failed[e.Package] {
				c.failed++ // a package can fail when none of its tests does, such as by a leak
			}
			failed[e.Package] = true
			fmt.Fprint(to, text)
		}
	}
	return c, in.Err()
}

func short(pkg string) string { return strings.TrimPrefix(pkg, "github.com/goldfish-go/goldfish/") }
