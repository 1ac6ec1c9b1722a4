// Package servers starts real database servers and brokers for tests: in a temporary directory,
// on a free port, ended with the test. It needs their programs: .ci/fetch installs them.
package servers

import (
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"os/user"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// Missing skips the test, or fails it with CI=true, where nothing may be missing.
func Missing(t testing.TB, program, packages string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is missing; .ci/fetch installs it", program)
	}
	t.Skipf("%s is missing. On Debian: apt-get install %s", program, packages)
}

// Port returns a port that is free just now. The system gives it to no outgoing connection, not
// even while a server is down that the test starts again there: it is below their usual range.
func Port(t testing.TB) string {
	t.Helper()
	for range 100 {
		port := strconv.Itoa(20_000 + rand.N(12_000))
		if l, err := net.Listen("tcp", "127.0.0.1:"+port); err == nil {
			l.Close()
			return port
		}
	}
	t.Fatal("no port is free")
	return ""
}

// asUser makes a command run as a user with few rights, and gives that user the directory: some
// servers refuse to run as root. Where the test is not run by root, the command runs as its user.
func asUser(t testing.TB, cmd *exec.Cmd, dir string, names ...string) {
	t.Helper()
	if os.Getuid() != 0 {
		return
	}
	for _, name := range names {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, _ := strconv.Atoi(u.Uid)
		gid, _ := strconv.Atoi(u.Gid)
		if err := os.Chown(dir, uid, gid); err != nil {
			t.Fatal(err)
		}
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
		return
	}
	t.Fatalf("there is none of the users %v, and this server refuses to run as root", names)
}

// dir returns a directory that every user can reach.
func dir(t testing.TB, name string) string {
	t.Helper()
	path, err := os.MkdirTemp("", name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(path) })
	return path
}

// await calls ready until it returns nil, for up to a minute.
func await(t testing.TB, what string, ready func() error) {
	t.Helper()
	end := time.Now().Add(time.Minute)
	for {
		err := ready()
		if err == nil {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%s is not ready after a minute: %v", what, err)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func dial(address string) func() error {
	return func() error {
		c, err := net.DialTimeout("tcp", address, time.Second)
		if err != nil {
			return fmt.Errorf("no answer at %s: %w", address, err)
		}
		return c.Close()
	}
}
