package framework_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"golang.org/x/net/http2"
	"golang.org/x/net/http2/hpack"

	"github.com/goldfish-go/goldfish/framework"
)

// A server that drains ends its HTTP/2 connections with GOAWAY after the next answer, and requests
// that are under way on them finish.
func TestDrainSendsGoAway(t *testing.T) {
	s := newSite(t, "", framework.Options[User]{GracePeriod: time.Hour, DrainNotice: -1})
	game, err := s.app.Hold("game 7") // the server lives until it is released
	if err != nil {
		t.Fatal(err)
	}
	certificate := httptest.NewUnstartedServer(nil)
	certificate.StartTLS()
	defer certificate.Close()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	config := &tls.Config{Certificates: certificate.TLS.Certificates, NextProtos: []string{"h2"}}
	ctx, stop := context.WithCancel(t.Context())
	served, asked, answer := make(chan error, 1), make(chan struct{}), make(chan struct{})
	slow := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/slow" {
			s.app.ServeHTTP(w, r)
			return
		}
		close(asked)
		<-answer
		_, _ = io.WriteString(w, "finished")
	})
	go func() { served <- s.app.Serve(ctx, tls.NewListener(listener, config), slow) }()

	conn, err := tls.Dial("tcp", listener.Addr().String(), &tls.Config{InsecureSkipVerify: true, NextProtos: []string{"h2"}})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(time.Minute))
	_, _ = io.WriteString(conn, http2.ClientPreface)
	frames := http2.NewFramer(conn, conn)
	_ = frames.WriteSettings()
	get := func(stream uint32, path string) {
		var block bytes.Buffer
		headers := hpack.NewEncoder(&block)
		for _, field := range [][2]string{{":method", "GET"}, {":scheme", "https"}, {":authority", "localhost"}, {":path", path}} {
			_ = headers.WriteField(hpack.HeaderField{Name: field[0], Value: field[1]})
		}
		err := frames.WriteHeaders(http2.HeadersFrameParam{StreamID: stream, BlockFragment: block.Bytes(), EndStream: true, EndHeaders: true})
		if err != nil {
			t.Fatal(err)
		}
	}
	get(1, "/slow")
	<-asked
	stop()
	<-game.Draining()
	get(3, "/livez")
	goAway, body, finished := false, "", map[uint32]bool{}
	for !goAway || !finished[1] {
		frame, err := frames.ReadFrame()
		if err != nil {
			t.Fatalf("GOAWAY %t, finished %v: %v", goAway, finished, err)
		}
		switch frame := frame.(type) {
		case *http2.GoAwayFrame:
			if !goAway {
				close(answer)
			}
			goAway = true
			want(t, "the error of GOAWAY", frame.ErrCode, http2.ErrCodeNo)
		case *http2.DataFrame:
			if frame.StreamID == 1 {
				body += string(frame.Data())
			}
			finished[frame.StreamID] = finished[frame.StreamID] || frame.StreamEnded()
		case *http2.SettingsFrame:
			if !frame.IsAck() {
				_ = frames.WriteSettingsAck()
			}
		}
	}
	want(t, "the request that was under way", body, "finished")
	game.Release()
	_ = conn.Close()
	want(t, "end", <-served, error(nil))
}
