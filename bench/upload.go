//go:build linux

package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/sys/unix"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

func init() {
	register("upload", "1 GB as a file of a form, against a multipart reader by hand", upload)
	subjects["upload-"+goldfish] = newUpload
	subjects["upload-hand"] = newUploadByHand
}

type uploadForm struct {
	File files.File `file:"max=10GB"`
}

// newUpload is an app whose form has a file.
func newUpload(offer) subject {
	dir := must(os.MkdirTemp("", "goldfish-upload"))
	store := files.Folder(dir)
	app := framework.New(framework.Public, framework.Options[framework.Anyone]{Files: store})
	route := router.New("/", struct{}{})
	framework.Get(app, route, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		return framework.Page{Title: "Upload"}, nil
	})
	framework.Post(app, router.NewAction[uploadForm](route, "add"), framework.Everyone,
		func(_ context.Context, _ framework.Anyone, _ struct{}, f uploadForm) (router.URL, error) {
			if !f.File.Given() {
				return framework.Stay, framework.FieldErrors{"": "No file."}
			}
			return framework.Stay, nil
		})
	return subject{Handler: app, views: new(atomic.Int64), streams: func() (int, int) { return 0, 0 }, close: func() {
		app.Close()
		_ = os.RemoveAll(dir)
	}}
}

// newUploadByHand reads a multipart form, writes its file, and syncs it, as the folder does.
func newUploadByHand(offer) subject {
	dir := must(os.MkdirTemp("", "goldfish-upload"))
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		parts, err := r.MultipartReader()
		for err == nil {
			part, next := parts.NextPart()
			if next == io.EOF {
				break
			}
			if err = next; err == nil {
				err = writeByHand(dir, part)
			}
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
		}
	})
	return subject{Handler: handler, views: new(atomic.Int64), streams: func() (int, int) { return 0, 0 }, close: func() { _ = os.RemoveAll(dir) }}
}

func writeByHand(dir string, content io.Reader) error {
	f, err := os.CreateTemp(dir, "") // to write over a file takes longer
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err = io.Copy(f, content); err != nil {
		return err
	}
	return f.Sync()
}

// uploadBytes is the size of the file.
const uploadBytes = 1 << 30

func upload(r *run) {
	size := int64(float64(uploadBytes) * r.scale)
	const form, byTus = "with the form", "by tus"
	order := []string{"hand", goldfish}
	for range r.rounds {
		for _, subject := range order {
			s := r.serve("upload-" + subject)
			r.sendFile(s, form, subject, size, func() { s.postFile(size) })
			if subject == goldfish {
				r.sendFile(s, byTus, subject, size, func() { s.sendByTus(size) })
			} else {
				r.sendFile(s, byTus, subject, size, func() { s.postFile(size) })
			}
			s.ask(http.MethodPost, "/close") // removes the files
			s.stop()
		}
		slices.Reverse(order) // the disk may become slower or faster
	}
	for _, cas := range []string{form, byTus} {
		r.atLeastOf(cas, "throughput", "hand", 0.9)
		r.atMost(cas, "memory of an upload", 4)
	}
}

// sendFile measures one upload. The memory is the most that was seen during it.
func (r *run) sendFile(s *server, cas, subject string, size int64, send func()) {
	unix.Sync() // what was written or removed before is no part of it
	s.stats(true)
	before, most := s.rss(), 0.0
	done, watched := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(watched)
		// The upload has failed, and its server has ended: that error counts.
		defer func() { _ = recover() }()
		for {
			most = max(most, s.rss())
			select {
			case <-done:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	cpu, system, start := s.cpu(), s.systemTime(), time.Now()
	var length time.Duration
	s.keep(r.bench+" "+cas, func() {
		send()
		length = time.Since(start)
		cpu, system = s.cpu()-cpu, s.systemTime()-system
	})
	close(done)
	<-watched
	r.add(cas, subject, "throughput", "MB/s", float64(size)/1e6/length.Seconds())
	r.add(cas, subject, "processor time", "s", cpu.Seconds())
	r.add(cas, subject, "of which system", "s", system.Seconds())
	r.add(cas, subject, "memory of an upload", "MB", (most-before)/1e6)
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

func (s *server) postFile(size int64) {
	const boundary = "----------------------------boundary"
	head := "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"zeros\"\r\nContent-Type: application/octet-stream\r\n\r\n"
	tail := "\r\n--" + boundary + "--\r\n"
	body := io.MultiReader(strings.NewReader(head), io.LimitReader(zeros{}, size), strings.NewReader(tail))
	req := must(http.NewRequestWithContext(s.r.ctx, http.MethodPost, "http://"+s.Addr+"/?_action=add", body))
	req.ContentLength = int64(len(head)) + size + int64(len(tail))
	req.Header.Set("Content-Type", "multipart/form-data; boundary="+boundary)
	s.expect(req, http.StatusOK)
}

// sendByTus sends pieces of 8 MiB, as the client does on a fast connection.
func (s *server) sendByTus(size int64) {
	const piece = 8 << 20
	request := func(method, path string, body io.Reader, length int64, headers ...string) *http.Request {
		req := must(http.NewRequestWithContext(s.r.ctx, method, "http://"+s.Addr+path, body))
		req.ContentLength = length
		req.Header.Set("Tus-Resumable", "1.0.0")
		for i := 0; i < len(headers); i += 2 {
			req.Header.Set(headers[i], headers[i+1])
		}
		return req
	}
	created := s.expect(request(http.MethodPost, "/?_action=add&_upload=file", nil, 0, "Upload-Length", fmt.Sprint(size)), http.StatusCreated)
	at := created.Header.Get("Location")
	for offset := int64(0); offset < size; offset += piece {
		n := min(piece, size-offset)
		s.expect(request(http.MethodPatch, at, io.LimitReader(zeros{}, n), n,
			"Content-Type", "application/offset+octet-stream", "Upload-Offset", fmt.Sprint(offset)), http.StatusNoContent)
	}
	form := "file=" + at[strings.LastIndexByte(at, '/')+1:]
	s.expect(request(http.MethodPost, "/?_action=add", strings.NewReader(form), int64(len(form)), "Content-Type", "application/x-www-form-urlencoded"), http.StatusOK)
}

// expect sends a request, and fails if the answer has another status. A redirect is not followed.
func (s *server) expect(req *http.Request, status int) *http.Response {
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp := must(client.Do(req))
	body := must(io.ReadAll(io.LimitReader(resp.Body, 500)))
	resp.Body.Close()
	if resp.StatusCode == http.StatusSeeOther {
		return resp
	}
	if resp.StatusCode != status {
		check(fmt.Errorf("%s %s: %d %s", req.Method, req.URL, resp.StatusCode, body))
	}
	return resp
}
