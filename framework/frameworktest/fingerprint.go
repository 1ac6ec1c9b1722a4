package frameworktest

import (
	"net/http"
	"strings"
)

// fingerprints say what a document was made with, and what an answer's document would be made with.
type fingerprints struct {
	client, scripts, shell, viewer string
	known                          bool
}

// readFingerprints reads the four from an answer. An empty text says nothing.
func readFingerprints(text string, header http.Header) (f fingerprints) {
	four := strings.Split(text, ".")
	if len(four) != 4 {
		return f
	}
	return fingerprints{four[0] + "/" + header.Get(headerBuild), four[1], four[2], four[3], true}
}

// lacksShell reports whether these fingerprints ask the tab to fetch its shell: for another viewer
// always, for another shell where the tab has not had it before. During a deploy two builds answer
// in turns, so a tab never goes back. The lock is held.
func (b *tab) lacksShell(its fingerprints) bool {
	switch {
	case !its.known || !b.ours:
		return false
	case !b.made.known || its.viewer != b.made.viewer:
		return true
	}
	return its.shell != b.made.shell && !b.left[its.shell]
}

// hasOtherViewer reports whether an answer is for another person than the shell. The lock is held.
func (b *tab) hasOtherViewer(its fingerprints) bool {
	return its.known && b.ours && (!b.made.known || its.viewer != b.made.viewer)
}

// outdated reports whether only a document can bring what an answer was made with: another client,
// or other scripts. It says no to those that a document of this tab had, or was loaded for: during
// a deploy two builds answer in turns. The lock is held.
func (b *tab) outdated(its fingerprints) bool {
	return its.known && b.made.known && !b.had[its.document()]
}

// person returns the viewer without the language.
func (f fingerprints) person() string {
	person, _, _ := strings.Cut(f.viewer, "~")
	return person
}

// document names what comes with a document alone.
func (f fingerprints) document() string { return f.client + "." + f.scripts }
