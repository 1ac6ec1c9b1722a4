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
}
