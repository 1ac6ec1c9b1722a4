package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"go.uber.org/goleak"
)

// The test binary is the command itself where a test starts it as one.
func TestMain(m *testing.M) {
	if os.Getenv("GOLDFISH_COMMAND") != "" {
		main()
	}
	goleak.VerifyTestMain(m)
}

func want(t *testing.T, what string, got, want any) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestHelpAndUsage(t *testing.T) {
	for _, test := range []struct {
		args       string
		code       int
		wantOutput string
	}{
		{"", exitDone, "usage: goldfish COMMAND"},
		{"help", exitDone, "tail URL"},
		{"help tail", exitDone, "usage: goldfish tail [flags] URL"},
		{"tail -h", exitDone, "-cookie"},
		{"swim", exitUsage, `no command named "swim"`},
		{"tail", exitUsage, "name one URL"},
		{"tail a b", exitUsage, "name one URL"},
		{"tail -x a", exitUsage, "not defined: -x"},
		{"tail a -n", exitUsage, "needs an argument"},
		{"tail -H nothing a", exitUsage, `"Name: value"`},
		{"tail -cookie nothing a", exitUsage, `"name=value"`},
		{"tail http://", exitUsage, `"http://" is no URL`},
	} {
		var out, log bytes.Buffer
		want(t, "goldfish "+test.args, run(t.Context(), strings.Fields(test.args), &out, &log), test.code)
		output, silent := &out, &log
		if test.code != exitDone {
			output, silent = silent, output
		}
		if !strings.Contains(output.String(), test.wantOutput) {
			t.Errorf("goldfish %s: no %q in %s", test.args, test.wantOutput, output)
		}
		if silent.Len() > 0 {
			t.Errorf("goldfish %s: says on the wrong side: %s", test.args, silent)
		}
	}
}
