package engines

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// An engine is a browser that is installed by apt, and how it is driven.
type engine struct {
	name     string
	programs []string // which it needs
	packages string   // where they are on Debian
	start    func(*testing.T) (driver, error)
}

var engines = []engine{
	{"chromium", []string{"chromedriver", "chromium"}, "chromium chromium-driver", startChromium},
	{"firefox", []string{"firefox-esr"}, "firefox-esr", startFirefox},
	{"webkit", []string{"WebKitWebDriver", "Xvfb"}, "webkit2gtk-driver xvfb", startWebKit},
}

// begin starts the engine. It ends with the test. Where the engine is not installed the test is
// skipped, but in CI it fails.
func (e engine) begin(t *testing.T) driver {
	t.Helper()
	for _, program := range e.programs {
		if _, err := exec.LookPath(program); err != nil {
			missing := fmt.Sprintf("%s is missing; on Debian: apt-get install %s", program, e.packages)
			if os.Getenv("CI") == "true" {
				t.Fatal(missing)
			}
			t.Skip("skipped: " + missing)
		}
	}
	d, err := e.start(t)
	if err != nil {
		t.Fatalf("starting %s: %v", e.name, err)
	}
	t.Cleanup(d.quit)
	return d
}

func startChromium(t *testing.T) (driver, error) {
	server, err := serveDriver(t, nil, "chromedriver")
	if err != nil {
		return nil, err
	}
	binary, _ := exec.LookPath("chromium")
	return newClassic(server, map[string]any{"goog:chromeOptions": map[string]any{"binary": binary, "args": []string{
		"--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-proxy-server", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--no-first-run", "--window-size=1000,800",
	}}})
}

func startWebKit(t *testing.T) (driver, error) {
	display, err := startDisplay(t)
	if err != nil {
		return nil, err
	}
	env := []string{"DISPLAY=" + display, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1", "HOME=" + t.TempDir(), "GDK_BACKEND=x11"}
	server, err := serveDriver(t, env, "WebKitWebDriver")
	if err != nil {
		return nil, err
	}
	c, err := newClassic(server, map[string]any{"webkitgtk:browserOptions": map[string]any{"args": []string{"--automation"}}})
	if err == nil {
		err = c.post("/window/rect", map[string]any{"width": 1000, "height": 800}, nil)
	}
	return c, err
}

// startDisplay starts an X server without a screen. It chooses its number by itself.
func startDisplay(t *testing.T) (string, error) {
	read, write, err := os.Pipe()
	if err != nil {
		return "", err
	}
	defer read.Close()
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1200x1000x24", "-nolisten", "tcp")
	cmd.ExtraFiles = []*os.File{write}
	if err := run(t, cmd); err != nil {
		return "", err
	}
	_ = write.Close()
	number, err := bufio.NewReader(read).ReadString('\n')
	return ":" + strings.TrimSpace(number), err
}

// serveDriver starts a WebDriver server and waits until it is ready.
func serveDriver(t *testing.T, env []string, program string) (address string, err error) {
	port := freePort()
	cmd := exec.Command(program, "--port="+port)
	cmd.Env = append(os.Environ(), env...)
	if err := run(t, cmd); err != nil {
		return "", err
	}
	address = "http://127.0.0.1:" + port
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
		resp, err := http.Get(address + "/status")
		if err == nil {
			_ = resp.Body.Close()
			return address, nil
		}
		if time.Now().After(deadline) {
			return "", err
		}
	}
}

// What Firefox would do by itself, it shall not: it has nobody to ask.
const firefoxPrefs = `user_pref("app.normandy.enabled", false);
user_pref("app.update.disabledForTesting", true);
user_pref("browser.safebrowsing.malware.enabled", false);
user_pref("browser.safebrowsing.phishing.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.page", 0);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("extensions.update.enabled", false);
user_pref("focusmanager.testmode", true);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("network.proxy.type", 0);
user_pref("toolkit.telemetry.reportingpolicy.firstRun", false);
`

func startFirefox(t *testing.T) (driver, error) {
	profile := t.TempDir()
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(firefoxPrefs), 0o600); err != nil {
		return nil, err
	}
	cmd := exec.Command("firefox-esr", "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port=0", "--width", "1000", "--height", "800")
	cmd.Env = append(os.Environ(), "HOME="+t.TempDir(), "MOZ_CRASHREPORTER_DISABLE=1")
	if err := run(t, cmd); err != nil {
		return nil, err
	}
	// Firefox writes down where it listens.
	var at struct {
		Host string `json:"ws_host"`
		Port int    `json:"ws_port"`
	}
	for deadline := time.Now().Add(2 * time.Minute); ; time.Sleep(50 * time.Millisecond) {
		text, err := os.ReadFile(filepath.Join(profile, "WebDriverBiDiServer.json"))
		if err == nil && json.Unmarshal(text, &at) == nil {
			return newBidi(fmt.Sprintf("ws://%s:%d", at.Host, at.Port))
		}
		if time.Now().After(deadline) {
			return nil, fmt.Errorf("it does not listen: %w", err)
		}
	}
}

// run starts a process that ends with the test.
func run(t *testing.T, cmd *exec.Cmd) error {
	if err := cmd.Start(); err != nil {
		return err
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		done := make(chan struct{})
		go func() { _ = cmd.Wait(); close(done) }()
		select {
		case <-done:
		case <-time.After(10 * time.Second):
			_ = cmd.Process.Kill()
			<-done
		}
	})
	return nil
}

func freePort() string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	defer listener.Close()
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	return port
}
