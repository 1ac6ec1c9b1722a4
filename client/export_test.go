package client

import (
	"os"

	"github.com/goldfish-go/goldfish/internal/test/checkspage"
)

// Script is the file that documents load.
var Script = Files[Name]

// The tests of the guards run these tests on other bundles (internal/test/mutants).
func init() {
	folder := os.Getenv(checkspage.DistEnv)
	if folder == "" {
		return
	}
	dist = os.DirFS(folder)
	Fingerprint = fingerprint() // the others hold it
	Files, Name = files(), nameOf("client")
	Script = Files[Name]
}
