package framework

import (
	"bytes"
	"net/http"
	"strings"
	"time"

	"github.com/goldfish-go/goldfish/client"
)

// scriptPath is where the client is served: in the deepest folder that holds all patterns, since whoever mounts the app
// brings it what is asked for there.
func scriptPath(patterns []string) string {
	dir := ""
	for i, pattern := range patterns {
		static, _, _ := strings.Cut(pattern, "{")
		static = static[:strings.LastIndexByte(static, '/')+1]
		if i == 0 {
			dir = static
		}
		for !strings.HasPrefix(static, dir) {
			dir = dir[:strings.LastIndexByte(strings.TrimSuffix(dir, "/"), '/')+1]
		}
	}
	if dir == "" {
		dir = "/"
	}
	return dir + "_goldfish/"
}

// serveScript answers for the files of the client. A document of another build is given this build's file under the name that it knows, not to
// be kept: a client that is a little newer or older works, and none does not.
func serveScript(w http.ResponseWriter, r *http.Request, name string) {
	script, today, ok := client.Find(name)
	//mutant:false TestFilesOfTheClient: a client script under another build's name is not kept
	if !today {
		w.Header().Set("Cache-Control", "no-store")
	} else {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("X-Content-Type-Options", "nosniff")
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(script))
}
