package live

import (
	"bytes"
	"context"
	"fmt"
	"runtime/pprof"
	"strconv"
)

// loadLabel is the profiler label of the goroutines of a load: the route, and the number of the
// worker.
const loadLabel = "goldfish_load"

// labels are the labels of a worker, for each route. It keeps them, because to make one takes
// longer than to set it.
type labels struct {
	current string // route
	all     map[string]context.Context
}

func labelOf(route string, worker int) string { return route + " #" + strconv.Itoa(worker) }

// set labels the goroutine of a load, and those that it starts, for profiles and for stack.
func (l *labels) set(route string, worker int) {
	ctx := l.all[route]
	if ctx == nil {
		ctx = pprof.WithLabels(context.Background(), pprof.Labels(loadLabel, labelOf(route, worker)))
		if l.all == nil {
			l.all = map[string]context.Context{}
		}
		l.all[route] = ctx
	} else if l.current == route {
		return
	}
	l.current = route
	pprof.SetGoroutineLabels(ctx)
}

// maxStack is how many bytes of stacks are logged for a load that hangs.
const maxStack = 16 << 10

// stack returns the stacks of the goroutines of a load.
func (p *place) stack() string {
	var profile bytes.Buffer
	if err := pprof.Lookup("goroutine").WriteTo(&profile, 1); err != nil {
		return err.Error()
	}
	mine := fmt.Appendf(nil, "%q:%q", loadLabel, labelOf(p.flow.route.name, p.worker.number))
	var out []byte
	for record := range bytes.SplitSeq(profile.Bytes(), []byte("\n\n")) {
		if bytes.Contains(record, mine) {
			out = append(append(out, record...), '\n')
		}
	}
	return string(out[:min(len(out), maxStack)])
}
