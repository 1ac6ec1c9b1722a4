package framework

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/goldfish-go/goldfish/router"
)

// maxHops is how many pages in a row may say that they are elsewhere.
const maxHops = 5

// patch answers with the difference between the page that the client holds and this one.
func (x *exchange[V]) patch(to address[V], flash string) error {
	for range maxHops {
		c, err := x.load(to)
		away, ok := errors.AsType[elsewhere](err)
		if !ok {
			if err != nil {
				return err
			}
			x.write(http.StatusOK, x.difference(to, c, flash))
			return nil
		}
		if to, ok = x.app.at(away.to); !ok || to.report.Status(true) != 0 {
			x.leave(away.to, flash)
			return nil
		}
	}
	return Error{Cause: errors.New("pages say in a circle that they are elsewhere: " + to.log)}
}

func (x *exchange[V]) difference(to address[V], c *content, flash string) patchBody {
	out := patchBody{
		URL:     to.url + router.URL(to.fragment),
		Mark:    x.mark(),
		Title:   c.Title,
		Version: c.Version(),
		Notice:  to.report.Notice(),
		Flash:   flash,
	}
	if from := x.r.Header.Get(headerFrom); from != "" {
		out.History = router.Push
		if left, ok := x.app.at(router.URL(from)); ok {
			out.History = to.history(left)
		}
	}
	if x.r.Header.Get(headerVersion) != c.Version() {
		out.Body = &c.Body
	}
	return out
}

// leave tells the client to load a document that is no page of this app, or one that only a document can show.
func (x *exchange[V]) leave(to router.URL, flash string) {
	putFlash(x.w, x.r, flash)
	x.write(http.StatusOK, patchBody{Location: string(to)})
}

func (x *exchange[V]) write(status int, body patchBody) {
	out := encode(body)
	h := x.w.Header()
	h.Set("Content-Type", typePatch)
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Length", strconv.Itoa(len(out)))
	x.w.WriteHeader(status)
	_, _ = x.w.Write(out) // the peer may have gone; nobody is left to tell
}
