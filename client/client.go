// Package client holds the script that runs in the browser: patch navigation, the stream, the morph and forms.
//
// The script is written in TypeScript under src and bundled into dist, which is committed: building an app needs no Node.
package client

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"path"
	"strings"
)

//go:embed dist/*.js
var dist embed.FS

// Files holds all that browsers load, by the file name under which to serve it, such as client-1a2b3c4d.js, all in one folder. A name changes with
// the bytes, so an answer may be cached for ever. The file called Name loads the others from beside its own URL, when they are first needed.
var Files = files()

// Script is the file that documents load, an ES module.
var Script = Files[Name]

// Name is the file name of Script.
var Name = nameOf("client")

func files() map[string][]byte {
	entries, err := dist.ReadDir("dist")
	if err != nil {
		panic(err) // it is embedded
	}
	named := map[string][]byte{}
	for _, entry := range entries {
		stem := strings.TrimSuffix(entry.Name(), ".js")
		named[nameOf(stem)] = read(stem)
	}
	return named
}

// nameOf is what build.mjs writes into the bundle too.
func nameOf(stem string) string {
	sum := sha256.Sum256(read(stem))
	return stem + "-" + hex.EncodeToString(sum[:4]) + ".js"
}

func read(stem string) []byte {
	script, err := dist.ReadFile(path.Join("dist", stem+".js"))
	if err != nil {
		panic(err) // it is embedded
	}
	return script
}
