package framework

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"hash"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/internal/devmode"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/store"
)

// A Store keeps the submissions that are done, and carries notifications. [store.DB] is one,
// pgxstore.DB, and [store.Mem].
type Store interface {
	bus.Bus

	// Find returns the outcome of a submission that is done.
	Find(context.Context, store.Submission) (store.Outcome, bool, error)

	// Settle keeps the outcome of an attempt, where its write was committed without it.
	Settle(context.Context, *store.Attempt, store.Outcome) error

	// Durable reports whether outcomes outlive the process.
	Durable() bool
}

// keyFormat is what a submission's key may look like. Clients make 22 to 43 random characters.
var keyFormat = regexp.MustCompile(`^[A-Za-z0-9_-]{16,64}$`)

// submission returns what makes this post the same as another one. Without a key it is never that.
//
// A store keeps it for days. So if the form has a secret, the hash of the body is keyed by the
// submission's key, and the key itself is kept as a hash: whoever reads the store has nothing to
// try out a PIN with.
func (rq *request[V]) submission(action router.URL, form url.Values, isSecret func(field string) bool) (store.Submission, error) {
	key := rq.r.Header.Get(wire.KeyHeader)
	if key == "" {
		key = form.Get(wire.KeyField)
	}
	form.Del(wire.KeyField) // it is not the app's
	if key == "" {
		return store.Submission{}, nil
	}
	if !keyFormat.MatchString(key) {
		return store.Submission{}, Error{Status: http.StatusBadRequest, Cause: fmt.Errorf("the key of the submission is not 16 to 64 letters, digits, - and _: %.80q", key)}
	}
	h := sha256.New()
	//mutant:false TestSubmissionWithASecret: a stored hash tells nobody what a password is
	if hasSecret(form, isSecret) {
		h = hmac.New(sha256.New, []byte(key))
		sum := sha256.Sum256([]byte(key))
		key = base64.RawURLEncoding.EncodeToString(sum[:])
	}
	body, err := hashForm(h, rq.files.forHash(form), rq.r.MultipartForm)
	return store.Submission{Key: key, Viewer: rq.viewer.ID, Action: string(action), Body: body}, err
}

// checkSender returns an error if this post is sent again for another viewer than the one who sent
// it first: somebody else has signed in, or the session has ended.
func (rq *request[V]) checkSender() error {
	sender, now := rq.r.Header.Get(wire.ViewerHeader), wire.NoViewer
	if rq.viewer.ID != "" {
		now = wire.Fingerprint([]byte(rq.viewer.ID))
	}
	//mutant:false TestResendForAnotherViewer
	if sender != "" && sender != now {
		return Error{Status: http.StatusConflict}
	}
	return nil
}

// hasSecret reports whether a secret field of a form has a value.
func hasSecret(form url.Values, isSecret func(field string) bool) bool {
	for name, all := range form {
		if strings.Join(all, "") != "" && isSecret(name) {
			return true
		}
	}
	return false
}

// hashForm returns a hash of all fields and files, whatever their order among other names.
func hashForm(h hash.Hash, form url.Values, files *multipart.Form) (sum [32]byte, err error) {
	_, _ = io.WriteString(h, form.Encode())
	if files != nil {
		for _, name := range slices.Sorted(maps.Keys(files.File)) {
			for _, file := range files.File[name] {
				fmt.Fprintf(h, "\x00%q %q %d\x00", name, file.Filename, file.Size)
				if err := hashFile(h, file); err != nil {
					return sum, err
				}
			}
		}
	}
	h.Sum(sum[:0])
	return sum, nil
}

func hashFile(to io.Writer, file *multipart.FileHeader) error {
	f, err := file.Open()
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(to, f)
	return err
}

// findTimeout limits how long a post waits for the store to look its submission up.
const findTimeout = 5 * time.Second

// unavailableRetryAfter is when it is worth trying again what a database refused.
const unavailableRetryAfter = time.Second

// errUnavailable is the error of a request while the database cannot be reached.
func errUnavailable(err error) error {
	return Error{Status: http.StatusServiceUnavailable, RetryAfter: unavailableRetryAfter, Cause: err}
}

// done answers with the outcome of a submission, if it is done.
func (rq *request[V]) done(to target[V], s store.Submission) (answered bool, err error) {
	if s.Key == "" {
		return false, nil
	}
	err = rq.app.outage.down()
	var o store.Outcome
	var found bool
	//mutant:true TestPostInAnOutage: a post does not wait for a database that is down
	if err == nil {
		ctx, cancel := context.WithTimeout(rq.r.Context(), findTimeout)
		defer cancel()
		o, found, err = rq.app.options.Store.Find(ctx, s)
	}
	if err != nil {
		return false, reportError(errUnavailable(err), rq.app.options.Logger, "submission", to.log())
	}
	if !found {
		return false, nil
	}
	return true, rq.respondOutcome(to, o)
}

// respondOutcome answers an action as it was answered before.
func (rq *request[V]) respondOutcome(to target[V], o store.Outcome) error {
	next := router.URL(o.Next)
	if next == Stay {
		next = to.url
	}
	if rq.kind == wire.Document {
		rq.redirectAfterAction(next, o.Flash)
		return nil
	}
	return rq.respondNext(to, next, o.Flash)
}

// keep keeps the outcome of an action. An answer that sets a cookie, or that changes the viewer, is
// not kept without a write: a retry would not get the cookie.
func (rq *request[V]) keep(a *store.Attempt, o store.Outcome, log string) {
	durable := rq.app.options.Store.Durable()
	if a.Key == "" || !durable && rq.signsInOrOut() {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(rq.r.Context()), 5*time.Second)
	defer cancel()
	if err := rq.app.options.Store.Settle(ctx, a, o); err != nil {
		// The effect is committed. A retry is answered with the page of the form.
		rq.app.options.Logger.Error("goldfish: the outcome of an action was not kept", "at", log, "err", err)
	}
}

// signsInOrOut reports whether the action has set a cookie or changed the viewer.
func (rq *request[V]) signsInOrOut() bool {
	if len(rq.w.Header()["Set-Cookie"]) > 0 {
		return true
	}
	before := rq.viewer.ID
	return rq.identify() != nil || rq.viewer.ID != before
}

// checkWrites warns, in development mode, of an action that is not once-only.
func (rq *request[V]) checkWrites(a *store.Attempt, refused bool, action string, log string) {
	if rq.app.dev == nil || !rq.app.options.Store.Durable() {
		return
	}
	message := ""
	switch n := a.Writes(); {
	case n == 0 && (refused || a.Repeatable() || rq.signsInOrOut()):
		return
	case n == 0:
		message = fmt.Sprintf("The action %q succeeded without a write of the store, so a retry does it again. Do it in db.Write.", action)
	case refused:
		message = fmt.Sprintf("The action %q refused the form after its write was committed. Check first, or return the error from the function of db.Write.", action)
	case n > 1:
		message = fmt.Sprintf("The action %q has %d writes. If the process is killed between them, a retry does not do the rest. Join them to one.", action, n)
	default:
		return
	}
	rq.app.dev.Warn(devmode.Warning{Kind: "write", Page: log, Field: action, Message: message})
}

// submissions makes requests with the same submission wait for each other.
type submissions struct {
	mu      sync.Mutex
	running map[string]chan struct{}
}

// enter waits until no other request with this submission runs. The caller calls leave.
func (s *submissions) enter(ctx context.Context, id string) (leave func(), err error) {
	for {
		s.mu.Lock()
		running, busy := s.running[id]
		if !busy {
			over := make(chan struct{})
			if s.running == nil {
				s.running = map[string]chan struct{}{}
			}
			s.running[id] = over
			s.mu.Unlock()
			return func() {
				s.mu.Lock()
				defer s.mu.Unlock()
				delete(s.running, id)
				close(over)
			}, nil
		}
		s.mu.Unlock()
		select {
		case <-running:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// isUnavailable reports whether an error says that a database could not be used, so that the same
// request may succeed in a moment.
func isUnavailable(err error) bool { return store.IsUnavailable(err) }
