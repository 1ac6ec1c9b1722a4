package engines

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// classic speaks WebDriver (W3C, https://www.w3.org/TR/webdriver2/): chromedriver and WebKitWebDriver.
type classic struct {
	session string // the address of the session
	window  string // the handle of the page's window
}

func newClassic(server string, capabilities any) (*classic, error) {
	var s struct{ SessionID string }
	body := map[string]any{"capabilities": map[string]any{"alwaysMatch": capabilities}}
	if err := command(http.MethodPost, server+"/session", body, &s); err != nil {
		return nil, err
	}
	c := &classic{session: server + "/session/" + s.SessionID}
	err := c.post("/timeouts", map[string]any{"script": 300_000, "pageLoad": 120_000}, nil)
	if err == nil {
		err = command(http.MethodGet, c.session+"/window", nil, &c.window)
	}
	return c, err
}

// The timeouts are those of a busy machine, on which three engines run at once.
var client = http.Client{Timeout: 6 * time.Minute}

// command sends one command, and reads the value of its answer.
func command(method, url string, body, value any) error {
	var sent io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			return err
		}
		sent = bytes.NewReader(text)
	}
	req, err := http.NewRequest(method, url, sent)
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var answer struct{ Value json.RawMessage }
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", resp.Status, answer.Value)
	}
	if value == nil {
		return nil
	}
	return json.Unmarshal(answer.Value, value)
}

func (c *classic) post(path string, body, value any) error {
	return command(http.MethodPost, c.session+path, body, value)
}

func (c *classic) open(url string) error { return c.post("/url", map[string]any{"url": url}, nil) }

func (c *classic) eval(body string) (out json.RawMessage, err error) {
	script := "const done = arguments[0]; (async () => {" + body + "\n})().then(v => done({v: v === undefined ? null : v}), e => done({e: String(e)}))"
	var result struct {
		V json.RawMessage
		E *string
	}
	if err := c.post("/execute/async", map[string]any{"script": script, "args": []any{}}, &result); err != nil {
		return nil, err
	}
	if result.E != nil {
		return nil, fmt.Errorf("the page threw %s", *result.E)
	}
	return result.V, nil
}

// perform performs the actions of one input device (WebDriver, 15.7).
func (c *classic) perform(source map[string]any) error {
	return c.post("/actions", map[string]any{"actions": []any{source}}, nil)
}

func (c *classic) press(keys string) error { return c.perform(keyActions(keys)) }
func (c *classic) move(x, y int) error     { return c.perform(pointerActions(x, y, false)) }
func (c *classic) click(x, y int) error    { return c.perform(pointerActions(x, y, true)) }
func (c *classic) back() error             { return c.post("/back", struct{}{}, nil) }
func (c *classic) forward() error          { return c.post("/forward", struct{}{}, nil) }
func (c *classic) reload() error           { return c.post("/refresh", struct{}{}, nil) }
func (c *classic) quit()                   { _ = command(http.MethodDelete, c.session, nil, nil) }
func (c *classic) show(window string) error {
	return c.post("/window", map[string]any{"handle": window}, nil)
}

func (c *classic) choose(selector, path string) error {
	var element map[string]string
	if err := c.post("/element", map[string]any{"using": "css selector", "value": selector}, &element); err != nil {
		return err
	}
	for _, id := range element {
		return c.post("/element/"+id+"/value", map[string]any{"text": path}, nil)
	}
	return fmt.Errorf("there is no %s", selector)
}

func (c *classic) cover() error {
	var other struct{ Handle string }
	if err := c.post("/window/new", map[string]any{"type": "tab"}, &other); err != nil {
		return err
	}
	return c.show(other.Handle)
}

func (c *classic) uncover() error {
	if err := command(http.MethodDelete, c.session+"/window", nil, nil); err != nil {
		return err
	}
	return c.show(c.window)
}
