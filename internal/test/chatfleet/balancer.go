package chatfleet

import (
	"bytes"
	"errors"
	"io"
	"log"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httputil"
)

// balance returns a load balancer before the nodes, which sends each request to any of them. There
// are no sticky sessions. A node that refuses the connection is passed over; if one dies with a
// request, the answer is 502.
func balance(nodes []*node) http.Handler {
	return &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.Out.URL.Scheme, r.Out.URL.Host = "http", r.In.Host // balanced sets the host
			r.Out.Host = r.In.Host
		},
		Transport:     &balanced{nodes: nodes, to: &http.Transport{MaxIdleConnsPerHost: 50}},
		FlushInterval: -1,
		ErrorLog:      log.New(io.Discard, "", 0),
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, _ error) {
			http.Error(w, "No answer from the application.", http.StatusBadGateway)
		},
	}
}

type balanced struct {
	nodes []*node
	to    *http.Transport
}

// RoundTrip implements [http.RoundTripper].
func (b *balanced) RoundTrip(r *http.Request) (*http.Response, error) {
	var body []byte
	if r.Body != nil {
		var err error
		if body, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
	}
	var refused error
	for _, i := range rand.Perm(len(b.nodes)) {
		try := r.Clone(r.Context())
		try.URL.Host = b.nodes[i].address
		if r.Body != nil {
			try.Body = io.NopCloser(bytes.NewReader(body))
		}
		response, err := b.to.RoundTrip(try)
		if e, ok := errors.AsType[*net.OpError](err); ok && e.Op == "dial" {
			refused = err
			continue
		}
		return response, err
	}
	return nil, refused
}
