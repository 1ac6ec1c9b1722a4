package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// A server is this program in another process, being a subject.
type server struct {
	greeting
	r       *run
	subject string
	cmd     *exec.Cmd
	input   io.Closer
	ended   bool
}

// serve starts a server, which ends with the run at the latest.
func (r *run) serve(subject string, args ...string) *server {
	return r.start(subject, must(os.Executable()), append([]string{"serve", subject}, args...)...)
}

// start starts a program that greets as a server does.
func (r *run) start(subject, program string, args ...string) *server {
	s := &server{r: r, subject: subject}
	s.cmd = r.command(program, args...)
	input, output := must(s.cmd.StdinPipe()), must(s.cmd.StdoutPipe())
	s.input = input
	check(s.cmd.Start())
	r.closers = append(r.closers, s.stop)
	hello, err := bufio.NewReader(output).ReadBytes('\n')
	if err != nil {
		check(fmt.Errorf("the %s server did not come up: %w", subject, err))
	}
	check(json.Unmarshal(hello, &s.greeting))
	return s
}

// command returns a command that ends with the run at the latest.
func (r *run) command(program string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(r.ctx, program, args...)
	cmd.Stderr = os.Stderr
	return cmd
}

// stop ends the server as an operator does; kill as a crash does.
func (s *server) stop() {
	if s.ended {
		return
	}
	s.ended = true
	_ = s.input.Close()
	_ = s.cmd.Wait()
}

func (s *server) kill() {
	_ = s.cmd.Process.Kill()
	s.stop()
}

func (s *server) pid() int { return s.cmd.Process.Pid }

// cpu is the processor time of the server, user and kernel, to the nanosecond: the clock of another
// process, clock_getcpuclockid(3).
func (s *server) cpu() time.Duration {
	const scheduler = 2
	var t unix.Timespec
	check(unix.ClockGettime(^int32(s.pid())<<3|scheduler, &t))
	return time.Duration(t.Nano())
}

// systemTime is the processor time that the kernel has used for the server. Its unit is that of
// /proc/PID/stat, 10 ms.
func (s *server) systemTime() time.Duration {
	stat := string(must(os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.pid()))))
	const third, stime, perSecond = 3, 15, 100 // fields in proc(5), and USER_HZ
	fields := strings.Fields(stat[strings.LastIndexByte(stat, ')')+1:])
	return time.Duration(must(strconv.ParseInt(fields[stime-third], 10, 64))) * time.Second / perSecond
}

// rss is the memory of the server that is its own: without the pages of the program's file, which
// come as they are touched.
func (s *server) rss() float64 {
	status := string(must(os.ReadFile(fmt.Sprintf("/proc/%d/status", s.pid()))))
	_, rest, _ := strings.Cut(status, "RssAnon:")
	fields := strings.Fields(rest)
	if len(fields) == 0 {
		check(fmt.Errorf("the server has ended"))
	}
	return must(strconv.ParseFloat(fields[0], 64)) * 1024
}

// files is how many descriptors the server has open.
func (s *server) files() int {
	return len(must(os.ReadDir(fmt.Sprintf("/proc/%d/fd", s.pid()))))
}

// stats asks the server; collected, after all garbage has gone back to the system.
func (s *server) stats(collected bool) (st stats) {
	path := "/stats"
	if collected {
		path += "?gc"
	}
	check(json.Unmarshal(s.ask(http.MethodGet, path), &st))
	return st
}

// change makes the page's one change, and returns how long the server took to tell everybody.
func (s *server) change(page string) time.Duration {
	ns := s.ask(http.MethodPost, "/change?page="+page)
	return time.Duration(must(strconv.ParseInt(string(ns), 10, 64)))
}

func (s *server) ask(method, path string) []byte {
	req := must(http.NewRequestWithContext(s.r.ctx, method, "http://"+s.Debug+path, nil))
	resp := must(http.DefaultClient.Do(req))
	defer resp.Body.Close()
	return must(io.ReadAll(resp.Body))
}

// keep takes a CPU profile of the server while f runs, where the run was asked for profiles.
func (s *server) keep(name string, f func()) {
	if s.r.profile == "" {
		f()
		return
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.save(name+"-"+s.subject+".cpu", "profile?seconds=5")
	}()
	f()
	<-done
}

// keepHeap takes a heap profile as it is now.
func (s *server) keepHeap(name string) {
	if s.r.profile != "" {
		s.save(name+"-"+s.subject+".heap", "heap")
	}
}

// save stores what the server's pprof says. A profile that fails is no reason to end the run.
func (s *server) save(name, what string) {
	resp, err := http.Get("http://" + s.Debug + "/debug/pprof/" + what)
	if err != nil {
		s.r.logf("no profile: %v", err)
		return
	}
	defer resp.Body.Close()
	profile, err := io.ReadAll(resp.Body)
	if err == nil {
		err = os.WriteFile(filepath.Join(s.r.profile, strings.ReplaceAll(name, "/", "-")), profile, 0o644)
	}
	if err != nil {
		s.r.logf("no profile: %v", err)
	}
}
