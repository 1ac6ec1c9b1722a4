package model

import "time"

// An App says what people do. Changes are spread evenly over screens, and tabs over screens and
// nodes.
type App struct {
	Tabs             float64 // open at once, on all nodes
	TabsPerScreen    float64 // tabs with the same page, audience and language, on all nodes
	Changes          float64 // commits per second, on all nodes
	ScreensPerChange float64 // screens that one commit concerns

	ViewTime  time.Duration // that a view waits for the database
	BodyBytes float64       // of a page
}

// Screens returns how many screens have tabs.
func (a App) Screens() float64 { return a.Tabs / max(a.TabsPerScreen, 1) }

// at returns the same app with another number of tabs. The number of tabs per screen and the rate
// of changes per tab are the same, unless all tabs have one screen: then they still have.
func (a App) at(tabs float64) App {
	factor := tabs / a.Tabs
	if a.TabsPerScreen >= a.Tabs {
		a.TabsPerScreen = tabs
	} else {
		a.Changes *= factor
	}
	a.Tabs = tabs
	return a
}

// A Transport is how streams reach the server's process.
type Transport int

// Transports. TLS is that of Go, in the process; with a proxy before it, streams are Plain.
const (
	Plain Transport = iota // HTTP/1.1 without TLS: streams are parked
	TLS1                   // HTTP/1.1 over TLS
	TLS2                   // HTTP/2 over TLS, the tabs of one browser on one connection
)

// A Fleet is the machines. Each has one process.
type Fleet struct {
	Nodes       float64
	Cores       float64 // of each node
	Memory      float64 // of each node
	Descriptors float64 // of each process
	NIC         float64 // bytes per second that a node can send
	Transport   Transport

	Queries float64 // per second, that the database answers
	Routed  float64 // messages per second, that the bus delivers
}

// Settings are options of the framework that the formulas need.
type Settings struct {
	MinLoadInterval time.Duration // between loads of one screen on one node
	Heartbeat       time.Duration // after which a silent stream gets a comment
	StreamAge       time.Duration // after which a stream is renewed
	WakeInterval    time.Duration // between wake-ups that a node sends
	ReadInterval    time.Duration // between reads of the changes table
	LoadsAtOnce     float64       // background loads at once, for each core
	CacheBytes      float64       // of bodies
	Freshness       time.Duration // goal: from a commit to the last tab
	Return          time.Duration // goal: until the tabs of a lost node are live on others
}

// Defaults are the framework's, and two goals.
var Defaults = Settings{
	MinLoadInterval: 50 * time.Millisecond,
	Heartbeat:       20 * time.Second,
	StreamAge:       10 * time.Minute,
	WakeInterval:    2 * time.Millisecond,
	ReadInterval:    4 * time.Millisecond,
	LoadsAtOnce:     4,
	CacheBytes:      64 << 20,
	Freshness:       time.Second,
	Return:          30 * time.Second,
}

// Costs are what one of each takes. Bench scale and bench model measure them.
type Costs struct {
	Base        float64 // memory of a process without tabs
	Tab         float64 // memory of a tab in the process, with Plain
	TabTLS1     float64
	TabTLS2     float64
	Kernel      float64 // memory of the kernel for a connection
	Screen      float64 // memory of a screen, without its body
	Body        float64 // memory of a body, for each of its bytes
	EventBytes  float64 // that an event adds to a stream
	PacketBytes float64 // headers of a packet and of its acknowledgement
	OpenBytes   float64 // that a new stream is sent
	Event       float64 // processor time to send an event to a tab
	EventTLS    float64
	Load        float64 // processor time of a load: view, render, difference
	Read        float64 // processor time of a node to read the changes of others, once
	Notice      float64 // more, for each change that it reads
	Write       float64 // processor time of a commit
	Idle        float64 // processor time per second of a node without tabs
	Open        float64 // processor time of a new stream
	OpenTLS     float64 // more, with a new connection over TLS
}

// tab returns the memory of a tab in the process.
func (c Costs) tab(t Transport) float64 {
	switch t {
	case TLS1:
		return c.TabTLS1
	case TLS2:
		return c.TabTLS2
	}
	return c.Tab
}

func (c Costs) event(t Transport) float64 {
	if t == Plain {
		return c.Event
	}
	return c.EventTLS
}

func (c Costs) open(t Transport) float64 {
	if t == Plain {
		return c.Open
	}
	return c.Open + c.OpenTLS
}
