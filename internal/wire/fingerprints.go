package wire

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"
)

// Fingerprints name what a document was made with, beside its page.
type Fingerprints struct {
	Client  string // the files of the client
	Scripts string // the shell's scripts, and the headers that carry a policy
	Shell   string // all other markup of the shell
	Viewer  string // who the document is for; empty for a stranger
}

// String joins the four with dots. The zero value is "": the viewer is not known.
func (f Fingerprints) String() string {
	if f == (Fingerprints{}) {
		return ""
	}
	return f.Client + "." + f.Scripts + "." + f.Shell + "." + f.Viewer
}

// ParseFingerprints reads what String writes. It returns false for "" and for any other text.
func ParseFingerprints(s string) (f Fingerprints, ok bool) {
	four := strings.Split(s, ".")
	if len(four) != 4 {
		return f, false
	}
	return Fingerprints{four[0], four[1], four[2], four[3]}, true
}

// Fingerprint is a truncated SHA-256: 48 bits, 8 characters of base64url.
func Fingerprint(content []byte) string {
	sum := sha256.Sum256(content)
	return base64.RawURLEncoding.EncodeToString(sum[:6])
}
