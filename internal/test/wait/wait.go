// Package wait says how long a test waits for what must happen.
package wait

import (
	"os"
	"time"
)

// Env is the environment variable that sets the limit, as time.ParseDuration reads it. The tests of
// guards that are out set it: there, what a test waits for mostly never comes.
const Env = "GOLDFISH_TEST_WAIT"

// Limit returns after how long a test gives up: a minute, which is far more than anything takes on
// a busy machine.
func Limit() time.Duration {
	if limit, err := time.ParseDuration(os.Getenv(Env)); err == nil {
		return limit
	}
	return time.Minute
}
