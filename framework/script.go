package framework

import (
	"bytes"
	"net/http"
	"time"

	"github.com/goldfish-go/goldfish/client"
)

// scriptPath is where the client is served, under the app's mount.
const scriptPath = "/_goldfish/"

// serveScript answers for the client of this build. A page of another build finds nothing here, and nothing that it would remember.
func serveScript(w http.ResponseWriter, r *http.Request, name string) {
	if name != client.Name {
		w.Header().Set("Cache-Control", "no-store")
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	http.ServeContent(w, r, "client.js", time.Time{}, bytes.NewReader(client.Script))
}
