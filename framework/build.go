package framework

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"runtime/debug"
	"sync"
)

// buildID names the build, for logs and for /readyz. Nothing that is sent to a browser depends on
// it.
func (app *App[V]) buildID() string {
	if app.options.Build != "" {
		return app.options.Build
	}
	return defaultBuild()
}

// defaultBuild returns the revision of the sources, or a sum of the executable if they were
// changed.
var defaultBuild = sync.OnceValue(func() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return binaryHash()
	}
	revision, modified := "", false
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			revision = s.Value
		case "vcs.modified":
			modified = s.Value == "true"
		}
	}
	if revision == "" || modified {
		return binaryHash()
	}
	return revision[:min(12, len(revision))]
})

// binaryHash sums the executable, so that nodes with the same build agree.
func binaryHash() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return ""
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}
