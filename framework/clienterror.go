package framework

import (
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// Limits of what clients can write into the log.
const (
	maxClientError    = 200         // characters of a cause
	clientErrorsEvery = time.Minute // in this time
	maxClientErrors   = 10          // so many lines are written,
	forgetErrorsAfter = time.Hour   // and one line for each page and cause in this time
	maxErrorsKnown    = maxClientErrors * int(forgetErrorsAfter/clientErrorsEvery)
)

// clientErrors are the failures that clients have told of, as the log has them.
type clientErrors struct {
	mu      sync.Mutex
	known   map[string]bool // pattern of the route and cause
	since   time.Time       // when known was empty
	minute  time.Time       // when lines was 0
	lines   int
	dropped int // failures that are not in the log, since its last line
}

// note reports whether a failure is to be logged, and how many were dropped before it.
func (c *clientErrors) note(pattern, cause string, now time.Time) (dropped int, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now.Sub(c.since) > forgetErrorsAfter {
		c.known, c.since = map[string]bool{}, now
	}
	if now.Sub(c.minute) > clientErrorsEvery {
		c.minute, c.lines = now, 0
	}
	key := pattern + "\n" + cause
	if c.known[key] {
		return 0, false
	}
	//mutant:false TestClientError: clients cannot fill the log
	if c.lines >= maxClientErrors || len(c.known) >= maxErrorsKnown {
		c.dropped++
		return 0, false
	}
	c.known[key] = true
	c.lines++
	dropped, c.dropped = c.dropped, 0
	return dropped, true
}

// noteClientError logs why a client could not show a patch, if it tells so. The page of that person
// has healed by itself, or asks for its whole body with this request.
func (rq *request[V]) noteClientError(to target[V]) {
	report := rq.r.Header.Get(wire.ErrorHeader)
	if report == "" {
		return
	}
	cause := cleanClientError(report)
	if dropped, ok := rq.app.clientErrors.note(to.endpoint.pattern, cause, time.Now()); ok {
		rq.app.options.Logger.Warn("a client could not show a patch as it should",
			"page", to.endpoint.pattern, "cause", cause, "dropped", dropped)
	}
}

// cleanClientError returns what a client says as short, printable text.
func cleanClientError(report string) string {
	report = strings.ToValidUTF8(report, "?")
	runes := []rune(strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '?'
		}
		return r
	}, report[:min(len(report), 4*maxClientError)]))
	return string(runes[:min(len(runes), maxClientError)])
}
