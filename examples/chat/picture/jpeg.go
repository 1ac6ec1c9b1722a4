package picture

import (
	"bytes"
	"encoding/binary"
)

// isTurned reports whether a JPEG is shown turned by a quarter, as a telephone that is held upright
// writes it: whether its Exif data has an orientation from 5 to 8 (CIPA DC-008, 4.6.5).
func isTurned(head []byte) bool {
	for rest := head[min(2, len(head)):]; len(rest) >= 4 && rest[0] == 0xff; {
		marker, size := rest[1], 2+int(binary.BigEndian.Uint16(rest[2:]))
		//mutant:false TestSizeOfHostile: a segment is no longer than what is there
		if size < 4 || size > len(rest) || marker == 0xda { // the picture itself
			return false
		}
		if exif, ok := bytes.CutPrefix(rest[4:size], []byte("Exif\x00\x00")); ok && marker == 0xe1 {
			n := orientation(exif)
			return n >= 5 && n <= 8
		}
		rest = rest[size:]
	}
	return false
}

// orientation returns the orientation in the first directory of a TIFF (TIFF 6.0, section 2); 0 if
// there is none.
func orientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	at := uint64(order.Uint32(tiff[4:]))
	//mutant:false TestSizeOfHostile: a directory is where there is something
	if at+2 > uint64(len(tiff)) {
		return 0
	}
	entries := tiff[at+2:]
	for n := order.Uint16(tiff[at:]); n > 0 && len(entries) >= 12; n-- {
		const tag, kindOfShort = 0x0112, 3
		if order.Uint16(entries) == tag && order.Uint16(entries[2:]) == kindOfShort {
			return int(order.Uint16(entries[8:]))
		}
		entries = entries[12:]
	}
	return 0
}
