package values

import (
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"reflect"
	"strings"
)

// Texts returns the unescaped texts of a query field of v: one for each element of a slice, none
// for a zero. Line ends are \n.
func (f *Field) Texts(v reflect.Value) []string {
	if !v.CanAddr() {
		v = addressable(v)
	}
	pairs, err := url.ParseQuery(strings.TrimPrefix(string(f.Append(nil, v)), "&"))
	if err != nil {
		return nil // what Append writes can be parsed
	}
	texts := pairs[f.Key]
	for i, s := range texts {
		texts[i] = strings.ReplaceAll(s, "\r\n", "\n")
	}
	return texts
}

// Copy sets the field of the struct to, which must be addressable, to its value in from.
func (f *Field) Copy(to, from reflect.Value) { f.in(to).Set(f.in(from)) }

// Digest returns 66 bits of a SHA-256 of the texts of a field: 11 characters of base64url.
func Digest(texts []string) string {
	h := sha256.New()
	for _, s := range texts {
		sum := sha256.Sum256([]byte(s))
		_, _ = h.Write(sum[:])
	}
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil))[:11]
}

// Digests returns the digest of each query field of v, encoded as a query: key=digest. It has none
// of secret fields: whoever has the digest of a short text can find the text.
func (c *Codec) Digests(v reflect.Value) string {
	sums := url.Values{}
	for i := range c.fields {
		//mutant:true(2) TestDigestsOfSecrets: a digest tells what a PIN is
		if f := &c.fields[i]; f.Path == "" && !f.IsSecret() {
			sums.Set(f.Key, Digest(f.Texts(v)))
		}
	}
	return sums.Encode()
}
