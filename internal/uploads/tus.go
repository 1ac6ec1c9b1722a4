package uploads

import (
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
)

// The protocol tus 1.0.0 (tus.io/protocols/resumable-upload), with the extensions creation,
// expiration and termination.
const (
	Version        = "1.0.0"
	Extensions     = "creation,expiration,termination"
	ResumableName  = "Tus-Resumable"
	VersionName    = "Tus-Version"
	ExtensionName  = "Tus-Extension"
	OffsetName     = "Upload-Offset"
	LengthName     = "Upload-Length"
	MetadataName   = "Upload-Metadata"
	ExpiresName    = "Upload-Expires"
	ContentType    = "application/offset+octet-stream"
	MetadataOfName = "filename"
)

// Number reads a header that is a number of bytes. ok is false if it is none.
func Number(h http.Header, name string) (n int64, ok bool) {
	values := h.Values(name)
	if len(values) != 1 {
		return 0, false
	}
	text := values[0]
	if text == "" || text[0] < '0' || text[0] > '9' {
		return 0, false
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil
}

// maxMetadata is the length of the longest metadata that is read.
const maxMetadata = 4 << 10

// Metadata reads Upload-Metadata: pairs of a key and a value in base64, joined by commas. ok is
// false if it is malformed.
func Metadata(text string) (pairs map[string]string, ok bool) {
	if len(text) > maxMetadata {
		return nil, false
	}
	pairs = map[string]string{}
	if text == "" {
		return pairs, true
	}
	for entry := range strings.SplitSeq(text, ",") {
		key, encoded, _ := strings.Cut(strings.TrimSpace(entry), " ")
		value, err := base64.StdEncoding.DecodeString(encoded)
		if _, double := pairs[key]; key == "" || double || err != nil {
			return nil, false
		}
		pairs[key] = string(value)
	}
	return pairs, true
}
