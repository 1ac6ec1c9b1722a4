package live

import (
	"bytes"
	"context"
	"fmt"
	"runtime/pprof"
	"strconv"
)

// loadLabel is the profiler label of the goroutines of a load: the route, and a number of the load.
const loadLabel = "goldfish_load"

// label marks the goroutine of a load, and those that it starts, for profiles and for stack.
func (p *place) label() {
	labels := pprof.Labels(loadLabel, p.flow.route.name+" #"+strconv.FormatUint(p.id, 10))
	pprof.SetGoroutineLabels(pprof.WithLabels(context.Background(), labels))
}

// maxStack is how many bytes of stacks are logged for a load that hangs.
const maxStack = 16 << 10

// stack returns the stacks of the goroutines of a load.
func (p *place) stack() string {
	var profile bytes.Buffer
	if err := pprof.Lookup("goroutine").WriteTo(&profile, 1); err != nil {
		return err.Error()
	}
	mine := fmt.Appendf(nil, "%q:%q", loadLabel, p.flow.route.name+" #"+strconv.FormatUint(p.id, 10))
	var out []byte
	for record := range bytes.SplitSeq(profile.Bytes(), []byte("\n\n")) {
		if bytes.Contains(record, mine) {
			out = append(append(out, record...), '\n')
		}
	}
	return string(out[:min(len(out), maxStack)])
}
