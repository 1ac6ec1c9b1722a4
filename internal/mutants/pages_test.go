package mutants

// pages are the guards of framework.
var pages = []guard{
	{"a stream over HTTP/2 does not keep the stack of the views", "framework/serve.go",
		"if kind == stream && r.ProtoMajor > 1 {", "if false {", "TestStreamsAreShallow"},
	{"a chain that lets no stream out is answered in words", "framework/stream.go",
		"if errors.Is(err, sse.ErrNoFlush) {", "if false {", "TestStreamThatCannotPass"},
	{"and the log names the cause once", "framework/unfit.go",
		"; said {", "; said && cause == nil {", "TestStreamThatCannotPass"},
	{"a stream that finds no room is told when to come back", "framework/load.go",
		"if errors.Is(err, sse.ErrTooManyStreams) || errors.Is(err, live.ErrTooManyScreens) {", "if false {", "TestNoRoomForAStream"},
	{"bodies have a budget", "framework/memory.go",
		"for m.used > m.limit {", "for false {", "TestMemory$"},
	{"what a body grew by counts", "framework/memory.go",
		"		m.add(c, int64(by))\n", "		_ = by\n", "TestMemoryOfEvents"},
	{"the newest body is kept, whatever it weighs", "framework/memory.go",
		"		if oldest == m.kept.Back().Value {\n			return\n		}\n", "", "TestMemoryOfOneGiant"},
	{"what no screen shows does not count", "framework/memory.go",
		"	m.used -= c.size\n", "", "TestMemoryIsGivenBack"},
}
