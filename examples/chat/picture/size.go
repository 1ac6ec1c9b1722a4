// Package picture finds the size of an image, of its first bytes alone.
package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	_ "image/gif"  // formats that the standard library knows
	_ "image/jpeg" //
	_ "image/png"  //
	"io"
)

// maxHead is how much of an image is read to find its size, in bytes. What a camera writes before
// the size, with a small copy of the picture, is at most some of the segments of 64 KB.
const maxHead = 256 << 10

// Size returns the size of an image in pixels, as a browser shows it. It reports whether the
// content is of the type. No name is looked at.
func Size(mediaType string, content io.Reader) (width, height int, ok bool) {
	content = io.LimitReader(content, maxHead)
	switch mediaType {
	case "image/webp", "image/avif":
		head, err := io.ReadAll(content)
		if err != nil {
			return 0, 0, false
		}
		if mediaType == "image/webp" {
			return webpSize(head)
		}
		return avifSize(head)
	}
	var head bytes.Buffer
	config, format, err := image.DecodeConfig(io.TeeReader(content, &head))
	width, height = config.Width, config.Height
	if format == "jpeg" && isTurned(head.Bytes()) {
		width, height = height, width
	}
	return width, height, err == nil && mediaType == "image/"+format
}

// webpSize returns the size of a WebP by its first chunk (RFC 9649, 2.5 to 2.7).
func webpSize(head []byte) (width, height int, ok bool) {
	if len(head) < 30 || string(head[:4]) != "RIFF" || string(head[8:12]) != "WEBP" {
		return 0, 0, false
	}
	chunk, little := head[20:], binary.LittleEndian
	switch string(head[12:16]) {
	case "VP8 ": // the header of a key frame (RFC 6386, 9.1)
		ok = chunk[0]&1 == 0 && string(chunk[3:6]) == "\x9d\x01\x2a"
		return int(little.Uint16(chunk[6:]) & 0x3fff), int(little.Uint16(chunk[8:]) & 0x3fff), ok
	case "VP8L":
		bits := little.Uint32(chunk[1:])
		return int(bits&0x3fff) + 1, int(bits>>14&0x3fff) + 1, chunk[0] == 0x2f
	case "VP8X":
		return int(little.Uint32(chunk[4:])&0xffffff) + 1, int(little.Uint32(chunk[6:])>>8) + 1, true
	}
	return 0, 0, false
}
