package framework_test

import (
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/canaries"
)

// Nobody is ever sent what is for somebody else, or in another language. The full size is a million
// patches: CANARIES=1000000 go test -race -timeout 0 -run Canaries ./framework
func TestCanaries(t *testing.T) {
	size := canaries.Size{People: 200, Patches: 20_000}
	if testing.Short() {
		size = canaries.Size{People: 40, Patches: 4000}
	}
	canaries.Run(t, canaries.Full(size))
}
