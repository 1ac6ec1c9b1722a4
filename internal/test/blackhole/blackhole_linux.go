// Package blackhole makes peers that vanish without a word: a network namespace at the other end of a virtual cable, whose packets can be made to go
// nowhere. It needs Linux, root and iproute2.
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

// A Hole is one end of the cable here, and one there.
type Hole struct {
	Here string // address of this end, to listen at

	there              string // address of the other end
	name, cable, other string
}

// New lays a cable, which is there until the test ends, or says why there can be none.
func New(t testing.TB) (*Hole, error) {
	t.Helper()
	if os.Geteuid() != 0 {
		return nil, errors.New("network namespaces need root")
	}
	if _, err := exec.LookPath("ip"); err != nil {
		return nil, errors.New("ip of iproute2 is missing")
	}
	// Tests of several packages run at once, and each needs four addresses for itself.
	pid := os.Getpid()
	address := func(i int) string { return fmt.Sprintf("10.213.%d.%d", pid>>6&255, pid&63<<2+i) }
	h := &Hole{Here: address(1), there: address(2), name: fmt.Sprint("goldfish", pid), cable: fmt.Sprintf("gf%da", pid), other: fmt.Sprintf("gf%db", pid)}
	if out, err := exec.Command("ip", "netns", "add", h.name).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("no network namespaces here: %s", out)
	}
	t.Cleanup(func() {
		_ = exec.Command("ip", "link", "del", h.cable).Run()
		_ = exec.Command("ip", "netns", "del", h.name).Run()
	})
	ip(t, "link", "add", h.cable, "type", "veth", "peer", "name", h.other, "netns", h.name)
	ip(t, "addr", "add", h.Here+"/30", "dev", h.cable)
	ip(t, "link", "set", h.cable, "up")
	ip(t, "-n", h.name, "addr", "add", h.there+"/30", "dev", h.other)
	ip(t, "-n", h.name, "link", "set", h.other, "up")
	return h, nil
}

// Fall makes the packets of both sides go to an Ethernet address that nobody has, so nothing comes back, not even a refusal.
func (h *Hole) Fall(t testing.TB) {
	t.Helper()
	ip(t, "neigh", "replace", h.there, "lladdr", "02:00:00:00:00:99", "dev", h.cable, "nud", "permanent")
	ip(t, "-n", h.name, "neigh", "replace", h.Here, "lladdr", "02:00:00:00:00:99", "dev", h.other, "nud", "permanent")
}

// Mend undoes Fall.
func (h *Hole) Mend() {
	_ = exec.Command("ip", "neigh", "del", h.there, "dev", h.cable).Run()
	_ = exec.Command("ip", "-n", h.name, "neigh", "del", h.Here, "dev", h.other).Run()
}

// Dial connects from the other end.
func (h *Hole) Dial(address string) (net.Conn, error) {
	type result struct {
		conn net.Conn
		err  error
	}
	results := make(chan result)
	go func() {
		runtime.LockOSThread() // and never unlocked: the thread ends with the goroutine
		file, err := os.Open("/run/netns/" + h.name)
		if err == nil {
			defer file.Close()
			err = unix.Setns(int(file.Fd()), unix.CLONE_NEWNET)
		}
		var conn net.Conn
		if err == nil {
			conn, err = net.Dial("tcp", address)
		}
		results <- result{conn, err}
	}()
	r := <-results
	return r.conn, r.err
}

func ip(t testing.TB, args ...string) {
	t.Helper()
	if out, err := exec.Command("ip", args...).CombinedOutput(); err != nil {
		t.Fatalf("ip %s: %v: %s", strings.Join(args, " "), err, out)
	}
}
