package bus

import (
	"context"
	"crypto/rand"
	"log/slog"
	"sync"
	"time"
)

// Options configure a [Relay]. The zero value of each field is its default.
type Options struct {
	// Waker makes other nodes read at once. Nil: they read at intervals alone.
	Waker Waker

	// PollInterval is the time between two reads that nothing woke. Half of it to the whole is
	// waited, at random. Default: 1 s.
	PollInterval time.Duration

	// WakeInterval is the least time between two wake-ups that this node sends. Default: what the
	// waker says (see Waker), or else 10 ms.
	WakeInterval time.Duration

	// ReadInterval is the least time between two reads of this node. Default: 4 ms.
	ReadInterval time.Duration

	// MaxReadAge is for how long a position may be continued. If no read has succeeded for
	// longer, receivers are told of a gap. It must be shorter than rows stay in the log.
	// Default: 5 min.
	MaxReadAge time.Duration

	// Log gets warnings. Default: slog.Default().
	Log *slog.Logger
}

// A Relay is the bus of all processes that share a [Log].
type Relay struct {
	Local
	log     Log
	options Options
	node    string // the start of this relay's marks
	marks   marks

	messenger Messenger   // nil: messages stay in this process
	messages  chan []byte // that wait to be sent

	stopSender, stop context.CancelFunc
	sending, running sync.WaitGroup

	read chan struct{} // holds one if the log is to be read now
	add  chan struct{} // holds one if topics are to be added to the log
	wake chan struct{} // holds one if other nodes are to be woken

	reporting sync.Mutex // held while receivers are told what works; taken before mu
	mu        sync.Mutex
	pending   map[string]struct{} // topics that are to be added to the log
	errs      errs
	reads     uint64
}

// Limits of what is kept in memory by name. Above them, all topics count as changed.
const (
	maxPending = 10_000
	maxRead    = 10_000
)

// Open reads the present position of the log, and starts a relay there. Close it.
func Open(ctx context.Context, log Log, o Options) (*Relay, error) {
	position, err := log.Read(ctx, "", nil)
	if err != nil {
		return nil, err
	}
	if o.PollInterval <= 0 {
		o.PollInterval = time.Second
	}
	if o.WakeInterval <= 0 {
		o.WakeInterval = 10 * time.Millisecond
		if w, ok := o.Waker.(interface{ WakeInterval() time.Duration }); ok {
			o.WakeInterval = w.WakeInterval()
		}
	}
	if o.ReadInterval <= 0 {
		o.ReadInterval = 4 * time.Millisecond
	}
	if o.MaxReadAge <= 0 {
		o.MaxReadAge = 5 * time.Minute
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	sending, stopSender := context.WithCancel(context.Background())
	running, stop := context.WithCancel(context.Background())
	r := &Relay{
		log:     log,
		options: o,
		node:    rand.Text(),
		read:    make(chan struct{}, 1),
		add:     make(chan struct{}, 1),
		wake:    make(chan struct{}, 1),
		pending: map[string]struct{}{},

		stopSender: stopSender,
		stop:       stop,
	}
	r.running.Go(func() { r.reader(running, position) })
	r.sending.Go(func() { repeat(sending, r.add, o.WakeInterval, readTimeout, r.append) })
	r.running.Go(func() { r.sweeper(running) })
	if m, ok := o.Waker.(Messenger); ok {
		r.messenger, r.messages = m, make(chan []byte, maxQueued)
		m.OnMessage(r.receiveMessage)
		r.sending.Go(func() { r.messageSender(sending) })
	}
	if o.Waker != nil {
		r.sending.Go(func() { repeat(sending, r.wake, o.WakeInterval, wakeTimeout, r.wakeOthers) })
		r.running.Go(func() { o.Waker.Run(running, func() { signal(r.read) }, r.reportListen) })
	}
	return r, nil
}

// Close tells other nodes what they have not been told yet, for up to 2 s, and ends the relay.
func (r *Relay) Close() {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	r.stopSender()
	r.sending.Wait()
	// What is lost here is found by reading, or was only a hint.
	if r.append(ctx) == nil && r.options.Waker != nil && len(r.wake) > 0 {
		_ = r.wakeOthers(ctx)
	}
	r.stop()
	r.running.Wait()
}

// Notify implements [Bus]. The topics are added to the log in the background, and again until it
// works. They are lost for other nodes if the process is killed before that; topics that are
// notified in a write are not.
func (r *Relay) Notify(topics ...string) {
	r.Local.Notify(topics...)
	r.mu.Lock()
	for _, topic := range topics {
		if CheckTopic(topic) != nil {
			r.options.Log.Error("goldfish: a topic was not sent to other nodes", "error", CheckTopic(topic))
			continue
		}
		//mutant:false TestManyPendingTopics: topics that wait take bounded memory
		if len(r.pending) >= maxPending {
			clear(r.pending)
			topic = Everything
		}
		if _, all := r.pending[Everything]; !all {
			r.pending[topic] = struct{}{}
		}
	}
	r.mu.Unlock()
	signal(r.add)
}

// Committed says that a transaction was committed that has put the topics into the log, with the
// mark. Receivers of this process receive it before Committed returns, and other nodes are woken.
func (r *Relay) Committed(mark string, topics ...string) {
	if len(topics) == 0 {
		return
	}
	r.marks.add(mark)
	r.Local.Notify(topics...)
	signal(r.wake)
}

// NewMark returns a mark that nobody else uses.
func (r *Relay) NewMark() string { return r.node + "." + rand.Text()[:10] }

// Look makes this node read the log now.
func (r *Relay) Look() { signal(r.read) }

func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
