package bus

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// A Bus carries notifications to the receivers of all nodes.
type Bus interface {
	// Notify says that topics have changed. The receivers of this process receive it before Notify
	// returns. Other nodes receive it later; Notify does not wait for them.
	Notify(topics ...string)

	// Subscribe adds a receiver until cancel is called. The receiver may be called once more
	// while cancel runs, and never after it has returned.
	Subscribe(r Receiver) (cancel func())
}

// A Receiver is told what has changed. Its functions are called from several goroutines at once.
// They must return soon, and must not call the bus.
type Receiver struct {
	// Notify is given topics that have changed. It must not keep the slice.
	Notify func(topics []string)

	// Gap says that notifications may have been lost: every topic may have changed. It may be nil.
	Gap func()

	// Health is called when the log or the waker has stopped to work, and when it works again. At
	// first both work. It may be nil.
	Health func(Health)
}

// MaxTopicBytes limits the name of a topic.
const MaxTopicBytes = 1024

// CheckTopic returns an error that says what is wrong with the name of a topic. A name has 1 to
// [MaxTopicBytes] bytes of UTF-8 without the byte 0, which PostgreSQL cannot store.
func CheckTopic(topic string) error {
	switch {
	case topic == "", topic == Everything:
		return fmt.Errorf("bus: %q is not the name of a topic", topic)
	case len(topic) > MaxTopicBytes:
		return fmt.Errorf("bus: the topic %.40q… has %d bytes; a name has at most %d", topic, len(topic), MaxTopicBytes)
	case !utf8.ValidString(topic) || strings.ContainsRune(topic, 0):
		return fmt.Errorf("bus: the topic %.40q is not UTF-8 without the byte 0", topic)
	}
	return nil
}
