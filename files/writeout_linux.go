package files

import (
	"os"

	"golang.org/x/sys/unix"
)

// beginWriteOut makes the kernel begin to write a range of a file to the disk, by
// sync_file_range(2). The kernel does not wait for the disk, and nothing is durable afterwards: the
// sync that follows does that, and returns the errors of the disk. So errors are ignored here, such
// as those of file systems without this call.
func beginWriteOut(f *os.File, offset, n int64) {
	raw, err := f.SyscallConn()
	if err != nil {
		return
	}
	_ = raw.Control(func(fd uintptr) {
		_ = unix.SyncFileRange(int(fd), offset, n, unix.SYNC_FILE_RANGE_WRITE)
	})
}
