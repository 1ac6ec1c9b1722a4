package framework

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/text"
)

// maxHops is how many pages in a row may say that they are elsewhere.
const maxHops = 5

// patch answers with the difference between the page that the client holds and this one.
func (x *exchange[V]) patch(to address[V], flash string) error {
	for range maxHops {
		b, err := x.load(to)
		away, ok := asRedirect(err)
		if !ok {
			if err != nil {
				return err
			}
			x.write(http.StatusOK, x.difference(to, b, flash))
			return nil
		}
		if to, ok = x.app.at(away); !ok || to.report.Status(true) != 0 {
			x.leave(away, flash)
			return nil
		}
	}
	return Error{Cause: errors.New("pages say in a circle that they are elsewhere: " + to.log)}
}

func (x *exchange[V]) difference(to address[V], b *body, flash string) patchBody {
	out := patchBody{
		URL:          to.url + router.URL(to.fragment),
		Fingerprints: x.fingerprints(),
		Description:  b.description,
		Version:      b.Version,
		Notice:       to.report.Notice(&text.English),
		Flash:        flash,
		Parts:        x.partsSince(b),
	}
	var left address[V]
	if from := x.r.Header.Get(headerFrom); from != "" {
		out.History = router.Push
		var ok bool
		if left, ok = x.app.at(router.URL(from)); ok {
			out.History = to.history(left)
		}
	}
	held := x.r.Header.Get(headerVersion)
	if held == b.Version {
		return out
	}
	if out.Delta = x.since(b, held, left); out.Delta == nil {
		x.explain(b, held, left)
		out.Title, out.Body = &b.Title, &b.Body
	}
	return out
}

// since returns the difference from the version that the client holds: an earlier one of the same screen, or one of the page that it leaves, if
// this server knows it. It is nil where the whole is the better answer.
func (x *exchange[V]) since(b *body, held string, left address[V]) []byte {
	if held == "" {
		return nil
	}
	if delta, ok := b.past.Since(held); ok {
		return delta
	}
	if from := x.left(left); from != nil && from.Version == held {
		delta, _ := b.bridge(from)
		return delta
	}
	return nil
}

// left returns what the screen of the page that is left shows, nil where this server does not know.
func (x *exchange[V]) left(page address[V]) *body {
	if page.place == nil {
		return nil
	}
	key, _ := page.screen(x.viewer.Who)
	return bodyOf(x.app.hub.Cached(key))
}

// leave tells the client to load a document that is no page of this app.
func (x *exchange[V]) leave(to router.URL, flash string) {
	putFlash(x.w, x.r, flash)
	x.write(http.StatusOK, patchBody{Location: string(to)})
}

func (x *exchange[V]) write(status int, body patchBody) {
	pooled := answers.Get().(*[]byte)
	out := appendJSON((*pooled)[:0], body)
	h := x.w.Header()
	h.Set("Content-Type", typePatch)
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Length", strconv.Itoa(len(out)))
	x.w.WriteHeader(status)
	_, _ = x.w.Write(out) // the peer may have gone; nobody is left to tell
	if cap(out) <= maxAnswer {
		*pooled = out
		answers.Put(pooled)
	}
}
