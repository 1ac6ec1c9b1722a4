package servers

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// A Postgres is a PostgreSQL server with one database, which is called test.
type Postgres struct {
	Port string

	bin, data string
	cmd       *exec.Cmd
	log       bytes.Buffer
}

// URL returns the URL of the database, at this address, such as that of a [Link]. "": the
// server's own.
func (p *Postgres) URL(address string) string {
	if address == "" {
		address = "127.0.0.1:" + p.Port
	}
	return "postgres://postgres@" + address + "/postgres?sslmode=disable"
}

// StartPostgres starts a server.
func StartPostgres(t testing.TB) *Postgres {
	t.Helper()
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	if path, err := exec.LookPath("postgres"); err == nil && len(found) == 0 {
		found = append(found, path)
	}
	if len(found) == 0 {
		Missing(t, "PostgreSQL", "postgresql")
	}
	slices.Sort(found)
	p := &Postgres{Port: Port(t), bin: filepath.Dir(found[len(found)-1]), data: dir(t, "postgres")}
	initdb := exec.Command(filepath.Join(p.bin, "initdb"), "-D", p.data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
	asUser(t, initdb, p.data, "postgres", "nobody")
	initdb.Dir = p.data
	if out, err := initdb.CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	p.Start(t)
	t.Cleanup(func() { p.stop(syscall.SIGQUIT) })
	return p
}

// Start starts a server that was killed. It recovers like after a crash.
func (p *Postgres) Start(t testing.TB) {
	t.Helper()
	// Without fsync a crash of the server loses nothing, only one of the machine would.
	p.cmd = exec.Command(filepath.Join(p.bin, "postgres"), "-D", p.data, "-p", p.Port, "-k", "", "-h", "127.0.0.1", "-F", "-c", "max_connections=200")
	asUser(t, p.cmd, p.data, "postgres", "nobody")
	p.cmd.Dir, p.cmd.Stderr = p.data, &p.log
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	await(t, "PostgreSQL", func() error {
		return exec.Command(filepath.Join(p.bin, "pg_isready"), "-q", "-h", "127.0.0.1", "-p", p.Port).Run()
	})
}

// Kill kills the server at once, as a crash does.
func (p *Postgres) Kill() { p.stop(syscall.SIGQUIT) }

// Crash kills all processes of the server with SIGKILL, the first one first, so that none of them
// can do anything more.
func (p *Postgres) Crash(t testing.TB) {
	t.Helper()
	// While it is stopped it starts no more.
	_ = p.cmd.Process.Signal(syscall.SIGSTOP)
	all := children(p.cmd.Process.Pid)
	_ = p.cmd.Process.Signal(syscall.SIGKILL)
	for _, child := range all {
		_ = syscall.Kill(child, syscall.SIGKILL)
		await(t, "the end of PostgreSQL", func() error {
			if err := syscall.Kill(child, 0); err == nil {
				return fmt.Errorf("process %d is still there", child)
			}
			return nil
		})
	}
	_ = p.cmd.Wait()
}

// children returns the processes that a process has started. Only Linux says so in /proc; elsewhere
// there are none, and they end by themselves.
func children(parent int) (pids []int) {
	entries, _ := os.ReadDir("/proc")
	for _, entry := range entries {
		pid, err := strconv.Atoi(entry.Name())
		if err != nil {
			continue
		}
		// "pid (name) state parent …"; the name may have anything in it.
		stat, _ := os.ReadFile(filepath.Join("/proc", entry.Name(), "stat"))
		fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
		if len(fields) > 1 && fields[1] == strconv.Itoa(parent) {
			pids = append(pids, pid)
		}
	}
	return pids
}

// stop sends a signal and waits. SIGQUIT ends all processes of the server without a checkpoint.
func (p *Postgres) stop(signal syscall.Signal) {
	_ = p.cmd.Process.Signal(signal)
	_ = p.cmd.Wait()
}

// Psql runs statements as another program would.
func (p *Postgres) Psql(t testing.TB, statements string) string {
	t.Helper()
	out, err := exec.Command(filepath.Join(p.bin, "psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-At", "-c", statements, p.URL("")).CombinedOutput()
	if err != nil {
		t.Fatalf("psql: %v\n%s", err, out)
	}
	return string(bytes.TrimSpace(out))
}
