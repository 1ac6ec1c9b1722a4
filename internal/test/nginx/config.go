package nginx

import (
	"fmt"
	"os"
	"strings"
)

// text is the configuration. What is not for the folders of the test or its address is what
// everybody writes first: a location with proxy_pass.
func (p *Proxy) text() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	if os.Geteuid() == 0 {
		line("user root;") // its workers could not go into the test's folder otherwise
	}
	line("daemon off;")
	line("worker_processes 1;")
	line("pid %s;", p.file("pid"))
	line("error_log %s notice;", p.file("error.log"))
	line("events { worker_connections 1024; }")
	line("http {")
	line("access_log off;")
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		line("%s_temp_path %s;", kind, p.file(kind))
	}
	target := "app"
	if len(p.config.Nodes) == 1 {
		target = p.config.Nodes[0]
		if strings.HasPrefix(target, "unix:") {
			target += ":"
		}
	} else {
		line("upstream app {")
		for _, node := range p.config.Nodes {
			line("server %s;", node)
		}
		line("}")
	}
	line("%s", p.config.HTTP)
	line("server {")
	if p.config.TLS {
		line("listen %s ssl http2;", p.address)
		line("ssl_certificate %s;", p.cert.chain)
		line("ssl_certificate_key %s;", p.cert.key)
	} else {
		line("listen %s;", p.address)
	}
	line("location / { proxy_pass http://%s; %s }", target, p.config.Place)
	line("}")
	line("}")
	return b.String()
}
