package framework

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"runtime/debug"
	"sync"
)

// build names the build, for logs and for /readyz. Nothing that a browser is sent depends on it.
func (app *App[V]) build() string {
	if app.options.Build != "" {
		return app.options.Build
	}
	return builtFrom()
}

// builtFrom returns the revision of the sources, where they had no other changes, else a sum of the executable.
var builtFrom = sync.OnceValue(func() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return executable()
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
		return executable()
	}
	return revision[:min(12, len(revision))]
})

// executable sums the program itself, so nodes that run the same build agree.
func executable() string {
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
