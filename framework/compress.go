package framework

import (
	"net/http"

	"github.com/klauspost/compress/gzhttp"
)

// leastCompressed is from how many bytes on an answer is worth compressing: a smaller one goes in one packet either way.
const leastCompressed = 1 << 10

// compress answers in zstd or gzip, whatever the client would rather have. Streams have a coding of their own, in package sse.
var compress = func() func(http.Handler) http.HandlerFunc {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(leastCompressed), gzhttp.EnableZstd(true), gzhttp.PreferZstd(true))
	if err != nil {
		panic(err) // these options are right
	}
	return wrap
}()
