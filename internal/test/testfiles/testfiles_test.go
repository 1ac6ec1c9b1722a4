package testfiles

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
)

func TestUnneeded(t *testing.T) {
	folder := t.TempDir()
	for name, source := range map[string]string{
		"fuzz_test.go":    "package p\nfunc FuzzA() { helper() }",
		"helper_test.go":  "package p\nfunc helper() { _ = value{}.method }",
		"value_test.go":   "package p\ntype value struct{}",
		"method_test.go":  "package p\nfunc (*value) method() {}",
		"browser_test.go": "package p\nfunc TestA() { helper() }\nvar _ = value{}\ntype other struct{}\nfunc (other) method() {}",
		"p.go":            "package p\nfunc TestA() {}",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(source), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := Unneeded(folder, func(_ string, names []string) bool { return slices.Contains(names, "FuzzA") })
	if want := []string{filepath.Join(folder, "browser_test.go")}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v and %v, want %v", got, err, want)
	}
}
