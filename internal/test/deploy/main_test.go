package deploy

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"sync"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/browser"
)

// shared is what all tests use, made for the first that needs it.
var shared = &Outside{}

func TestMain(m *testing.M) {
	flag.Parse()
	if testing.Short() {
		fmt.Println("-short: deploys of two builds")
		return
	}
	_ = flag.Set("test.parallel", "4") // half of each test is waiting
	code := m.Run()
	shared.End()
	os.Exit(code)
}

var (
	sharedBuilds  = sync.OnceValues(func() (Builds, error) { return Build(shared.TempDir()) })
	sharedBrowser = sync.OnceValues(func() (b *browser.Browser, err error) {
		defer func() { err, _ = recover().(error) }()
		return browser.New(shared), nil
	})
)

// builds are the two executables.
func builds(t *testing.T) Builds {
	t.Helper()
	b, err := sharedBuilds()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// chromium is the browser whose tabs the tests share, where none of them cares which tab is in
// front, or what is in the cache.
func chromium(t *testing.T) *browser.Browser {
	t.Helper()
	b, err := sharedBrowser()
	switch {
	case errors.Is(err, ErrSkip):
		t.Skip(err)
	case err != nil:
		t.Fatal(err)
	}
	return b
}
