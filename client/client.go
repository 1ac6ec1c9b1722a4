// Package client holds the script that runs in the browser: patch navigation, the stream, the morph and forms.
//
// The script is written in TypeScript under src and bundled into dist, which is committed: building an app needs no Node.
package client

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
)

// Script is the bundle, an ES module.
//
//go:embed dist/client.js
var Script []byte

// Name is the file name under which to serve Script, such as client-1a2b3c4d.js. It changes with the bytes, so the answer
// may be cached for ever.
var Name = "client-" + sum(Script) + ".js"

func sum(b []byte) string {
	s := sha256.Sum256(b)
	return hex.EncodeToString(s[:4])
}
