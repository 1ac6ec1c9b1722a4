//go:build linux

package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// browser is what a browser sends with every request, about 700 bytes with the cookie; but nothing
// is compressed, so that all subjects send the same.
const browser = "Host: bench.example\r\n" +
	"User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36\r\n" +
	"sec-ch-ua: \"Chromium\";v=\"140\", \"Not=A?Brand\";v=\"24\"\r\n" +
	"sec-ch-ua-mobile: ?0\r\n" +
	"sec-ch-ua-platform: \"Linux\"\r\n" +
	"Sec-Fetch-Site: same-origin\r\n" +
	"Sec-Fetch-Mode: cors\r\n" +
	"Sec-Fetch-Dest: empty\r\n" +
	"Referer: http://bench.example/board?tab=a\r\n" +
	"Accept-Encoding: identity\r\n" +
	"Accept-Language: en-GB,en;q=0.9,de;q=0.8\r\n"

// cookie is who asks; zero is a stranger, who has a cookie nevertheless.
func cookie(who int) string {
	text := "Cookie: theme=dark; consent=1.2026-11-01.essential"
	if who > 0 {
		text += fmt.Sprintf("; user=%d", who)
	}
	return text + "\r\n"
}

// streamRequest opens a stream that holds a version.
func streamRequest(uri, version string, who int) []byte {
	// The load client counts events without undoing a coding, and the baselines have none.
	identity := strings.Replace(browser, "gzip, deflate, br, zstd", "identity", 1)
	text := "GET " + uri + " HTTP/1.1\r\n" + identity + cookie(who) + "Accept: " + wire.AcceptStream + "\r\nCache-Control: no-cache\r\n"
	if version != "" {
		text += wire.VersionHeader + ": " + version + "\r\n"
	}
	return []byte(text + "\r\n")
}

var dataVersion = regexp.MustCompile(`data-gf-version="([^"]*)"`)

// version loads the document of a page, as a tab does before its stream, and returns the version in
// it; "" if it has none.
func (s *server) version(uri string, who int) string {
	req := must(http.NewRequestWithContext(s.r.ctx, http.MethodGet, "http://"+s.Addr+uri, nil))
	if who > 0 {
		req.AddCookie(&http.Cookie{Name: "user", Value: fmt.Sprint(who)})
	}
	resp := must(http.DefaultClient.Do(req))
	defer resp.Body.Close()
	body := must(io.ReadAll(resp.Body))
	if resp.StatusCode != http.StatusOK {
		check(fmt.Errorf("the document at %s was answered with %d", uri, resp.StatusCode))
	}
	if m := dataVersion.FindSubmatch(body); m != nil {
		return string(m[1])
	}
	return ""
}

// loadClient brings tabs that hold the page's version.
func (r *run) loadClient(s *server) *loadClient {
	c := newLoadClient(r.ctx, s.Addr)
	r.closers = append(r.closers, c.closeAll)
	return c
}

// lookers gives the request of the i-th tab: all on one page, or each signed in as somebody else.
func (s *server) lookers(uri string, signedIn bool) func(i int) []byte {
	who := 0
	if signedIn {
		who = 1
	}
	version := s.version(uri, who)
	shared := streamRequest(uri, version, 0)
	return func(i int) []byte {
		if !signedIn {
			return shared
		}
		return streamRequest(uri, version, i+1)
	}
}

// withPart gives each request a part beside its page, as a tab sends it that has a part in its
// shell.
func (s *server) withPart(requests func(i int) []byte, part string) func(i int) []byte {
	header := "\r\nGoldfish-Parts: " + part + " " + s.version(part, 1) + "\r\n\r\n"
	return func(i int) []byte {
		return append(bytes.TrimSuffix(bytes.Clone(requests(i)), []byte("\r\n\r\n")), header...)
	}
}
