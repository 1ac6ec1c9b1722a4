package live

// A Seq is the number of a notification; a hub counts them from 2. The zero Seq means unknown.
type Seq uint64

// A notificationLog remembers which topics were notified lately, so that a load can ask what was
// notified while it ran. It has two generations of at most maxNotifications topics each. For
// anything older the answer is: may have changed.
type notificationLog struct {
	last     Seq // number of the last notification
	new, old map[string]Seq
	newFrom  Seq // new holds everything after this one
	oldFrom  Seq // old and new hold everything after this one
}

const maxNotifications = 4096

func (n *notificationLog) add(topic string) {
	n.last++
	//mutant:false TestNotificationLog: notifications take bounded memory
	if len(n.new) >= maxNotifications {
		n.old, n.oldFrom = n.new, n.newFrom
		n.new, n.newFrom = nil, n.last-1
	}
	if n.new == nil {
		n.new = map[string]Seq{}
	}
	n.new[topic] = n.last
}

// reset forgets everything: any topic may have changed.
func (n *notificationLog) reset() {
	n.last++
	*n = notificationLog{last: n.last, newFrom: n.last, oldFrom: n.last}
}

// mayHaveChanged reports whether the topic was notified after seq, or may have been.
func (n *notificationLog) mayHaveChanged(topic string, seq Seq) bool {
	// A notification of long ago counts as one that may have been.
	//mutant:false(1) TestNotificationLog
	return seq < n.oldFrom || n.changed(topic, seq)
}

// changed reports whether the topic was surely notified after seq.
func (n *notificationLog) changed(topic string, seq Seq) bool {
	return n.new[topic] > seq || n.old[topic] > seq
}
