// Tally reads the output of go test -json, shows what failed, and ends with a line that says what was tested.
//
//	go test -json ./... | go run ./internal/tally
//
// It fails if a test failed, if none ran, or, with CI=true, if one was skipped: there nothing may be missing.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

type event struct {
	Action, Package, Test, Output string
	Elapsed                       float64
}

func main() {
	var passed, failed, skipped int
	output := map[string][]string{}
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 64<<20)
	for in.Scan() {
		var e event
		if json.Unmarshal(in.Bytes(), &e) != nil {
			fmt.Println(in.Text()) // the go command itself speaks
			continue
		}
		name := e.Package + " " + e.Test
		switch e.Action {
		case "output", "build-output":
			output[name] = append(output[name], e.Output)
		case "pass":
			if e.Test != "" {
				passed++
			} else {
				fmt.Printf("ok    %s (%.0f s)\n", short(e.Package), e.Elapsed)
			}
			delete(output, name)
		case "skip":
			if e.Test != "" {
				skipped++
				fmt.Printf("SKIP  %s\n%s", name, strings.Join(output[name], ""))
			}
		case "fail", "build-fail":
			if e.Test != "" || e.Action == "build-fail" {
				failed++
			} else {
				fmt.Printf("FAIL  %s\n", short(e.Package))
			}
			fmt.Print(strings.Join(output[name], ""))
		}
	}
	if err := in.Err(); err != nil {
		fmt.Println("tally:", err)
		failed++
	}
	fmt.Printf("tests: %d passed, %d failed, %d skipped\n", passed, failed, skipped)
	if failed > 0 || passed == 0 || skipped > 0 && os.Getenv("CI") == "true" {
		os.Exit(1)
	}
}

func short(pkg string) string { return strings.TrimPrefix(pkg, "github.com/goldfish-go/goldfish/") }
