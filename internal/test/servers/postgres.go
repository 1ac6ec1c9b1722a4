package servers

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"slices"
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
