package main

import (
	"fmt"
	"os"
	"strings"
)

// kernelMemory is what the kernel has allocated for objects, such as sockets, on the whole machine:
// Slab in /proc/meminfo, without what it can take back, such as names of files. What other
// processes do is in it too.
func (r *run) kernelMemory() float64 {
	var bytes float64
	for line := range strings.Lines(string(must(os.ReadFile("/proc/meminfo")))) {
		var kilobytes float64
		if _, err := fmt.Sscanf(line, "SUnreclaim: %f kB", &kilobytes); err == nil {
			bytes += kilobytes * 1024
		}
	}
	return bytes
}
