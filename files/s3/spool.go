package s3

import (
	"crypto/md5"
	"encoding/base64"
	"hash"
	"io"
	"os"
	"sync"
)

// A spool is a temporary file with a part of an upload. A client that must repeat a request reads
// it again.
type spool struct {
	file *os.File
	size int64     // bytes
	sum  hash.Hash // of the bytes
}

// newSpool makes a spool. The caller closes it.
func newSpool() (*spool, error) {
	file, err := os.CreateTemp("", "goldfish-part-*")
	if err != nil {
		return nil, err
	}
	_ = os.Remove(file.Name()) // where that works, a killed process leaves nothing
	return &spool{file: file, sum: md5.New()}, nil
}

func (s *spool) close() {
	_ = s.file.Close()
	_ = os.Remove(s.file.Name())
}

func (s *spool) clear() {
	s.size = 0
	s.sum.Reset()
}

// buffers are for copying: 128 KiB each.
var buffers = sync.Pool{New: func() any { b := make([]byte, 128<<10); return &b }}

// fill reads until the spool has a size. It returns the error of the reader, which may be io.EOF,
// and keeps what was read before it. broken is an error of the file.
func (s *spool) fill(size int64, r io.Reader) (err, broken error) {
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	for err == nil && s.size < size {
		// Few writes, however small the steps of the reader are.
		b := (*buffer)[:min(int64(len(*buffer)), size-s.size)]
		n := 0
		for n < len(b) && err == nil {
			var read int
			read, err = r.Read(b[n:])
			n += read
		}
		if _, broken := s.file.WriteAt(b[:n], s.size); broken != nil {
			return err, broken
		}
		s.sum.Write(b[:n])
		s.size += int64(n)
	}
	return err, nil
}

// content returns the bytes, their number and their MD5 in base64.
func (s *spool) content() (content io.ReaderAt, size int64, md5 string) {
	return s.file, s.size, base64.StdEncoding.EncodeToString(s.sum.Sum(nil))
}
