package client_test

import (
	"bytes"
	"testing"

	"github.com/goldfish-go/goldfish/client"
)

// During a deploy two builds run side by side, and each is asked for the files of the other.
func TestServeAssetsOfClient(t *testing.T) {
	script, today, ok := client.Find(client.Name)
	if !ok || !today || !bytes.Equal(script, client.Script) {
		t.Errorf("today's name: ok %t, today %t, %d bytes", ok, today, len(script))
	}
	script, today, ok = client.Find("client-00000000.js")
	if !ok || today || !bytes.Equal(script, client.Script) {
		t.Errorf("another build's name: ok %t, today %t, %d bytes", ok, today, len(script))
	}
	for _, name := range []string{"client.js", "client-0.js", "nothing-00000000.js", "../client-00000000.js"} {
		if _, _, ok := client.Find(name); ok {
			t.Errorf("%s is found", name)
		}
	}
}
