package frameworktest

import (
	"net/http"
	"strings"
)

// fingerprints identify what a document was made with, or what the document of an answer would be
// made with.
type fingerprints struct {
	client, scripts, shell, viewer string
	known                          bool
}

// readFingerprints parses the four fingerprints of an answer. If the text is empty, nothing is
// known.
func readFingerprints(text string, header http.Header) (f fingerprints) {
	four := strings.Split(text, ".")
	if len(four) != 4 {
		return f
	}
	return fingerprints{four[0] + "/" + header.Get(headerBuild), four[1], four[2], four[3], true}
}

// needsShell reports whether the tab must fetch its shell: for another viewer always; for another
// shell, unless the tab had it before. During a deploy two builds answer in turns, so a tab never
// returns to an earlier shell. The lock is held.
func (b *tab) needsShell(its fingerprints) bool {
	switch {
	case !its.known || !b.isAppPage:
		return false
	case !b.fingerprints.known || its.viewer != b.fingerprints.viewer:
		return true
	}
	return its.shell != b.fingerprints.shell && !b.leftShells[its.shell]
}

// hasOtherViewer reports whether an answer is for another viewer than the shell. The lock is held.
func (b *tab) hasOtherViewer(its fingerprints) bool {
	return its.known && b.isAppPage && (!b.fingerprints.known || its.viewer != b.fingerprints.viewer)
}

// outdated reports whether a document must be loaded: the answer was made with another client or
// other scripts. It is false for those that a document of this tab had before: during a deploy two
// builds answer in turns. The lock is held.
func (b *tab) outdated(its fingerprints) bool {
	return its.known && b.fingerprints.known && !b.seenDocuments[its.document()]
}

// document names the client and the scripts, which only a document brings.
func (f fingerprints) document() string { return f.client + "." + f.scripts }
