package main

import (
	"io"
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	const lines = `
{"Action":"output","Package":"p","Test":"TestA","Output":"    a_test.go:1: -short: it takes long\n"}
{"Action":"skip","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Test":"TestB","Output":"    a_test.go:2: skipped: no Chromium\n"}
{"Action":"skip","Package":"p","Test":"TestB"}
{"Action":"pass","Package":"p","Test":"TestC"}
{"Action":"pass","Package":"p"}
{"Action":"output","Package":"q","Output":"-short: streams through nginx\n"}
{"Action":"pass","Package":"q"}`
	var out strings.Builder
	c, err := read(strings.NewReader(lines), &out)
	if want := (counts{passed: 1, skipped: 1, short: 2}); err != nil || c != want {
		t.Errorf("got %+v and %v, want %+v", c, err, want)
	}
	if !c.ok(false) || c.ok(true) {
		t.Error("a component that is missing must fail in CI, and there alone")
	}
	if !strings.Contains(out.String(), "no Chromium") || strings.Contains(out.String(), "takes long") {
		t.Errorf("what is missing is said, and nothing else: %s", out.String())
	}
}

func TestFailures(t *testing.T) {
	for name, lines := range map[string]string{
		"a test":           `{"Action":"pass","Package":"p","Test":"TestA"}` + "\n" + `{"Action":"fail","Package":"p","Test":"TestB"}` + "\n" + `{"Action":"fail","Package":"p"}`,
		"a build":          `{"Action":"pass","Package":"p","Test":"TestA"}` + "\n" + `{"Action":"build-fail","ImportPath":"p"}`,
		"a binary":         `{"Action":"pass","Package":"p","Test":"TestA"}` + "\n" + `{"Action":"fail","Package":"p"}`,
		"nothing that ran": `{"Action":"pass","Package":"p"}`,
	} {
		if c, _ := read(strings.NewReader(lines), io.Discard); c.ok(false) || c.failed > 1 {
			t.Errorf("%s that failed counts as %s", name, c)
		}
	}
}
