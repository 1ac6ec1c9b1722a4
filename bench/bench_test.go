//go:build linux

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/internal/test/level"
)

// Every bench runs with a handful of tabs, so that it cannot rot. Of the targets only those that do
// not depend on time are asserted: they are what command returns as an error.
func TestEachBench(t *testing.T) {
	for _, b := range benches {
		t.Run(b.name, func(t *testing.T) {
			if !slices.Contains([]string{"idle", "fanout", "nav", "wire", "render"}, b.name) {
				level.Long(t)
			}
			t.Parallel() // most of it is waiting
			var out, log bytes.Buffer
			args := []string{"-json", "-scale", "0.001", "-rounds", "1", "-for", "2s", b.name}
			err := command(args, &out, &log)
			if errors.Is(err, errLeftOut) && os.Getenv("CI") != "true" {
				t.Skip(err)
			}
			if err != nil {
				t.Fatalf("%v\n%s%s", err, &out, &log)
			}
			subjects := map[string]bool{}
			for text := range strings.Lines(out.String()) {
				var l line
				in := json.NewDecoder(strings.NewReader(text))
				in.DisallowUnknownFields()
				if err := in.Decode(&l); err != nil {
					t.Fatalf("%v: %s", err, text)
				}
				if l.Bench != b.name || l.Case == "" || l.Metric == "" {
					t.Errorf("a line does not say what it is about: %s", text)
				}
				subjects[l.Subject] = true
			}
			if !subjects[goldfish] || len(subjects) < 2 {
				t.Errorf("there is nothing to hold Goldfish against: %v", subjects)
			}
		})
	}
}

// The capacity model measures, and names what breaks first at each size.
func TestModel(t *testing.T) {
	level.Long(t)
	var out, log bytes.Buffer
	if err := runModel([]string{"-scale", "0.002"}, &out, &log); err != nil {
		t.Fatalf("%v\n%s", err, &log)
	}
	for _, want := range []string{"What one of each costs", "one page for all", "10 M", "breaks first then"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("there is no %q in\n%s", want, &out)
		}
	}
	out.Reset()
	if err := runModel([]string{"-scale", "0.002", "-tabs", "90000", "-nodes", "5", "-simulate", "2"}, &out, &log); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "used: descriptors") {
		t.Errorf("the limits are not in\n%s", &out)
	}
}

// Numbers of which nothing can be computed are refused.
func TestModelFlags(t *testing.T) {
	for _, args := range []string{"-cores 0", "-tabs -1", "-transport tcp", "-memory NaN", "-view -1s", "ten"} {
		if err := runModel(strings.Fields(args), io.Discard, io.Discard); err == nil {
			t.Errorf("%s is accepted", args)
		}
	}
}

// Flags may stand before, between and after the names.
func TestFlagsAndNames(t *testing.T) {
	for _, args := range []string{
		"-json -scale 0.5 -for 3s idle fanout",
		"idle fanout -json -scale 0.5 -for 3s",
		"idle -json -scale=0.5 fanout -for 3s",
	} {
		r := &run{log: io.Discard}
		o, err := r.parse(strings.Fields(args))
		if err != nil || !o.json || r.scale != 0.5 || r.length != 3*time.Second || !slices.Equal(o.names, []string{"idle", "fanout"}) {
			t.Errorf("%s: %v, %+v, scale %v, for %v", args, err, o, r.scale, r.length)
		}
	}
	if _, err := (&run{log: io.Discard}).parse([]string{"idle", "-nonsense"}); err == nil {
		t.Error("an unknown flag after a name is accepted")
	}
}

// A target that does not depend on time fails the run when one round misses it, and one that does
// is only shown.
func TestTargets(t *testing.T) {
	r := &run{results: &results{}, bench: "idle"}
	for _, v := range []float64{1, 2, 1} {
		r.add("c", goldfish, "views", "", v)
	}
	r.add("c", goldfish, "CPU", "µs", 9)
	r.add("c", "plain", "CPU", "µs", 10)
	r.atMostOf("c", "CPU", "plain", 0.8)
	if err := r.results.broken(); err != nil {
		t.Errorf("a missed target that depends on time fails the run: %v", err)
	}
	r.exactly("c", "views", 1)
	if r.results.broken() == nil {
		t.Error("a round with two views goes unnoticed")
	}
	var table bytes.Buffer
	if err := r.results.writeTable(&table); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"≤ 1 **missed**", "≤ 0.8 of plain: 0.90 **missed**"} {
		if !strings.Contains(table.String(), want) {
			t.Errorf("the table does not say %q:\n%s", want, &table)
		}
	}
	r.exactly("c", "a figure that nobody took", 0)
	if err := r.results.broken(); !strings.Contains(err.Error(), "nobody took") {
		t.Errorf("a target without a figure is passed over: %v", err)
	}
}

func TestUpdateReadme(t *testing.T) {
	name := filepath.Join(t.TempDir(), "README.md")
	before := "# Bench\n" + markBegin + "\nold\n" + markEnd + "\nthe end\n"
	if err := os.WriteFile(name, []byte(before), 0o644); err != nil {
		t.Fatal(err)
	}
	r := &run{results: &results{}, bench: "idle"}
	r.add("c", goldfish, "RSS per tab", "B", 457)
	for range 2 { // again and again
		if err := updateReadme(name, r.results); err != nil {
			t.Fatal(err)
		}
	}
	after, _ := os.ReadFile(name)
	text := string(after)
	if strings.Contains(text, "\nold\n") || strings.Count(text, "457 B") != 1 || !strings.HasSuffix(text, markEnd+"\nthe end\n") {
		t.Errorf("the README is\n%s", text)
	}
	if readme, _ := os.ReadFile("README.md"); !bytes.Contains(readme, []byte(markBegin)) || !bytes.Contains(readme, []byte(markEnd)) {
		t.Error("our own README has no place for figures")
	}
}
