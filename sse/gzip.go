package sse

import (
	"bytes"
	"encoding/binary"
	"runtime"
	"sync"

	"github.com/klauspost/compress/flate"
)

// gzipHead begins a compressed stream, which is one gzip member (RFC 1952) without an end: this
// head, then the frames. Each frame is compressed without the others. So the same bytes are right
// for all streams, whenever they started, and no stream needs a compressor.
var gzipHead = []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255}

// syncMarker is an empty block. After it a reader is at the start of a byte and returns what it
// has. Zlib does that at once, but Go's compress/flate, which many Go clients have in their
// transport, does it only here (zlib's manual: Z_SYNC_FLUSH).
var syncMarker = []byte{0, 0, 0, 0xff, 0xff}

const (
	minCompressSize = 128 // bytes: less does not get shorter

	// 44 KB of HTML take 5.1 KB and 0.2 ms; at level 1 6.1 KB and 0.1 ms, at 9 4.7 KB and 1.5 ms.
	compressLevel = 6
)

// deflate turns bytes into deflate blocks (RFC 1951) that refer to nothing before them, and end at
// the end of a byte.
func deflate(raw []byte) []byte {
	if len(raw) < minCompressSize {
		return storeBlock(raw)
	}
	return compressors.compress(raw)
}

// storeBlock makes one block of bytes as they are.
func storeBlock(raw []byte) []byte {
	block := make([]byte, 1, 5+len(raw)+len(syncMarker))
	block = binary.LittleEndian.AppendUint16(block, uint16(len(raw)))
	block = binary.LittleEndian.AppendUint16(block, ^uint16(len(raw)))
	block = append(block, raw...)
	//mutant:arg(2, nil) TestGoClientReadsAtOnce: compressed events are readable at once
	return append(block, syncMarker...)
}

// A compressorPool holds compressors of about a megabyte each: at most as many as can run at once,
// and none after a while without work.
type compressorPool struct {
	slots chan struct{}
	idle  sync.Pool
}

var compressors = compressorPool{slots: make(chan struct{}, runtime.GOMAXPROCS(0))}

func (p *compressorPool) compress(raw []byte) []byte {
	//mutant:delete(2) TestFewCompressors: few compressors at once
	p.slots <- struct{}{}
	defer func() { <-p.slots }()
	var out bytes.Buffer
	w, ok := p.idle.Get().(*flate.Writer)
	if ok {
		w.Reset(&out)
	} else {
		w, _ = flate.NewWriter(&out, compressLevel) // the only error is a wrong level
	}
	_, _ = w.Write(raw)
	_ = w.Flush()
	w.Reset(nil) // so that the pool keeps nothing of out
	p.idle.Put(w)
	return bytes.Clone(out.Bytes())
}
