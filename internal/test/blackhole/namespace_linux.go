package blackhole

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// A Namespace is the name of a network namespace.
type Namespace string

// NewNamespace makes a namespace that exists until the test ends. Its name ends so. An error says
// why it could not.
func NewNamespace(t testing.TB, suffix string) (Namespace, error) {
	t.Helper()
	if os.Geteuid() != 0 {
		return "", errors.New("network namespaces need root")
	}
	if _, err := exec.LookPath("ip"); err != nil {
		return "", errors.New("ip of iproute2 is missing")
	}
	n := Namespace(fmt.Sprint("goldfish", os.Getpid(), suffix))
	if out, err := exec.Command("ip", "netns", "add", string(n)).CombinedOutput(); err != nil {
		return "", fmt.Errorf("no network namespaces here: %s", out)
	}
	t.Cleanup(func() { _ = exec.Command("ip", "netns", "del", string(n)).Run() })
	return n, nil
}

// Listen listens in the namespace.
func (n Namespace) Listen(address string) (listener net.Listener, err error) {
	inside := n.run(func() { listener, err = net.Listen("tcp", address) })
	return listener, errors.Join(inside, err)
}

// Dial connects from the namespace.
func (n Namespace) Dial(address string) (conn net.Conn, err error) {
	inside := n.run(func() { conn, err = net.Dial("tcp", address) })
	return conn, errors.Join(inside, err)
}

// run calls f in the namespace. Sockets that f opens stay in that namespace.
func (n Namespace) run(f func()) error {
	done := make(chan error)
	go func() {
		runtime.LockOSThread() // and never unlocked: the thread ends with the goroutine
		file, err := os.Open("/run/netns/" + string(n))
		if err == nil {
			defer file.Close()
			err = unix.Setns(int(file.Fd()), unix.CLONE_NEWNET)
		}
		if err == nil {
			f()
		}
		done <- err
	}()
	return <-done
}

// Command is ip in the namespace.
func (n Namespace) Command(args ...string) *exec.Cmd {
	return exec.Command("ip", append([]string{"-n", string(n)}, args...)...)
}

// IP runs ip in the namespace.
func (n Namespace) IP(t testing.TB, args ...string) {
	t.Helper()
	if out, err := n.Command(args...).CombinedOutput(); err != nil {
		t.Fatalf("ip -n %s %s: %v: %s", n, strings.Join(args, " "), err, out)
	}
}
