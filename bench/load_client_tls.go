//go:build linux

package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net/http"
	"sync"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// openTLS opens n streams over TLS, so many on each connection, and returns what closes them when
// all are live.
func openTLS(ctx context.Context, addr, uri string, n int, h2 bool, share int) (closeAll func()) {
	ctx, cancel := context.WithCancel(ctx)
	var all, live sync.WaitGroup
	failed := make(chan error, n)
	gate := make(chan struct{}, 32) // handshakes at once
	var client *http.Client
	for i := range n {
		if i%share == 0 {
			client = &http.Client{Transport: connection(h2)}
		}
		client := client // the next connection's is another
		gate <- struct{}{}
		live.Add(1)
		opened := make(chan struct{})
		all.Go(func() {
			defer client.CloseIdleConnections()
			resp, err := ask(ctx, client, "https://"+addr+uri)
			if err == nil && resp.StatusCode != http.StatusOK {
				err = fmt.Errorf("a stream was answered with %s", resp.Status)
			}
			if err == nil && (resp.ProtoMajor == 2) != h2 {
				err = fmt.Errorf("the stream is %s", resp.Proto)
			}
			if err != nil {
				failed <- err
			}
			<-gate
			close(opened)
			live.Done()
			if err == nil {
				_, _ = io.Copy(io.Discard, resp.Body)
				resp.Body.Close()
			}
		})
		if h2 && i%share == 0 {
			<-opened // the connection that the next ones share
		}
	}
	live.Wait()
	closeAll = func() {
		cancel()
		all.Wait()
	}
	select {
	case err := <-failed:
		closeAll()
		check(err)
	default:
	}
	return closeAll
}

func connection(h2 bool) *http.Transport {
	t := &http.Transport{
		TLSClientConfig:   &tls.Config{InsecureSkipVerify: true}, // our own server's, on loopback
		ForceAttemptHTTP2: h2,
		ReadBufferSize:    1 << 10,
		WriteBufferSize:   1 << 10,
	}
	if !h2 {
		t.TLSClientConfig.NextProtos = []string{"http/1.1"}
	}
	return t
}

func ask(ctx context.Context, client *http.Client, url string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", wire.AcceptStream)
	req.Header.Set("Accept-Encoding", "identity")
	return client.Do(req)
}
