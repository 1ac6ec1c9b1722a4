package snapshot

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"hash"
	"sync"
	"unsafe"
)

// versionSize is how many bytes of the SHA-256 are the version. Nobody can make other content for a
// given version. An author who makes two contents of one version, which takes 2⁴⁸ tries, only keeps
// readers from seeing a change of their own text.
const versionSize = 12

// Version returns the version of the given strings, with their borders: 96 bits of their SHA-256,
// 16 characters of base64url. Only servers make versions; a client compares them.
func Version(parts ...string) string {
	h := hashers.Get().(*hasher)
	defer hashers.Put(h)
	h.Reset()
	for _, s := range parts {
		binary.LittleEndian.PutUint64(h.buf[:8], uint64(len(s)))
		_, _ = h.Write(h.buf[:8])
		// Write does not change the bytes, so it may have those of the string: a copy takes as long
		// as a tenth of the sum.
		_, _ = h.Write(unsafe.Slice(unsafe.StringData(s), len(s)))
	}
	return base64.RawURLEncoding.EncodeToString(h.Sum(h.buf[:0])[:versionSize])
}

// A hasher hashes strings without making copies of them.
type hasher struct {
	hash.Hash
	buf [sha256.Size]byte
}

var hashers = sync.Pool{New: func() any { return &hasher{Hash: sha256.New()} }}
