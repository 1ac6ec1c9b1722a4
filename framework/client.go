package framework

import (
	"net/http"
	"net/netip"

	"github.com/goldfish-go/goldfish/internal/live"
)

// RemoteAddress returns the address of the peer of a request: what [Options.ClientAddress] is by
// default. Of an IPv6 address it returns the /64 network, because one household has all of it. It
// returns "" for what is most often a proxy, behind which there are many clients: a unix socket,
// and an address of this machine or of a private network.
func RemoteAddress(r *http.Request) string {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return ""
	}
	addr := peer.Addr().Unmap()
	if addr.IsLoopback() || addr.IsPrivate() || addr.IsLinkLocalUnicast() {
		return ""
	}
	if addr.Is4() {
		return addr.String()
	}
	network, err := addr.WithZone("").Prefix(64)
	if err != nil {
		return ""
	}
	return network.String()
}

// tabClient names whose tab a stream is.
func (rq *request[V]) tabClient() live.Client {
	return live.Client{Viewer: rq.viewer.ID, Address: rq.app.options.ClientAddress(rq.r)}
}

// client names who waits for a load, so that clients take turns: a person, or a stranger's address.
func (rq *request[V]) client() string {
	if rq.viewer.ID != "" {
		return "viewer " + rq.viewer.ID
	}
	if address := rq.app.options.ClientAddress(rq.r); address != "" {
		return "address " + address
	}
	return ""
}
