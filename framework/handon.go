package framework

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"time"
)

// startTimeout is how long the next process may take until it serves.
const startTimeout = time.Minute

// handOn starts the executable of this process again, which may have been replaced, with the same
// arguments and the listening socket. It returns when the new process serves. If that does not
// work, the new process is killed, and this one is as it was.
func handOn(l net.Listener, addr string) (pid int, err error) {
	withFile, ok := l.(interface{ File() (*os.File, error) })
	if !ok {
		return 0, fmt.Errorf("a %T has no descriptor", l)
	}
	socket, err := withFile.File()
	if err != nil {
		return 0, err
	}
	defer socket.Close()
	ready, theirs, err := os.Pipe()
	if err != nil {
		return 0, err
	}
	defer ready.Close()
	defer theirs.Close()
	next := exec.Command(executable, os.Args[1:]...)
	next.Env = append(os.Environ(), handedOnEnv+"="+addr)
	next.Stdin, next.Stdout, next.Stderr = os.Stdin, os.Stdout, os.Stderr
	next.ExtraFiles = []*os.File{firstFD - 3: socket, readyFD - 3: theirs}
	if err := next.Start(); err != nil {
		return 0, err
	}
	_ = theirs.Close() // so that the pipe ends with the new process
	_ = ready.SetReadDeadline(time.Now().Add(startTimeout))
	//mutant:set(1, error(nil)) TestHandOn/a_build_that_does_not_start: a process that does not serve takes over nothing
	n, err := ready.Read(make([]byte, 1))
	if n == 1 {
		go func() { _ = next.Wait() }()
		return next.Process.Pid, nil
	}
	_ = next.Process.Kill()
	if ended := next.Wait(); ended != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
		err = ended
	}
	return 0, fmt.Errorf("the new process does not serve: %w", err)
}

// executable is the path of the executable as this process was started. [os.Executable] follows
// links, and then the file of a new build may be elsewhere.
var executable = func() string {
	path, err := exec.LookPath(os.Args[0])
	if err != nil {
		return os.Args[0]
	}
	return path
}()
