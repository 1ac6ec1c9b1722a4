package files

import (
	"io"
	"os"
)

// writeOutStep is how many bytes of a large file are complete before the system begins to write
// them to the disk.
const writeOutStep = 8 << 20

// A gradualWriter writes to a file, from an offset on. For each writeOutStep of the file that is
// complete, the system begins to write it to the disk, while more bytes are received. Otherwise the
// sync at the end writes a large file as a whole, which takes seconds, and the person waits for it.
type gradualWriter struct {
	file     io.WriterAt
	at       int64
	writeOut func(offset, n int64)
}

func newGradualWriter(f *os.File, offset int64) *gradualWriter {
	return &gradualWriter{f, offset, func(offset, n int64) { beginWriteOut(f, offset, n) }}
}

func (w *gradualWriter) Write(p []byte) (n int, err error) {
	n, err = w.file.WriteAt(p, w.at)
	complete := w.at / writeOutStep
	w.at += int64(n)
	//mutant:false TestGradualWriter: a large file is written to the disk while it is received
	if steps := w.at/writeOutStep - complete; steps > 0 {
		w.writeOut(complete*writeOutStep, steps*writeOutStep)
	}
	return n, err
}
