// Package client holds the script that runs in the browser: patch navigation, the stream, the morph
// and forms.
//
// The script is written in TypeScript under src and bundled into dist, which is committed: building
// an app needs no Node.
package client

import (
	"embed"
	"io/fs"
	"regexp"
	"strings"
)

//go:embed dist/*.js dist/fingerprint.txt
var embedded embed.FS

// dist is the folder dist. Tests may have another one.
var dist, _ = fs.Sub(embedded, "dist")

// Fingerprint names the files of the client, all together. Each file holds it, so that the client
// never uses a file of another build.
var Fingerprint = fingerprint()

// Files holds all that browsers load, by the file name under which to serve it, such as
// client-1a2b3c4d.js, all in one folder. A name has the [Fingerprint] of all files, so an answer
// may be cached for ever. The file called Name loads the others from beside its own URL, when they
// are first needed.
var Files = files()

// Name is the file name of the one that documents load, an ES module.
var Name = nameOf("client")

func files() map[string][]byte {
	entries, err := fs.ReadDir(dist, ".")
	if err != nil {
		panic(err) // it is embedded
	}
	named := map[string][]byte{}
	for _, entry := range entries {
		stem, ok := strings.CutSuffix(entry.Name(), ".js")
		if !ok {
			continue
		}
		named[nameOf(stem)] = read(stem)
	}
	return named
}

// nameOf is what src/lazy/lazy.ts requests.
func nameOf(stem string) string { return stem + "-" + Fingerprint + ".js" }

func read(stem string) []byte { return file(stem + ".js") }

func fingerprint() string { return strings.TrimSpace(string(file("fingerprint.txt"))) }

func file(name string) []byte {
	content, err := fs.ReadFile(dist, name)
	if err != nil {
		panic(err) // it is embedded
	}
	return content
}

// otherBuild matches the names that another build gives to its files.
var otherBuild = regexp.MustCompile(`^([a-z]+)-[0-9a-f]{8}\.js$`)

// Find returns the file of this name. For the name that another build gives to the same file it
// returns this build's, and today is false: during a deploy builds run side by side, and each
// serves the pages of the others.
func Find(name string) (script []byte, today, ok bool) {
	if script, ok = Files[name]; ok {
		return script, true, true
	}
	//mutant:false TestServeAssetsOfClient: another build's name finds today's script
	if m := otherBuild.FindStringSubmatch(name); m != nil {
		script, ok = Files[nameOfFile(m[1])]
	}
	return script, false, ok
}

// nameOfFile is nameOf for a file that may not be there.
func nameOfFile(stem string) string {
	if _, err := fs.Stat(dist, stem+".js"); err != nil {
		return ""
	}
	return nameOf(stem)
}
