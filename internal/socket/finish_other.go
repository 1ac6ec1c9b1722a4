//go:build !linux

package socket

import (
	"errors"
	"syscall"
)

func ignoreNew(syscall.RawConn) error { return errors.ErrUnsupported }

func queueIsEmpty(syscall.RawConn) bool { return true }
