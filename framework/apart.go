package framework

import (
	"fmt"
	"net/http"
	"runtime/debug"
)

// apart runs what goes deep on a goroutine of its own, and waits for it. A goroutine keeps the stack that it once needed, and over HTTP/2 the one of a
// stream stays for as long as its tab is open: there the depth of views and viewers would be most of what a tab costs.
func apart(deep func() (stay func())) (stay func()) {
	var panicked any
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			if panicked = recover(); panicked != nil && panicked != http.ErrAbortHandler {
				panicked = fmt.Sprintf("%v\n%s", panicked, debug.Stack())
			}
		}()
		stay = deep()
	}()
	<-done
	if panicked != nil {
		panic(panicked) // where net/http and middleware look for it
	}
	return stay
}
