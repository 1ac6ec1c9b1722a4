package framework_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
)

// An action never runs with the empty form of a body that it cannot read.
func TestBodyThatIsNoForm(t *testing.T) {
	s := newSite(t, "")
	ran := 0
	s.onAdd = func() { ran++ }
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	fmt.Fprint(z, form("text", "milk"))
	z.Close()
	for _, kind := range []string{"text/plain", "application/json", "application/octet-stream", "", "application/x-www-form-urlencoded/x", "x;;"} {
		a := s.do("POST", "/notes?_action=clear", asPatch, `{"a":1}`, "Content-Type", kind)
		want(t, "status of "+kind, a.StatusCode, 415)
		contains(t, "body of "+kind, a.body, "This is not a form.")
	}
	a := s.do("POST", "/notes?_action=add", asPatch, zipped.String(), "Content-Encoding", "gzip")
	want(t, "a compressed form", a.StatusCode, 415)
	want(t, "Accept-Encoding", a.Header.Get("Accept-Encoding"), "identity")
	want(t, "actions that ran", ran, 0)
	want(t, "identity", s.do("POST", "/notes?_action=add", asPatch, form("text", "milk"), "Content-Encoding", "identity").StatusCode, 200)
	want(t, "no body at all", s.do("POST", "/notes?_action=clear", asPatch, "", "Content-Type", "").StatusCode, 200)
	want(t, "with a charset", s.do("POST", "/notes?_action=add", asPatch, "text=x", "Content-Type", "Application/x-www-form-urlencoded; charset=UTF-8").StatusCode, 200)
}

// Too many fields are said to be too many fields.
func TestTooManyFields(t *testing.T) {
	s := newSite(t, "", framework.Options[User]{MaxFormFields: 10})
	many := func(n int) (encoded string, parts string, kind string) {
		var b bytes.Buffer
		m := multipart.NewWriter(&b)
		_ = m.WriteField("text", "x")
		encoded = "text=x"
		for i := range n - 1 {
			encoded += fmt.Sprintf("&a%d=1", i)
			_ = m.WriteField(fmt.Sprint("a", i), "1")
		}
		m.Close()
		return encoded, b.String(), m.FormDataContentType()
	}
	for n, status := range map[int]int{10: 200, 11: 413, 5_000: 413, 20_000: 413} {
		encoded, parts, kind := many(n)
		for _, a := range []answer{
			s.do("POST", "/notes?_action=add", asPatch, encoded),
			s.do("POST", "/notes?_action=add", asPatch, parts, "Content-Type", kind),
		} {
			want(t, fmt.Sprint(n, " fields"), a.StatusCode, status)
			if status == 413 && len(parts) < 1<<20 {
				contains(t, fmt.Sprint(n, " fields"), a.body, "This form has too many fields. At most 10 can be taken.")
			}
		}
	}
	a := s.do("POST", "/notes?_action=add", asPatch, "text=a;b")
	want(t, "a semicolon", a.StatusCode, 400)
	contains(t, "a semicolon", a.body, "not encoded as forms are")
}

// dial opens a connection to a server and writes to it.
func dial(t *testing.T, server *httptest.Server, text string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	_ = conn.SetDeadline(time.Now().Add(time.Minute))
	fmt.Fprint(conn, text)
	return conn
}

const slowPost = "POST /notes?_action=%s HTTP/1.1\r\nHost: a\r\nX-User: ana\r\nAccept: " + asPatch +
	"\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\ntext="

// Bodies that do not arrive end: also those that nobody reads.
func TestSlowBody(t *testing.T) {
	s := newSite(t, "", framework.Options[User]{BodyTimeout: 50 * time.Millisecond})
	server := httptest.NewServer(s.app)
	defer server.Close()
	answer, _ := io.ReadAll(dial(t, server, fmt.Sprintf(slowPost, "add", 100)))
	contains(t, "a slow form", string(answer), "408 Request Timeout", "This form arrived too slowly.")
}

func TestSlowBodyThatNobodyReads(t *testing.T) {
	s := newSite(t, "", framework.Options[User]{BodyTimeout: 50 * time.Millisecond})
	server := httptest.NewServer(s.app)
	defer server.Close()
	answer, err := io.ReadAll(dial(t, server, fmt.Sprintf(slowPost, "nothing", 100)))
	want(t, "the connection ends", err, error(nil))
	contains(t, "an action that is not there", string(answer), "400 Bad Request")
	answer, err = io.ReadAll(dial(t, server, "GET /notes HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nx"))
	want(t, "the connection ends", err, error(nil))
	contains(t, "a page", string(answer), "401 Unauthorized")
}

// The deadline of a body that has arrived does not end the action.
func TestActionLongerThanTheBodyTimeout(t *testing.T) {
	s := newSite(t, "", framework.Options[User]{BodyTimeout: 300 * time.Millisecond})
	server := httptest.NewServer(s.app)
	defer server.Close()
	s.onAdd = func() { time.Sleep(600 * time.Millisecond) } // longer than the timeout
	r, _ := http.NewRequest("POST", server.URL+"/notes?_action=add", strings.NewReader("text=milk"))
	r.Header.Set("Accept", asPatch)
	r.Header.Set("X-User", "ana")
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	want(t, "status", resp.StatusCode, 200)
	want(t, "error", err, error(nil))
	contains(t, "the page", string(body), "milk")
}

// A large body that keeps arriving has more time than a small one.
func TestLargeBodyHasMoreTime(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: waits for seconds")
	}
	s := newSite(t, "", framework.Options[User]{BodyTimeout: 2 * time.Second, MaxFormBytes: 4 << 20})
	server := httptest.NewServer(s.app)
	defer server.Close()
	size := 512 << 10
	conn := dial(t, server, fmt.Sprintf(slowPost, "add", len("text=")+2*size))
	half := strings.Repeat("a", size)
	fmt.Fprint(conn, half)
	time.Sleep(3 * time.Second)
	fmt.Fprint(conn, half)
	answer := make([]byte, len("HTTP/1.1 200 OK"))
	_, err := io.ReadFull(conn, answer)
	want(t, "error", err, error(nil))
	want(t, "answer", string(answer), "HTTP/1.1 200 OK")
}

// A client that asks for pages and does not take them keeps no goroutine. One that takes them can
// ask for more on the same connection.
func TestSlowReader(t *testing.T) {
	s := newSite(t, "", framework.Options[User]{BodyTimeout: 300 * time.Millisecond, StreamWriteTimeout: time.Hour, DisableCompression: true})
	text := strings.Repeat("<p>0123456789</p>", 500)
	s.does(7, func(context.Context) (framework.Page, error) {
		return framework.Page{Title: "large", Body: templ.Raw(text)}, nil
	})
	server := httptest.NewUnstartedServer(s.app)
	server.Config.ConnContext = s.app.ConnContext
	closed := make(chan struct{}, 10)
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateClosed {
			closed <- struct{}{}
		}
	}
	server.Start()
	defer server.Close()
	for range 2 {
		resp, err := server.Client().Get(server.URL + "/notes/7")
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		want(t, "error", err, error(nil))
		contains(t, "a client that reads", string(body), text)
		time.Sleep(600 * time.Millisecond) // longer than the timeout
	}
	want(t, "connections closed", len(closed), 0)
	conn := dial(t, server, "")
	go fmt.Fprint(conn, strings.Repeat("GET /notes/7 HTTP/1.1\r\nHost: a\r\n\r\n", 5000))
	select {
	case <-closed:
	case <-time.After(time.Minute):
		t.Error("the connection of a client that reads nothing is not closed")
	}
}
