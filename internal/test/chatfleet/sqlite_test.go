package chatfleet

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/level"
)

func TestMain(m *testing.M) {
	Child(nil)
	os.Exit(m.Run())
}

// Three processes on one SQLite file.
func TestConverge(t *testing.T) {
	level.Long(t)
	Converge(t, Fleet{Database: filepath.Join(t.TempDir(), "chat.db")})
}
