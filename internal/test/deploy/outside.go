package deploy

import (
	"errors"
	"fmt"
	"os"
	"testing"
)

// An Outside is a [testing.TB] outside of a test: in a benchmark, or for what several tests share.
// What would end a test panics with an error, which is ErrSkip if the test would be skipped.
type Outside struct {
	testing.TB // nil: only the methods below may be called
	Print      func(line string)
	Failure    error // the last one

	cleanups []func()
}

// ErrSkip says that something is missing on this machine.
var ErrSkip = errors.New("skipped")

// End runs the cleanups, the last one first.
func (o *Outside) End() {
	for i := len(o.cleanups) - 1; i >= 0; i-- {
		o.cleanups[i]()
	}
}

func (o *Outside) Helper()                           {}
func (o *Outside) Cleanup(f func())                  { o.cleanups = append(o.cleanups, f) }
func (o *Outside) Failed() bool                      { return o.Failure != nil }
func (o *Outside) Log(args ...any)                   { o.print(fmt.Sprint(args...)) }
func (o *Outside) Logf(format string, args ...any)   { o.print(fmt.Sprintf(format, args...)) }
func (o *Outside) Error(args ...any)                 { o.Failure = errors.New(fmt.Sprint(args...)) }
func (o *Outside) Errorf(format string, args ...any) { o.Failure = fmt.Errorf(format, args...) }
func (o *Outside) Fatal(args ...any)                 { o.Error(args...); panic(o.Failure) }
func (o *Outside) Fatalf(format string, args ...any) { o.Errorf(format, args...); panic(o.Failure) }
func (o *Outside) Skip(args ...any)                  { panic(fmt.Errorf("%w: %s", ErrSkip, fmt.Sprint(args...))) }
func (o *Outside) Skipf(format string, args ...any)  { o.Skip(fmt.Sprintf(format, args...)) }

// TempDir returns a folder that is gone after [Outside.End].
func (o *Outside) TempDir() string {
	dir, err := os.MkdirTemp("", "goldfish-deploy-")
	if err != nil {
		o.Fatal(err)
	}
	o.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

func (o *Outside) print(line string) {
	if o.Print != nil {
		o.Print(line)
	}
}
