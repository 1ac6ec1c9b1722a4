package framework

import (
	"bytes"
	"net/http"
	"strings"
	"time"

	"github.com/goldfish-go/goldfish/client"
)

// clientPathOf returns where the files of the client are served: in the deepest folder that holds
// all patterns, because the app gets requests for that folder wherever it is mounted.
func clientPathOf(patterns []string) string {
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

// serveClientFile serves a file of the client. A document of another build gets this build's file
// under the name that it knows, with no-store: a client that is a little newer or older works.
func serveClientFile(w http.ResponseWriter, r *http.Request, name string) {
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
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(script))
}
