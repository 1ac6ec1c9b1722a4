// Package browser starts a headless Chromium for tests, and fails the test on what the page
// complains about.
package browser

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Chromium aborts requests with this error when a network interface of the machine appears or goes,
// as when something else on the machine starts a container.
const networkChanged = "net::ERR_NETWORK_CHANGED"

// A Browser is a Chromium with a profile of its own. Tabs share its cookies and cache.
type Browser struct {
	ctx context.Context
	id  cdp.BrowserContextID // empty for the only profile of a Chromium

	mu   sync.Mutex
	tabs int // that are open
}

// A Tab is one page. It is closed with its test, or before.
type Tab struct {
	Context context.Context

	t       testing.TB
	close   func()
	mu      sync.Mutex
	allowed []*regexp.Regexp
	noise   []string
}

var paths = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"}

func find() string {
	return cmp.Or(os.Getenv("CHROMIUM"), installed())
}

func installed() string {
	for _, name := range paths {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// New returns a browser that ends with the test. In a package that has a [Main] it is a part of the
// package's Chromium, which may be its headless shell. Where there is none, the test is skipped,
// but in CI it fails.
func New(t testing.TB) *Browser {
	t.Helper()
	path := need(t, find())
	if shared.on {
		return shared.part(t, path)
	}
	return own(t, path)
}

// Whole returns a browser as [New] does, with what the headless shell does not have: tabs that hide
// each other, and the back/forward cache.
func Whole(t testing.TB) *Browser {
	t.Helper()
	if !strings.Contains(os.Getenv("CHROMIUM"), "headless-shell") {
		return New(t)
	}
	return own(t, need(t, installed()))
}

func need(t testing.TB, path string) string {
	t.Helper()
	if path == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("no Chromium found: install it, or name it in CHROMIUM")
		}
		t.Skip("skipped: this test needs Chromium, and none was found; install it, or name it in CHROMIUM")
	}
	return path
}

func own(t testing.TB, path string) *Browser {
	t.Helper()
	ctx, end, err := start(path, t.TempDir())
	t.Cleanup(end)
	if err != nil {
		t.Fatalf("starting %s: %v", path, err)
	}
	return &Browser{ctx: ctx}
}

// closeTimeout is how long Chromium may take to close a window, or itself.
const closeTimeout = 20 * time.Second

// start starts a Chromium. Call end also after an error.
func start(path, profile string) (ctx context.Context, end func(), err error) {
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path),
		chromedp.UserDataDir(profile),
		chromedp.NoFirstRun,
		chromedp.NoDefaultBrowserCheck,
		chromedp.Headless,
		chromedp.NoSandbox,
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		// Processes that no page needs: those of the address bar's popup in each window, and one
		// that waits for the next page. They take nearly half of the processor time of a test.
		chromedp.Flag("disable-features", "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,SpareRendererForSitePerProcess"),
		chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.Flag("no-proxy-server", true),
		chromedp.WindowSize(1000, 800),
		chromedp.WSURLReadTimeout(60 * time.Second),
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator, chromedp.WithErrorf(unlessNewer),
		chromedp.WithBrowserOption(chromedp.WithDialTimeout(time.Minute)))
	end = func() {
		closed := make(chan struct{})
		go func() {
			defer close(closed)
			_ = chromedp.Cancel(ctx) // closes Chromium and waits for it
		}()
		select {
		case <-closed:
		case <-time.After(closeTimeout):
		}
		cancel()
		stop() // kills it
	}
	return ctx, end, chromedp.Run(ctx)
}

// Tab opens an empty page for this test. It takes itself for the one in front, however many there
// are.
func (b *Browser) Tab(t testing.TB) *Tab {
	t.Helper()
	tab := b.newTab(t)
	tab.Run(emulation.SetFocusEmulationEnabled(true))
	return tab
}

// newTab opens a tab in the browser's newest window, or in its first one.
func (b *Browser) newTab(t testing.TB) *Tab {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.id == "":
		return b.open(t)
	case b.tabs == 0: // the last tab has taken its window with it
		return b.open(t, chromedp.WithTargetID(b.window(t)))
	default:
		return b.open(t, chromedp.WithExistingBrowserContext(b.id))
	}
}

// open opens a tab. The caller holds the lock.
func (b *Browser) open(t testing.TB, options ...chromedp.ContextOption) *Tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx, options...)
	// for a test that hangs; a busy machine is slow
	ctx, timeout := context.WithTimeout(ctx, 5*time.Minute)
	tab := &Tab{Context: ctx, t: t}
	tab.close = sync.OnceFunc(func() {
		timeout()
		b.mu.Lock()
		defer b.mu.Unlock()
		cancel()
		b.tabs--
	})
	chromedp.ListenTarget(ctx, tab.listen)
	b.tabs++
	t.Cleanup(func() {
		tab.Close()
		tab.mu.Lock()
		defer tab.mu.Unlock()
		for _, line := range tab.noise {
			if !tab.allows(line) {
				t.Errorf("the page complained: %s", line)
			}
		}
	})
	if err := chromedp.Run(ctx, log.Enable(), runtime.Enable()); err != nil {
		t.Fatalf("opening a tab: %v", err)
	}
	return tab
}

// Close closes the tab before its test ends.
func (tab *Tab) Close() { tab.close() }

// Allow lets complaints pass that match the pattern, whether they came already or will.
func (tab *Tab) Allow(pattern string) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	tab.allowed = append(tab.allowed, regexp.MustCompile(pattern))
}

func (tab *Tab) listen(event any) {
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if e.Type != runtime.APITypeError && e.Type != runtime.APITypeAssert {
			return
		}
		words := make([]string, len(e.Args))
		for i, arg := range e.Args {
			words[i] = string(arg.Value) + arg.Description
		}
		tab.complain(strings.Join(words, " "))
	case *runtime.EventExceptionThrown:
		tab.complain(e.ExceptionDetails.Error())
	case *log.EventEntryAdded: // violations of the Content-Security-Policy are told here
		if e.Entry.Level == log.LevelError {
			tab.complain(fmt.Sprintf("%s (%s)", e.Entry.Text, e.Entry.URL))
		}
	}
}

func (tab *Tab) complain(line string) {
	if strings.Contains(line, networkChanged) { // the client asks again
		return
	}
	tab.mu.Lock()
	defer tab.mu.Unlock()
	tab.noise = append(tab.noise, line)
}

func (tab *Tab) allows(line string) bool {
	return slices.ContainsFunc(tab.allowed, func(pattern *regexp.Regexp) bool { return pattern.MatchString(line) })
}

// Run runs chromedp actions and ends the test where one fails.
func (tab *Tab) Run(actions ...chromedp.Action) {
	tab.t.Helper()
	if err := chromedp.Run(tab.Context, actions...); err != nil {
		tab.t.Fatal(err)
	}
}

// Open loads a document. It tries again if a network interface of the machine changes meanwhile.
func (tab *Tab) Open(url string) {
	tab.t.Helper()
	err := chromedp.Run(tab.Context, chromedp.Navigate(url))
	for try := 0; err != nil && strings.Contains(err.Error(), networkChanged) && try < 5; try++ {
		err = chromedp.Run(tab.Context, chromedp.Navigate(url))
	}
	if err != nil {
		tab.t.Fatalf("opening %s: %v", url, err)
	}
}

// unlessNewer says what chromedp has to say, but not that Chromium is newer and tells of events
// that chromedp does not know.
func unlessNewer(format string, args ...any) {
	if line := fmt.Sprintf(format, args...); !strings.Contains(line, "unhandled") && !strings.Contains(line, "could not unmarshal event") {
		fmt.Fprintln(os.Stderr, line)
	}
}
