package framework_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// The answer to a signal has no page, and what another page reads has the signal, under the name
// that the server knows.
func TestSignalAnswer(t *testing.T) {
	_, url := newRoom(t, "")
	r, _ := http.NewRequestWithContext(t.Context(), "POST", url+"Ada&_action=typing", strings.NewReader("value=&who=Eve"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Accept", wire.AcceptPatch)
	r.Header.Set(wire.SignalHeader, "1")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, _ := io.ReadAll(answer.Body)
	if answer.StatusCode != 200 || strings.TrimSpace(string(text)) != "{}" {
		t.Errorf("%d: %s", answer.StatusCode, text)
	}
	page, err := http.Get(url + "Bob")
	if err != nil {
		t.Fatal(err)
	}
	defer page.Body.Close()
	text, _ = io.ReadAll(page.Body)
	if !strings.Contains(string(text), "Ada:typing") || strings.Contains(string(text), "Eve") {
		t.Errorf("the page is %s", text)
	}
}
