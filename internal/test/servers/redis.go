package servers

import (
	"os/exec"
	"testing"
)

// A Redis is a Redis server.
type Redis struct {
	Port string
	dir  string
	cmd  *exec.Cmd
}

// StartRedis starts a server.
func StartRedis(t testing.TB) *Redis {
	t.Helper()
	if _, err := exec.LookPath("redis-server"); err != nil {
		Missing(t, "redis-server", "redis-server")
	}
	r := &Redis{Port: Port(t), dir: dir(t, "redis")}
	r.Start(t)
	t.Cleanup(r.Kill)
	return r
}

// Start starts a server that was killed.
func (r *Redis) Start(t testing.TB) {
	t.Helper()
	r.cmd = exec.Command("redis-server", "--port", r.Port, "--bind", "127.0.0.1", "--save", "", "--dir", r.dir)
	asUser(t, r.cmd, r.dir, "redis", "nobody")
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	await(t, "Redis", dial("127.0.0.1:"+r.Port))
}

// Kill kills the server at once.
func (r *Redis) Kill() {
	_ = r.cmd.Process.Kill()
	_ = r.cmd.Wait()
}
