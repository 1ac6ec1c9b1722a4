package socket

import (
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// A socket is closed while its queue is full of connections. Each is answered or refused.
func TestConnectionsInTheQueue(t *testing.T) {
	t.Parallel()
	l, err := Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		for {
			time.Sleep(2 * time.Millisecond) // slower than the clients
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				if _, err := io.ReadFull(conn, make([]byte, 1)); err == nil {
					_, _ = conn.Write([]byte{1})
				}
			}()
		}
	}()
	var answered, refused atomic.Int64
	var clients sync.WaitGroup
	half := make(chan struct{})
	for range 16 {
		clients.Go(func() {
			for {
				conn, err := net.Dial("tcp", l.Addr().String())
				if errors.Is(err, syscall.ECONNREFUSED) {
					refused.Add(1)
					return
				}
				if err != nil {
					t.Error(err)
					return
				}
				_, _ = conn.Write([]byte{1})
				if _, err := io.ReadFull(conn, make([]byte, 1)); err != nil {
					t.Errorf("a connection that was not refused: %v", err)
				}
				conn.Close()
				if answered.Add(1) == 100 {
					close(half)
				}
			}
		})
	}
	<-half
	l.Finish(context.Background())
	l.Close()
	clients.Wait()
	if refused.Load() != 16 {
		t.Errorf("%d of 16 clients were refused at last", refused.Load())
	}
}

// The wait for the queue ends with the context.
func TestFinishWithoutTime(t *testing.T) {
	t.Parallel()
	l, err := Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	conn, err := net.Dial("tcp", l.Addr().String()) // is never accepted
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	l.Finish(ctx)
}
