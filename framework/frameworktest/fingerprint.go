package frameworktest

import (
	"net/http"
	"strings"

	"github.com/goldfish-go/goldfish/internal/wire"
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
	four, ok := wire.ParseFingerprints(text)
	if !ok {
		return f
	}
	return fingerprints{four.Client + "/" + header.Get(headerBuild), four.Scripts, four.Shell, four.Viewer, true}
}

// needsShell reports whether the tab must fetch its shell: for another viewer always; for another
// shell, unless the tab had it before. During a deploy two builds answer in turns, so a tab never
// returns to an earlier shell. The lock is held.
func (b *tab) needsShell(fps fingerprints) bool {
	switch {
	case !fps.known || !b.isAppPage:
		return false
	case !b.fingerprints.known || fps.viewer != b.fingerprints.viewer:
		return true
	}
	return fps.shell != b.fingerprints.shell && !b.leftShells[fps.shell]
}

// hasOtherViewer reports whether an answer is for another viewer than the shell. The lock is held.
func (b *tab) hasOtherViewer(fps fingerprints) bool {
	return fps.known && b.isAppPage && (!b.fingerprints.known || fps.viewer != b.fingerprints.viewer)
}

// outdated reports whether a document must be loaded: the answer was made with another client or
// other scripts. It is false for those that a document of this tab had before: during a deploy two
// builds answer in turns. The lock is held.
func (b *tab) outdated(fps fingerprints) bool {
	return fps.known && b.fingerprints.known && !b.seenDocuments[fps.document()]
}

// person returns the viewer without the language.
func (f fingerprints) person() string {
	person, _, _ := strings.Cut(f.viewer, "~")
	return person
}

// document names the client and the scripts, which only a document brings.
func (f fingerprints) document() string { return f.client + "." + f.scripts }
