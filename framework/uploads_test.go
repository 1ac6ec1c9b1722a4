package framework_test

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/framework"
)

// tus sends a request of the protocol.
func (s *albumSite) tus(method, target, body string, headers ...string) answer {
	s.t.Helper()
	return s.do(method, target, asPatch, body, append([]string{"Tus-Resumable", "1.0.0", "Content-Type", "application/offset+octet-stream"}, headers...)...)
}

func (s *albumSite) create(field, name string, size int, headers ...string) answer {
	s.t.Helper()
	metadata := "filename " + base64.StdEncoding.EncodeToString([]byte(name))
	return s.tus("POST", "/album?_action=add&_upload="+field, "", append([]string{"Upload-Length", fmt.Sprint(size), "Upload-Metadata", metadata}, headers...)...)
}

func TestTus(t *testing.T) {
	s := newAlbumSite(t)
	a := s.create("photos", `..\..\a.txt`, 10)
	want(t, "status", a.StatusCode, 201)
	at := a.Header.Get("Location")
	id := at[strings.LastIndexByte(at, '/')+1:]
	want(t, "an ID", files.ValidID(id), true)
	want(t, "expires", a.Header.Get("Upload-Expires") != "", true)
	for _, step := range []struct {
		name, offset, body string
		status             int
		after              string
	}{
		{"a piece", "0", "0123", 204, "4"},
		{"the same piece again", "0", "0123", 409, ""},
		{"out of order", "6", "67", 409, ""},
		{"no offset", "", "67", 400, ""},
		{"a negative one", "-1", "67", 400, ""},
		{"nothing", "4", "", 204, "4"},
		{"the rest", "4", "456789", 204, "10"},
		{"nothing again", "10", "", 204, "10"},
	} {
		a := s.tus("PATCH", at, step.body, "Upload-Offset", step.offset)
		want(t, step.name, a.StatusCode, step.status)
		want(t, step.name, a.Header.Get("Upload-Offset"), step.after)
	}
	a = s.tus("HEAD", at, "")
	want(t, "offset", a.Header.Get("Upload-Offset"), "10")
	want(t, "length", a.Header.Get("Upload-Length"), "10")
	want(t, "cache", a.Header.Get("Cache-Control"), "no-store")
	a = s.do("POST", "/album?_action=add", asPatch, form("photos", id, "title", "Sea"))
	want(t, "status", a.StatusCode, 200)
	want(t, "file", s.forms[0].Photos[0], files.File{ID: id, Name: "a.txt", Type: "text/plain; charset=utf-8", Size: 10})
	want(t, "delete what the app has", s.tus("DELETE", at, "").StatusCode, 404)

	// More than was announced.
	at = s.create("photos", "a.txt", 3).Header.Get("Location")
	want(t, "more", s.tus("PATCH", at, "1234", "Upload-Offset", "0").StatusCode, 413)
	want(t, "gone", s.tus("HEAD", at, "").StatusCode, 404)
	// Removed.
	at = s.create("photos", "a.txt", 3).Header.Get("Location")
	want(t, "delete", s.tus("DELETE", at, "").StatusCode, 204)
	want(t, "gone", s.tus("PATCH", at, "123", "Upload-Offset", "0").StatusCode, 404)
	want(t, "files in the folder", len(s.stored()), 2)
}

func TestTusBadInput(t *testing.T) {
	s := newAlbumSite(t)
	want(t, "empty", s.create("photos", "a", 0).StatusCode, 422)
	a := s.create("photos", "a", 10_001)
	want(t, "too large", a.StatusCode, 413)
	contains(t, "sentence", a.body, "“a” is larger than 10 KB.")
	want(t, "negative", s.create("photos", "a", -1).StatusCode, 400)
	want(t, "no such field", s.create("title", "a", 1).StatusCode, 400)
	want(t, "another version", s.create("photos", "a", 1, "Tus-Resumable", "0.2.0").StatusCode, 412)
	want(t, "metadata", s.create("photos", "a", 1, "Upload-Metadata", "filename !").StatusCode, 400)
	want(t, "another site", s.create("photos", "a", 1, "Sec-Fetch-Site", "cross-site").StatusCode, 403)
	for _, path := range []string{"x", "../../etc/passwd", files.NewID(), "%2e%2e%2f", strings.Repeat("a", 5000)} {
		want(t, path, s.tus("HEAD", "/_goldfish/upload/"+path, "").StatusCode, 404)
	}
	want(t, "GET", s.tus("GET", "/_goldfish/upload/"+files.NewID(), "").StatusCode, 405)
	want(t, "OPTIONS", s.tus("OPTIONS", "/_goldfish/upload/"+files.NewID(), "").StatusCode, 204)
	s.empty()
	at := s.create("cover", "a.png", 4).Header.Get("Location")
	a = s.tus("PATCH", at, "text", "Upload-Offset", "0")
	want(t, "lies about its type", a.StatusCode, 415)
	contains(t, "sentence", a.body, "“a.png” is not of a type that can be used here.")
	s.empty()
	at = s.create("cover", "a.png", 4).Header.Get("Location")
	want(t, "type of the body", s.tus("PATCH", at, "text", "Upload-Offset", "0", "Content-Type", "text/plain").StatusCode, 415)
}

func TestTusOfSomebodyElse(t *testing.T) {
	s := newAlbumSite(t)
	at := s.create("photos", "a", 3, "X-User", "ana").Header.Get("Location")
	for _, method := range []string{"HEAD", "PATCH", "DELETE"} {
		want(t, method, s.tus(method, at, "123", "Upload-Offset", "0", "X-User", "ben").StatusCode, 404)
	}
	want(t, "mine", s.tus("PATCH", at, "123", "Upload-Offset", "0", "X-User", "ana").StatusCode, 204)
}

func TestTusExpired(t *testing.T) {
	s := newAlbumSite(t)
	at := s.create("photos", "a", 3).Header.Get("Location")
	s.tus("PATCH", at, "12", "Upload-Offset", "0")
	s.age(at[strings.LastIndexByte(at, '/')+1:], 25*time.Hour)
	want(t, "status", s.tus("PATCH", at, "3", "Upload-Offset", "2").StatusCode, 404)
	if n, err := files.Sweep(t.Context(), s.store, time.Now().Add(-25*time.Hour), nil); n != 1 || err != nil {
		t.Errorf("%d files are swept, %v", n, err)
	}
	s.empty()
}

// A taken store is one in which each file is taken by an action just after it was found.
type takenStore struct{ files.Store }

func (takenStore) Take(context.Context, string, string) error { return files.ErrTaken }

// Whoever removes a file does not remove it from an action that has taken it meanwhile.
func TestTusDeleteOfATakenFile(t *testing.T) {
	s := newAlbumSite(t, framework.Options[User]{Files: takenStore{files.Folder(t.TempDir())}})
	at := s.create("photos", "a.txt", 1).Header.Get("Location")
	want(t, "upload", s.tus("PATCH", at, "1", "Upload-Offset", "0").StatusCode, 204)
	want(t, "delete", s.tus("DELETE", at, "").StatusCode, 404)
	want(t, "offset", s.tus("HEAD", at, "").Header.Get("Upload-Offset"), "1")
}

// A connection that hangs does not keep its client from going on by another.
func TestTusNewestRequestWins(t *testing.T) {
	s := newAlbumSite(t)
	server := httptest.NewServer(s.app)
	defer server.Close()
	at := s.create("photos", "a", 6).Header.Get("Location")
	request := func(method string, body io.Reader, offset string) *http.Response {
		r, _ := http.NewRequestWithContext(t.Context(), method, server.URL+at, body)
		r.Header.Set("X-User", "ana")
		r.Header.Set("Tus-Resumable", "1.0.0")
		r.Header.Set("Content-Type", "application/offset+octet-stream")
		r.Header.Set("Upload-Offset", offset)
		a, err := http.DefaultClient.Do(r)
		if err != nil {
			return nil
		}
		a.Body.Close()
		return a
	}
	var write *io.PipeWriter
	var first chan struct{}
	for offset := ""; offset != "2"; { // it may be interrupted before anything of it is read
		var hanging *io.PipeReader
		hanging, write = io.Pipe()
		defer hanging.Close() // ends the goroutine that sends it
		first = make(chan struct{})
		go func() {
			defer close(first)
			request("PATCH", hanging, "0")
		}()
		_, _ = write.Write([]byte("12"))
		for open := true; open && offset != "2"; {
			if a := request("HEAD", nil, ""); a != nil {
				offset = a.Header.Get("Upload-Offset")
			}
			select {
			case <-first:
				open = false
			default:
			}
		}
	}
	a := request("PATCH", strings.NewReader("3456"), "2")
	want(t, "status", a.StatusCode, 204)
	write.Close()
	<-first
}
