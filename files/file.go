package files

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
)

// A File is a file of a form, or one that the app's database refers to. As a field of a form's
// struct, its zero value means that no file was chosen. If the form has a file, the content is
// complete in the [Store].
type File struct {
	ID   string // in the store; random, so nobody can guess it
	Name string // for people: the last element of the name on the person's device, see [CleanName]
	Type string // media type, detected from the content, such as "image/png"
	Size int64  // bytes; -1 while it is not known
}

// Given reports whether the form has this file.
func (f File) Given() bool { return f.ID != "" }

// MarshalText implements [encoding.TextMarshaler]: the text of a file is its ID.
func (f File) MarshalText() ([]byte, error) { return []byte(f.ID), nil }

// UnmarshalText implements [encoding.TextUnmarshaler]. It reads the ID alone. In a form the
// framework fills in the rest, after it has checked that the viewer may use the file.
func (f *File) UnmarshalText(text []byte) error {
	if !ValidID(string(text)) {
		return errNoID
	}
	*f = File{ID: string(text)}
	return nil
}

// MarshalJSON implements [encoding/json.Marshaler]: JSON has all of a file, unlike its text.
func (f File) MarshalJSON() ([]byte, error) {
	type all File
	return json.Marshal(all(f))
}

// UnmarshalJSON implements [encoding/json.Unmarshaler]. It also reads the ID alone.
func (f *File) UnmarshalJSON(text []byte) error {
	type all File
	var id string
	if json.Unmarshal(text, &id) == nil {
		*f = File{ID: id}
		return nil
	}
	return json.Unmarshal(text, (*all)(f))
}

var errNoID = errors.New("not the ID of a file")

// NewID returns the ID of a new file: 192 random bits as base64url.
func NewID() string {
	var b [24]byte
	_, _ = rand.Read(b[:]) // never fails
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// ValidID reports whether a text may be the ID of a file. No such text is a path.
func ValidID(id string) bool {
	if len(id) != 32 {
		return false
	}
	for i := range len(id) {
		switch c := id[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '_':
		default:
			return false
		}
	}
	return true
}
