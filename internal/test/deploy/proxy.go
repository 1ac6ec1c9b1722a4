package deploy

import (
	"context"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// A Proxy stands in front of the nodes, as a load balancer does: it takes turns, and where no node
// answers it says so with a page of its own. It notes all requests.
type Proxy struct {
	server *http.Server
	port   string

	nodes atomic.Pointer[[]*Node]
	off   atomic.Bool // the proxy itself does not answer
	turn  atomic.Int64

	mu       sync.Mutex
	requests []Request
}

// A Request is what the proxy has seen of one.
type Request struct {
	Host string // without the port
	Path string // with the query
	// Sec-Fetch-Dest: "document" for what a person, or a script, has the browser go to
	Dest   string
	Type   string // Accept
	Status int    // of the answer; 502 where there was none
}

// BadGateway is the title of the proxy's error page.
const BadGateway = "502 Bad Gateway"

type noteKey struct{}

func startProxy() (*Proxy, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	p := &Proxy{}
	_, p.port, _ = net.SplitHostPort(listener.Addr().String())
	p.nodes.Store(&[]*Node{})
	reverse := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(p.next())
			r.Out.Host = r.In.Host
		},
		Transport:      &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 100},
		FlushInterval:  -1,
		ErrorLog:       log.New(io.Discard, "", 0),
		ModifyResponse: func(resp *http.Response) error { note(resp.Request.Context(), resp.StatusCode); return nil },
		ErrorHandler: func(w http.ResponseWriter, r *http.Request, _ error) {
			note(r.Context(), http.StatusBadGateway)
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(http.StatusBadGateway)
			_, _ = io.WriteString(w, "<!doctype html><title>"+BadGateway+"</title><h1>"+BadGateway+"</h1>")
		},
	}
	p.server = &http.Server{ReadHeaderTimeout: time.Minute, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if p.off.Load() {
			panic(http.ErrAbortHandler) // the connection ends without an answer
		}
		host, _, _ := net.SplitHostPort(r.Host)
		request := Request{Host: host, Path: r.URL.RequestURI(), Dest: r.Header.Get("Sec-Fetch-Dest"), Type: r.Header.Get("Accept")}
		noted := func(status int) {
			p.mu.Lock()
			defer p.mu.Unlock()
			request.Status = status
			p.requests = append(p.requests, request)
		}
		reverse.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), noteKey{}, noted)))
	})}
	go func() { _ = p.server.Serve(listener) }()
	return p, nil
}

func note(ctx context.Context, status int) { ctx.Value(noteKey{}).(func(int))(status) }

// next is the node whose turn it is. Where there is none, it is a port where nobody listens.
func (p *Proxy) next() *url.URL {
	nodes := *p.nodes.Load()
	if len(nodes) == 0 {
		return &url.URL{Scheme: "http", Host: "127.0.0.1:1"}
	}
	return nodes[int(p.turn.Add(1))%len(nodes)].url
}

// Serve names the nodes that answer from now on.
func (p *Proxy) Serve(nodes ...*Node) { p.nodes.Store(&nodes) }

// Stop has the proxy end each connection without an answer, as where the network is down; Start
// undoes it.
func (p *Proxy) Stop() { p.off.Store(true) }

// Start has the proxy answer again.
func (p *Proxy) Start() { p.off.Store(false) }

// URL is where a browser finds the product under a name of its own: each name is an origin, with
// six connections and cookies of its own.
func (p *Proxy) URL(name, path string) string {
	return "http://" + p.host(name) + ":" + p.port + path
}

// host holds the port, since cookies do not.
func (p *Proxy) host(name string) string { return name + "-" + p.port + ".localhost" }

// Requests returns the requests so far to the origin of this name; with an empty name, all.
func (p *Proxy) Requests(name string) []Request {
	p.mu.Lock()
	defer p.mu.Unlock()
	var all []Request
	for _, r := range p.requests {
		if name == "" || r.Host == p.host(name) {
			all = append(all, r)
		}
	}
	return all
}

// Documents is how many documents the browser has asked for at the origin of this name.
func (p *Proxy) Documents(name string) (n int) {
	for _, r := range p.Requests(name) {
		if r.Dest == "document" {
			n++
		}
	}
	return n
}

// Missing are the scripts and stylesheets that were answered with an error, at all origins.
func (p *Proxy) Missing() (missing []Request) {
	for _, r := range p.Requests("") {
		if (r.Dest == "script" || r.Dest == "style") && r.Status >= 400 || strings.HasPrefix(r.Path, "/assets/") && r.Status == http.StatusNotFound {
			missing = append(missing, r)
		}
	}
	return missing
}

func (p *Proxy) close() { _ = p.server.Close() }
