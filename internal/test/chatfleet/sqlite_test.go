package chatfleet

import (
	"os"
	"path/filepath"
	"testing"
)

func TestMain(m *testing.M) {
	Child(nil)
	os.Exit(m.Run())
}

// Three processes on one SQLite file.
func TestConverge(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: make test-all runs it")
	}
	Converge(t, Fleet{Database: filepath.Join(t.TempDir(), "chat.db")})
}
