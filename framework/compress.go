package framework

import (
	"net/http"

	"github.com/klauspost/compress/gzhttp"
)

// minCompressSize is the least size of a compressed answer, in bytes. A smaller one is one packet
// anyway.
const minCompressSize = 1 << 10

// compress answers in zstd where the client accepts it, else in gzip. Package sse compresses
// streams.
var compress = func() func(http.Handler) http.HandlerFunc {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(minCompressSize), gzhttp.EnableZstd(true), gzhttp.PreferZstd(true))
	if err != nil {
		panic(err) // these options are right
	}
	return wrap
}()
