package framework_test

import (
	"context"
	"net"
	"strings"
	"syscall"
	"testing"
)

// Few descriptors are logged at the start, as the number of tabs that is really admitted.
func TestFewDescriptors(t *testing.T) {
	var before syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &before); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = syscall.Setrlimit(syscall.RLIMIT_NOFILE, &before) }()
	for limit, wants := range map[uint64]string{1000: "tabs=880", 4096: ""} {
		if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &syscall.Rlimit{Cur: limit, Max: before.Max}); err != nil {
			t.Fatal(err)
		}
		s := newSite(t, "")
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(context.Background())
		stop()
		want(t, "end", s.app.Serve(ctx, listener, nil), error(nil))
		if wants == "" {
			want(t, "warnings", strings.Contains(s.logs.String(), "level=WARN"), false)
		}
		contains(t, "log", s.logs.String(), wants)
	}
}
