package framework_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// A client tells why it could not show a patch. The log has it once for each page and cause, as
// short text on one line, and never more than some lines a minute.
func TestClientError(t *testing.T) {
	s := newSite(t, "")
	ask := func(path, accept, cause string) {
		t.Helper()
		if a := s.do("GET", path, accept, "", wire.ErrorHeader, cause); a.StatusCode >= 500 {
			t.Fatalf("%s: status %d", path, a.StatusCode)
		}
	}
	count := func(text string) int { return strings.Count(s.logs.String(), text) }
	for range 3 {
		ask("/notes/1", wire.AcceptPatch, "NotFoundError: no such node")
		ask("/notes/2", wire.AcceptPatch, "NotFoundError: no such node")
	}
	if n := count("NotFoundError: no such node"); n != 1 {
		t.Errorf("the log has the failure %d times, want once:\n%s", n, s.logs.String())
	}
	if !strings.Contains(s.logs.String(), `page=/notes/{id}`) {
		t.Errorf("the log does not name the page:\n%s", s.logs.String())
	}

	ask("/notes/1", wire.AcceptPatch, "Error: \x1b[31m\xff\xfe "+strings.Repeat("x", 5000))
	line := s.logs.String()[strings.LastIndex(strings.TrimSpace(s.logs.String()), "\n")+1:]
	if strings.Contains(line, "\x1b") || strings.Contains(line, "\xff") || len(line) > 600 || strings.Contains(line, strings.Repeat("x", 200)) {
		t.Errorf("the log has %q", line)
	}

	ask("/nothing/here", wire.AcceptPatch, "at no page")
	for i := range 500 {
		ask("/notes/1", wire.AcceptPatch, fmt.Sprint("flood ", i))
	}
	if n := count("a client could not show"); n > 10 || count("at no page") != 0 {
		t.Errorf("the log has %d lines of clients, want at most 10", n)
	}
}
