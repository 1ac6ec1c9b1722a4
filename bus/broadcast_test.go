package bus

import "testing"

// A message is received on its channel alone, until cancel. One that is cut off, or that is too
// large for some bus, is received nowhere.
func TestMessages(t *testing.T) {
	var r Relay
	got := map[string]int{}
	cancel := r.Receive("x", func(payload []byte) { got[string(payload)]++ })
	for _, channel := range []string{"x", "y"} {
		if err := r.Broadcast(channel, []byte("here")); err != nil {
			t.Error(err)
		}
		r.receiveMessage(wrap(channel, []byte("from there")))
	}
	r.receiveMessage(nil)
	r.receiveMessage([]byte{9, 'x'})
	if r.Broadcast("x", make([]byte, MaxMessageBytes+1)) == nil || r.Broadcast("", nil) == nil {
		t.Error("a bad message was taken")
	}
	cancel()
	_ = r.Broadcast("x", []byte("later"))
	if len(got) != 2 || got["here"] != 1 || got["from there"] != 1 {
		t.Errorf("received %v", got)
	}
}
