package framework

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// checkHost refuses requests for hosts that the app does not have. Without it, a page of another
// site could change the address of its own name to that of the app (DNS rebinding), and would be of
// the same origin as the app: that is a way to apps that only their network protects, such as one
// on a developer's machine.
func (rq *request[V]) checkHost() error {
	hosts := rq.app.options.AllowedHosts
	if len(hosts) == 0 && rq.app.dev == nil {
		return nil
	}
	host := hostname(rq.r.Host)
	//mutant:true TestAllowedHosts: only hosts of the app are answered
	if len(hosts) == 0 && isLoopback(host) || hostAllowed(hosts, host) {
		return nil
	}
	return Error{
		Status: http.StatusMisdirectedRequest, // RFC 9110, 15.5.20
		Cause:  fmt.Errorf("the host %.100q is not in Options.AllowedHosts; in development mode the default is this machine alone", host),
	}
}

// hostname returns a Host header without its port, in lower case.
func hostname(hostport string) string {
	host := hostport
	if h, _, err := net.SplitHostPort(hostport); err == nil {
		host = h
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	return strings.ToLower(strings.TrimSuffix(host, "."))
}

// isLoopback reports whether a host is always this machine (RFC 6761, 6.3).
func isLoopback(host string) bool {
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.IsLoopback()
}

// hostAllowed reports whether a host is in a list, in which ".example.com" stands for all below it.
func hostAllowed(hosts []string, host string) bool {
	for _, allowed := range hosts {
		allowed = strings.ToLower(allowed)
		if !strings.HasPrefix(allowed, ".") {
			if host == allowed {
				return true
			}
		} else if strings.HasSuffix(host, allowed) && len(host) > len(allowed) {
			return true
		}
	}
	return false
}
