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

// Assets serves files under names that contain a hash of their content, so that browsers can cache
// them for ever. It is safe for concurrent use.
type Assets struct {
	prefix       string
	byHashedName map[string]file   // by name with the hash
	byName       map[string]file   // by name
	urls         map[string]string // by name
}

type file struct {
	name    string
	content []byte
}

// NewAssets reads all files of the given file systems. If two have a file of the same name, the
// later one wins. prefix is the public path, such as "/assets/"; mount the Assets there. NewAssets
// panics if a file cannot be read.
func NewAssets(prefix string, systems ...fs.FS) *Assets {
	a := &Assets{prefix: "/" + strings.Trim(prefix, "/") + "/", byHashedName: map[string]file{}, byName: map[string]file{}, urls: map[string]string{}}
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
	hashed := strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:hashLength]) + ext
	a.byHashedName[hashed] = file{name, content}
	a.byName[name] = file{name, content}
	a.urls[name] = a.prefix + hashed
}

// hashLength is the number of bytes of the hash in a name.
const hashLength = 5

// hashedName matches a name with a hash: its path, the hash, the extension.
var hashedName = regexp.MustCompile(`^(.+)-[0-9a-f]{10}(\.[^./]*)?$`)

// lookup returns the file with this hashed name. A name with the hash of another build finds the
// file of this build, with current false: during a deploy, builds run side by side, and each serves
// the pages of the others.
func (a *Assets) lookup(name string) (f file, current, ok bool) {
	if f, ok = a.byHashedName[name]; ok {
		return f, true, true
	}
	//mutant:false TestAssetsCacheControl: another build's name finds today's file
	if m := hashedName.FindStringSubmatch(name); m != nil {
		f, ok = a.byName[m[1]+m[2]]
	}
	return f, false, ok
}

// URL returns the public path of the named file. It panics if there is no such file.
func (a *Assets) URL(name string) string {
	u, ok := a.urls[name]
	if !ok {
		panic(fmt.Sprintf("layout: no asset is named %q under %s", name, a.prefix))
	}
	return u
}

// ServeHTTP answers requests whose path ends in a hashed name. Browsers may cache the file for ever
// (Cache-Control: immutable). A name with another hash is answered with this build's file and
// no-store. Any other name is answered with 404.
func (a *Assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_, name, ok := strings.Cut(r.URL.Path, a.prefix)
	if !ok {
		name = strings.TrimPrefix(r.URL.Path, "/") // mounted with its prefix stripped
	}
	f, current, ok := a.lookup(name)
	//mutant:false TestAssetsCacheControl: an asset under another build's name is not kept
	if !current {
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
