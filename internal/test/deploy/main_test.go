package deploy

import (
	"os"
	"sync"
	"testing"
)

// folder holds the executables. They are built for the first test that needs them.
var folder string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		var err error
		if folder, err = os.MkdirTemp("", "goldfish-deploy-"); err != nil {
			panic(err)
		}
		defer os.RemoveAll(folder)
		return m.Run()
	}())
}

var build = sync.OnceValues(func() (Builds, error) { return Build(folder) })

// builds are the two executables.
func builds(t *testing.T) Builds {
	t.Helper()
	b, err := build()
	if err != nil {
		t.Fatal(err)
	}
	return b
}
