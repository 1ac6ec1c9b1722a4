package proxies_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/test/proxies"
	"github.com/goldfish-go/goldfish/internal/wire"
)

func TestMain(m *testing.M) { os.Exit(browser.Main{M: m}.Run()) }

func eachProxy(t *testing.T, test func(t *testing.T, c *cluster, address string)) {
	level.Long(t)
	for _, kind := range proxies.Kinds {
		t.Run(kind.Name, func(t *testing.T) {
			t.Parallel()
			c := newCluster(t)
			test(t, c, kind.Start(t, c.addresses()))
		})
	}
}

// An event passes at once, although nothing follows it; and a stream on which nothing happens for
// longer than the proxy waits for a byte is kept by heartbeats.
func TestEventsAndIdleStreams(t *testing.T) {
	t.Parallel()
	eachProxy(t, func(t *testing.T, c *cluster, address string) {
		r, _ := http.NewRequestWithContext(t.Context(), "GET", "http://"+address+"/", nil)
		r.Header.Set("Accept", wire.AcceptStream)
		r.Header.Set("Accept-Encoding", "identity")
		transport := &http.Transport{}
		defer transport.CloseIdleConnections()
		resp, err := transport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		stream := make(chan string, 1000)
		go func() {
			defer close(stream)
			for part := make([]byte, 10_000); ; {
				n, err := resp.Body.Read(part)
				if n > 0 {
					stream <- string(part[:n])
				}
				if err != nil {
					return
				}
			}
		}()
		until := func(text string) {
			t.Helper()
			for late := time.After(time.Minute); ; {
				select {
				case part, open := <-stream:
					if !open {
						t.Fatalf("the stream ended before %q came", text)
					}
					if strings.Contains(part, text) {
						return
					}
				case <-late:
					t.Fatalf("%q does not come", text)
				}
			}
		}
		until("number 0")
		for n := range int64(5) {
			c.set(n + 1)
			until("id:")
		}
		// 70 s is longer than each proxy waits: 50 s and 60 s.
		for end := time.After(70 * time.Second); ; {
			select {
			case _, open := <-stream:
				if !open {
					t.Fatal("the idle stream has ended")
				}
				continue
			case <-end:
			}
			break
		}
		c.set(999)
		until("id:")
	})
}

// A deploy of all nodes is not seen: no tab is without a stream for a moment, and no page and no
// post fails.
func TestDeployIsNotSeen(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	eachProxy(t, func(t *testing.T, c *cluster, address string) {
		var tabs []*browser.Tab
		for range 2 {
			tab := chromium.Window(t)
			tab.Open("http://" + address + "/")
			tab.Allow("favicon.ico")
			// A node that stops may refuse the next stream; the tab keeps the one that it has.
			tab.Allow("503")
			tab.Until("document.documentElement.dataset.gfStream === 'live'")
			tab.Eval(`(window.states = [], addEventListener("goldfish:stream", e => states.push(e.detail.state)))`, nil)
			tabs = append(tabs, tab)
		}
		ctx, stop := context.WithCancel(t.Context())
		var requests sync.WaitGroup
		var failed atomic.Value
		var answered atomic.Int64
		for _, method := range []string{"GET", "POST"} {
			requests.Go(func() {
				client := &http.Client{Transport: &http.Transport{}}
				defer client.CloseIdleConnections()
				for ctx.Err() == nil {
					if err := request(client, method, address); err != nil {
						failed.CompareAndSwap(nil, fmt.Errorf("%s: %w", method, err))
					}
					answered.Add(1)
					time.Sleep(20 * time.Millisecond)
				}
			})
		}
		n := int64(0)
		for _, node := range c.nodes {
			stopped := make(chan struct{})
			go func() { defer close(stopped); node.stop() }()
			for done := false; !done; { // news in the meantime
				n++
				c.set(n)
				for _, tab := range tabs {
					tab.Until(fmt.Sprintf("document.querySelector('h1').textContent === 'number %d'", n))
				}
				select {
				case <-stopped:
					done = true
				case <-time.After(300 * time.Millisecond):
				}
			}
			node.start()
			// Until the proxy sees that it is ready, as minReadySeconds does.
			time.Sleep(2500 * time.Millisecond)
		}
		stop()
		requests.Wait()
		if err, _ := failed.Load().(error); err != nil {
			t.Errorf("of %d requests one failed: %v", answered.Load(), err)
		}
		for _, tab := range tabs {
			if states := tab.Text("states"); states != "" {
				t.Errorf("the stream was seen as %s", states)
			}
		}
	})
}

func request(client *http.Client, method, address string) error {
	url, body := "http://"+address+"/", ""
	if method == "POST" {
		url, body = url+"?_action=add", "n=1"
	}
	r, _ := http.NewRequest(method, url, strings.NewReader(body))
	if method == "POST" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	resp, err := client.Do(r)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != 200 {
		err = fmt.Errorf("%s: %s", resp.Status, text)
	}
	return err
}
