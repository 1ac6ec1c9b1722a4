package layout

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"strings"
	"time"
)

// Assets serves files under names that hold a sum of their content, so that browsers keep them for ever. It is safe for concurrent use.
type Assets struct {
	prefix string
	files  map[string]file   // by fingerprinted name
	named  map[string]file   // by plain name
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
	a := &Assets{prefix: "/" + strings.Trim(prefix, "/") + "/", files: map[string]file{}, named: map[string]file{}, urls: map[string]string{}}
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
	hashed := strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:sumSize]) + ext
	a.files[hashed] = file{name, content}
	a.named[name] = file{name, content}
	a.urls[name] = a.prefix + hashed
}

// sumSize is how many bytes of the sum are in a name.
const sumSize = 5

// otherBuild matches the names that another build gives to a file: its path, the sum, the extension.
var otherBuild = regexp.MustCompile(`^(.+)-[0-9a-f]{10}(\.[^./]*)?$`)

// find returns the file of a fingerprinted name. A name that another build gives to one of the files finds today's file: during a
// deploy builds run side by side, and each serves the pages of the others.
func (a *Assets) find(name string) (f file, today, ok bool) {
	if f, ok = a.files[name]; ok {
		return f, true, true
	}
	//mutant:false TestAssets: another build's name finds today's file
	if m := otherBuild.FindStringSubmatch(name); m != nil {
		f, ok = a.named[m[1]+m[2]]
	}
	return f, false, ok
}

// URL returns the public path of the named file. It panics if there is none: a wrong name is a mistake in the program.
func (a *Assets) URL(name string) string {
	u, ok := a.urls[name]
	if !ok {
		panic(fmt.Sprintf("layout: no asset is named %q under %s", name, a.prefix))
	}
	return u
}

// ServeHTTP answers requests whose path ends in a fingerprinted name. Browsers may keep the file for ever. Where the sum in the name is another
// build's, the answer is this build's file, not to be kept; a name that no build of this file could have is not found.
func (a *Assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_, name, ok := strings.Cut(r.URL.Path, a.prefix)
	if !ok {
		name = strings.TrimPrefix(r.URL.Path, "/") // mounted with its prefix stripped
	}
	f, today, ok := a.find(name)
	//mutant:false TestAssets: an asset under another build's name is not kept
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
	http.ServeContent(w, r, f.name, time.Time{}, strings.NewReader(string(f.content)))
}
