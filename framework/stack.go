package framework

import (
	"fmt"
	"net/http"
	"runtime/debug"
)

// onFreshStack calls f on a goroutine of its own, and waits for it. A goroutine keeps the stack
// that it once needed. Over HTTP/2 a stream keeps its goroutine while its tab is open, so the stack
// that views and viewer functions need would be most of what a tab costs.
func onFreshStack(f func() (wait func())) (wait func()) {
	var panicked any
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			if panicked = recover(); panicked != nil && panicked != http.ErrAbortHandler {
				panicked = fmt.Sprintf("%v\n%s", panicked, debug.Stack())
			}
		}()
		wait = f()
	}()
	<-done
	if panicked != nil {
		panic(panicked) // where net/http and middleware look for it
	}
	return wait
}
