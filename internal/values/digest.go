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
//
// A list of rows has its keys, each after a space, and the digests of the fields of its rows:
// item=+7+9&item.7.name=digest. If its rows embed no address.Row, it has one digest of all. An
// error says which row has no key.
func (c *Codec) Digests(v reflect.Value) (string, error) {
	if !v.CanAddr() {
		v = addressable(v)
	}
	sums := url.Values{}
	err := c.addDigests(sums, "", v)
	return sums.Encode(), err
}
