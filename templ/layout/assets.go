package layout

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

// Assets serves files under names that hold a sum of their content, so that browsers keep them for ever and a new
// build's page never gets an old build's file. It is safe for concurrent use.
type Assets struct {
	prefix string
	files  map[string]file   // by fingerprinted name
	urls   map[string]string // by plain name
}

type file struct {
	name    string
	content []byte
}

// NewAssets reads all files of the given file systems. Where two hold the same name, the later one wins. The prefix is
// the public path that they are served under, such as "/assets/"; mount the Assets there. NewAssets panics if a
// file cannot be read: embedded files always can.
func NewAssets(prefix string, systems ...fs.FS) *Assets {
	a := &Assets{prefix: "/" + strings.Trim(prefix, "/") + "/", files: map[string]file{}, urls: map[string]string{}}
	for _, system := range systems {
		err := fs.WalkDir(system, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			content, err := fs.ReadFile(system, name)
			if err != nil {
				return err
			}
			a.add(name, content)
			return nil
		})
		if err != nil {
			panic(fmt.Sprintf("layout: NewAssets(%q): %v", prefix, err))
		}
	}
	return a
}

func (a *Assets) add(name string, content []byte) {
	sum := sha256.Sum256(content)
	ext := path.Ext(name)
	hashed := strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:5]) + ext
	a.files[hashed] = file{name, content}
	a.urls[name] = a.prefix + hashed
}

// URL returns the public path of the named file. It panics if there is none: a wrong name is a mistake in the program.
func (a *Assets) URL(name string) string {
	u, ok := a.urls[name]
	if !ok {
		panic(fmt.Sprintf("layout: no asset is named %q under %s", name, a.prefix))
	}
	return u
}

// ServeHTTP answers requests whose path ends in a fingerprinted name. A name of another build is not found, and not remembered as such.
func (a *Assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_, name, ok := strings.Cut(r.URL.Path, a.prefix)
	if !ok {
		name = strings.TrimPrefix(r.URL.Path, "/") // mounted with its prefix stripped
	}
	f, ok := a.files[name]
	if !ok {
		w.Header().Set("Cache-Control", "no-store")
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	http.ServeContent(w, r, f.name, time.Time{}, strings.NewReader(string(f.content)))
}
