// Package write does what all stores do with a write: claim the submission, add the changes,
// commit, try again, tell the bus.
package write

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"sync"
)

// A Submission is one intent of a person to submit a form. Equal submissions are one: a second
// request with all of these is a retry.
type Submission struct {
	Key    string   // made by the client for each intent, and kept over retries
	Viewer string   // the viewer's ID; "" for a stranger
	Action string   // the URL of the action
	Body   [32]byte // a hash of the form
}

// ID returns a hash of the submission, which names its row.
func (s Submission) ID() string {
	h := sha256.New()
	for _, field := range []string{s.Key, s.Viewer, s.Action, string(s.Body[:])} {
		var size [8]byte
		binary.BigEndian.PutUint64(size[:], uint64(len(field)))
		h.Write(size[:])
		h.Write([]byte(field))
	}
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil))
}

// An Outcome is what a submission is answered with.
type Outcome struct {
	Next  string // URL of the page that comes next; "": the page of the form
	Flash string // a sentence for the person, or ""
}

// An Attempt is one run of an action for a submission. The framework makes it, and puts it into the
// context of the action.
type Attempt struct {
	Submission

	// Flash returns the sentence that the action has set so far. It may be nil.
	Flash func() string

	mu       sync.Mutex
	claiming bool
	claimed  bool
	settled  bool
	replay   *Outcome
	writes   int

	repeatable bool
}

type attemptKey struct{}

// WithAttempt returns a context whose writes belong to an attempt.
func WithAttempt(ctx context.Context, a *Attempt) context.Context {
	return context.WithValue(ctx, attemptKey{}, a)
}

// WithoutAttempt returns a context whose writes belong to no attempt. The attempt of ctx notes that
// it is used.
func WithoutAttempt(ctx context.Context) context.Context {
	if a := attemptOf(ctx); a != nil {
		a.mu.Lock()
		defer a.mu.Unlock()
		a.repeatable = true
	}
	return WithAttempt(ctx, nil)
}

func attemptOf(ctx context.Context) *Attempt {
	a, _ := ctx.Value(attemptKey{}).(*Attempt)
	return a
}

// Claimed reports whether a write of this attempt was committed.
func (a *Attempt) Claimed() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.claimed
}

// Settled reports whether the outcome was committed with the write.
func (a *Attempt) Settled() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.settled
}

// Replay returns the outcome of an earlier attempt, if a write found that the submission is done.
func (a *Attempt) Replay() (Outcome, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.replay == nil {
		return Outcome{}, false
	}
	return *a.replay, true
}

// Writes returns how many writes were committed.
func (a *Attempt) Writes() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.writes
}

// Repeatable reports whether the action has writes that may be done twice: see WithoutAttempt.
func (a *Attempt) Repeatable() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.repeatable
}

// claims reports whether the write that begins is the one that claims the submission: the first
// one.
func (a *Attempt) claims() bool {
	if a == nil || a.Key == "" {
		return false
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.claiming || a.claimed || a.replay != nil {
		return false
	}
	a.claiming = true
	return true
}

// ended notes how a write ended. Claims says that it was the one that claims.
func (a *Attempt) ended(claims, committed, settled bool, replay *Outcome) {
	if a == nil {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if committed {
		a.writes++
	}
	if claims {
		a.claiming, a.claimed, a.settled, a.replay = false, committed, committed && settled, replay
	}
}

func (a *Attempt) flash() string {
	if a == nil || a.Flash == nil {
		return ""
	}
	return a.Flash()
}

// A Done is the error of a write whose submission was done before. The framework answers with the
// outcome, whatever the action makes of the error.
type Done struct{ Outcome Outcome }

func (*Done) Error() string { return "store: this submission was done before" }
