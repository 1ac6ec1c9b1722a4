package picture

import (
	"encoding/binary"
	"iter"
)

// avifSize returns the size of the primary item of an AVIF, which is a file of boxes (ISO/IEC
// 14496-12 and 23008-12). The item's properties are its size, and by how much it is rotated.
func avifSize(head []byte) (width, height int, ok bool) {
	var meta []byte
	first := true
	for name, box := range boxes(head) {
		if first && name != "ftyp" {
			return 0, 0, false
		}
		first = false
		if name == "meta" && len(box) > 4 {
			meta = box[4:]
		}
	}
	item, ok := primaryItem(child(meta, "pitm"))
	if !ok {
		return 0, 0, false
	}
	described := child(meta, "iprp")
	var properties []string
	var contents [][]byte
	for name, box := range boxes(child(described, "ipco")) {
		properties, contents = append(properties, name), append(contents, box)
	}
	for _, i := range propertiesOf(item, child(described, "ipma")) {
		switch {
		case i < 1 || i > len(properties):
		case properties[i-1] == "ispe" && len(contents[i-1]) >= 12:
			size := contents[i-1][4:]
			width, height = int(binary.BigEndian.Uint32(size)), int(binary.BigEndian.Uint32(size[4:]))
		case properties[i-1] == "irot" && len(contents[i-1]) >= 1 && contents[i-1][0]&1 == 1:
			width, height = height, width // the property stands after the size
		}
	}
	return width, height, width > 0 && height > 0
}

// boxes iterates over the boxes of some content. It ends at the first one that is not whole.
func boxes(content []byte) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for len(content) >= 8 {
			header, size := 8, uint64(binary.BigEndian.Uint32(content))
			name := string(content[4:8])
			switch {
			case size == 0: // the last one
				size = uint64(len(content))
			case size == 1 && len(content) >= 16:
				header, size = 16, binary.BigEndian.Uint64(content[8:])
			}
			//mutant:false TestSizeOfHostile: a box is no longer than what is there
			if size < uint64(header) || size > uint64(len(content)) {
				return
			}
			if !yield(name, content[header:size]) {
				return
			}
			content = content[size:]
		}
	}
}

// child returns the first box of a name; nil if there is none.
func child(content []byte, name string) []byte {
	for found, box := range boxes(content) {
		if found == name {
			return box
		}
	}
	return nil
}

// primaryItem returns the number of the item that an image consists of.
func primaryItem(pitm []byte) (item uint32, ok bool) {
	r := reader{rest: pitm}
	version := r.number(4) >> 24
	return r.number(2 + 2*min(int(version), 1)), !r.short
}

// propertiesOf returns which properties an item has, counted from 1.
func propertiesOf(item uint32, ipma []byte) []int {
	r := reader{rest: ipma}
	versionAndFlags := r.number(4)
	idBytes, indexBytes := 2+2*min(int(versionAndFlags>>24), 1), 1+int(versionAndFlags&1)
	for n := r.number(4); n > 0 && !r.short; n-- {
		found := r.number(idBytes) == item
		indexes := make([]int, r.number(1))
		for i := range indexes {
			// The first bit says "essential".
			indexes[i] = int(r.number(indexBytes) &^ (0x80 << (8 * (indexBytes - 1))))
		}
		if found && !r.short {
			return indexes
		}
	}
	return nil
}

// A reader reads numbers of so many bytes. At the end of the content they are 0.
type reader struct {
	rest  []byte
	short bool // more was read than there is
}

func (r *reader) number(bytes int) (n uint32) {
	//mutant:false TestSizeOfHostile: nothing is read after the end
	if len(r.rest) < bytes {
		r.rest, r.short = nil, true
		return 0
	}
	for _, b := range r.rest[:bytes] {
		n = n<<8 | uint32(b)
	}
	r.rest = r.rest[bytes:]
	return n
}
