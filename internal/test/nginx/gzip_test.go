package nginx_test

import (
	"bytes"
	"compress/flate"
	"io"
)

// An unzip reads a gzip stream as a browser does: what has come is there at once, also where the
// compressor has not said that more is to come.
type unzip struct {
	io.ReadCloser
	received []byte
	read     int // bytes of the text, so far
	ready    []byte
}

func (u *unzip) Read(p []byte) (int, error) {
	const head = 10 // bytes, where the file has no name
	for buf := make([]byte, 4096); len(u.ready) == 0; {
		n, err := u.ReadCloser.Read(buf)
		if u.received = append(u.received, buf[:n]...); n == 0 && err != nil {
			return 0, err
		}
		if len(u.received) > head {
			text, _ := io.ReadAll(flate.NewReader(bytes.NewReader(u.received[head:])))
			u.ready, u.read = text[u.read:], len(text)
		}
	}
	n := copy(p, u.ready)
	u.ready = u.ready[n:]
	return n, nil
}
