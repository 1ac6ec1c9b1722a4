package sse

import (
	"bytes"
	"encoding/binary"
	"runtime"
	"sync"

	"github.com/klauspost/compress/flate"
)

// A compressed stream is one gzip member (RFC 1952) that never ends: this head, then the frames, each compressed by itself. So what is made for
// one tab is right for all, wherever they came in, and nothing is kept for any.
var gzipHead = []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255}

// syncMark is an empty block. After it a reader is at a byte, and hands out what it has: zlib does so at once, but Go's
// compress/flate, which many a Go client has in its transport, only here (zlib's manual: Z_SYNC_FLUSH).
var syncMark = []byte{0, 0, 0, 0xff, 0xff}

const (
	storedBelow = 128 // bytes: less does not get shorter
	level       = 6   // 44 KB of HTML take 5.1 KB and 0.2 ms; at level 1 6.1 KB and 0.1 ms, at 9 4.7 KB and 1.5 ms
)

// pack turns the bytes of a frame into deflate blocks (RFC 1951) that refer to nothing before them, and end at a byte.
func pack(plain []byte) []byte {
	if len(plain) < storedBelow {
		return store(plain)
	}
	return presses.squeeze(plain)
}

// store makes one block of bytes as they are.
func store(plain []byte) []byte {
	block := make([]byte, 1, 5+len(plain)+len(syncMark))
	block = binary.LittleEndian.AppendUint16(block, uint16(len(plain)))
	block = binary.LittleEndian.AppendUint16(block, ^uint16(len(plain)))
	block = append(block, plain...)
	return append(block, syncMark...)
}

// pool holds compressors, of about a megabyte each: no more than can run at once, and after a while without work none.
type pool struct {
	slots chan struct{}
	idle  sync.Pool
}

var presses = pool{slots: make(chan struct{}, runtime.GOMAXPROCS(0))}

func (p *pool) squeeze(plain []byte) []byte {
	p.slots <- struct{}{}
	defer func() { <-p.slots }()
	var out bytes.Buffer
	w, ok := p.idle.Get().(*flate.Writer)
	if ok {
		w.Reset(&out)
	} else {
		w, _ = flate.NewWriter(&out, level) // the level is a right one
	}
	_, _ = w.Write(plain)
	_ = w.Flush()
	w.Reset(nil) // nothing of this screen stays in the pool
	p.idle.Put(w)
	return bytes.Clone(out.Bytes())
}
