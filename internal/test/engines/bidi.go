package engines

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"time"

	"github.com/gobwas/ws"
	"github.com/gobwas/ws/wsutil"
)

// bidi speaks WebDriver BiDi (W3C, https://www.w3.org/TR/webdriver-bidi/), which Firefox serves by itself. One tab has one connection, and sends
// one command at a time.
type bidi struct {
	conn  net.Conn
	last  int
	page  string // the browsing context
	other string // the one in front of it
}

func newBidi(address string) (*bidi, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, _, _, err := ws.Dial(ctx, address+"/session")
	if err != nil {
		return nil, err
	}
	b := &bidi{conn: conn}
	if err := b.send("session.new", map[string]any{"capabilities": map[string]any{}}, nil); err != nil {
		return nil, err
	}
	b.page, err = b.create()
	return b, err
}

func (b *bidi) create() (string, error) {
	var made struct{ Context string }
	err := b.send("browsingContext.create", map[string]any{"type": "tab"}, &made)
	return made.Context, err
}

// send sends one command and waits for its result.
func (b *bidi) send(method string, params, result any) error {
	b.last++
	text, err := json.Marshal(map[string]any{"id": b.last, "method": method, "params": params})
	if err != nil {
		return err
	}
	_ = b.conn.SetDeadline(time.Now().Add(6 * time.Minute))
	if err := wsutil.WriteClientText(b.conn, text); err != nil {
		return err
	}
	for {
		text, err := wsutil.ReadServerText(b.conn)
		if err != nil {
			return err
		}
		var answer struct {
			ID             int
			Type           string
			Error, Message string
			Result         json.RawMessage
		}
		if err := json.Unmarshal(text, &answer); err != nil {
			return err
		}
		if answer.ID != b.last {
			continue // an event
		}
		if answer.Type == "error" {
			return fmt.Errorf("%s: %s: %s", method, answer.Error, answer.Message)
		}
		if result == nil {
			return nil
		}
		return json.Unmarshal(answer.Result, result)
	}
}

// in adds the page to the parameters of a command.
func (b *bidi) in(params map[string]any) map[string]any {
	params["context"] = b.page
	return params
}

func (b *bidi) open(url string) error {
	return b.send("browsingContext.navigate", b.in(map[string]any{"url": url, "wait": "complete"}), nil)
}

func (b *bidi) eval(body string) (json.RawMessage, error) {
	var out struct {
		Type             string
		Result           struct{ Value string }
		ExceptionDetails struct{ Text string }
	}
	err := b.send("script.evaluate", map[string]any{
		"expression":     "(async () => {" + body + "\n})().then(v => JSON.stringify(v === undefined ? null : v))",
		"target":         map[string]any{"context": b.page},
		"awaitPromise":   true,
		"userActivation": true,
	}, &out)
	if err == nil && out.Type != "success" {
		err = fmt.Errorf("the page threw %s", out.ExceptionDetails.Text)
	}
	return json.RawMessage(out.Result.Value), err
}

func (b *bidi) perform(source map[string]any) error {
	return b.send("input.performActions", b.in(map[string]any{"actions": []any{source}}), nil)
}

func (b *bidi) press(keys string) error { return b.perform(keyActions(keys)) }
func (b *bidi) move(x, y int) error     { return b.perform(pointerActions(x, y, false)) }
func (b *bidi) click(x, y int) error    { return b.perform(pointerActions(x, y, true)) }
func (b *bidi) back() error             { return b.traverse(-1) }
func (b *bidi) forward() error          { return b.traverse(1) }

func (b *bidi) traverse(delta int) error {
	return b.send("browsingContext.traverseHistory", b.in(map[string]any{"delta": delta}), nil)
}

func (b *bidi) reload() error {
	return b.send("browsingContext.reload", b.in(map[string]any{"wait": "complete"}), nil)
}

func (b *bidi) choose(selector, path string) error {
	var found struct {
		Nodes []struct{ SharedID string }
	}
	err := b.send("browsingContext.locateNodes", b.in(map[string]any{"locator": map[string]any{"type": "css", "value": selector}}), &found)
	if err != nil {
		return err
	}
	if len(found.Nodes) == 0 {
		return fmt.Errorf("there is no %s", selector)
	}
	element := map[string]any{"sharedId": found.Nodes[0].SharedID}
	return b.send("input.setFiles", b.in(map[string]any{"element": element, "files": []string{path}}), nil)
}

func (b *bidi) cover() (err error) {
	if b.other, err = b.create(); err != nil {
		return err
	}
	return b.send("browsingContext.activate", map[string]any{"context": b.other}, nil)
}

func (b *bidi) uncover() error {
	if err := b.send("browsingContext.close", map[string]any{"context": b.other}, nil); err != nil {
		return err
	}
	return b.send("browsingContext.activate", b.in(map[string]any{}), nil)
}

func (b *bidi) quit() {
	_ = b.send("browsingContext.close", b.in(map[string]any{}), nil)
	_ = b.send("session.end", map[string]any{}, nil)
	_ = b.conn.Close()
}
