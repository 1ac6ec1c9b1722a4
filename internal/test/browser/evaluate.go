package browser

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/cdproto"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/wait"
)

// Eval runs script in the page, waits for its promise and stores the result in out, which may be
// nil. Then the script may also load another document.
func (tab *Tab) Eval(script string, out any) {
	tab.t.Helper()
	mayLeave := out == nil
	if mayLeave {
		var ignored any
		out = &ignored
		script = "(async()=>{await (" + script + "\n)})().then(()=>0)"
	}
	if err := tab.evaluate(script, out); err != nil && !(mayLeave && hasLeft(err)) {
		tab.t.Fatalf("%s: %v", clip(script), err)
	}
}

// hasLeft reports whether a script was still under way when its document was replaced: it has
// loaded another.
func hasLeft(err error) bool {
	protocol, ok := errors.AsType[*cdproto.Error](err)
	return ok && strings.Contains(protocol.Message, "navigated or closed")
}

// scriptLimit is how long a script may take. A page that hangs never answers.
const scriptLimit = 5 * time.Minute

func (tab *Tab) evaluate(script string, out any) error {
	ctx, cancel := context.WithTimeout(tab.Context, scriptLimit)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate(script, out, func(p *runtime.EvaluateParams) *runtime.EvaluateParams {
		return p.WithAwaitPromise(true).WithUserGesture(true)
	}))
}

// Text is the value of an expression as a string, in this document, or in the next where one is
// being loaded.
func (tab *Tab) Text(expression string) string {
	tab.t.Helper()
	script := "Promise.resolve(" + expression + ").then(String)"
	for deadline := time.Now().Add(wait.Limit()); ; time.Sleep(10 * time.Millisecond) {
		var out string
		err := tab.evaluate(script, &out)
		if err == nil {
			return out
		}
		if _, ok := errors.AsType[*cdproto.Error](err); !ok || time.Now().After(deadline) {
			tab.t.Fatalf("%s: %v", clip(script), err)
		}
	}
}

// Go goes so many steps in the history of the tab: once it has returned, since what is evaluated
// ends with its document.
func (tab *Tab) Go(steps int) {
	tab.t.Helper()
	tab.Eval(fmt.Sprintf("setTimeout(() => history.go(%d))", steps), nil)
}

// Until waits until the expression is true, in whatever document is loaded by then.
func (tab *Tab) Until(expression string) {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.Context, wait.Limit())
	defer cancel()
	// What does not come at once is asked for less often: it costs processor time.
	for pause := 10 * time.Millisecond; ; pause = min(pause+pause/20, 100*time.Millisecond) {
		var yes bool
		err := chromedp.Run(ctx, chromedp.Evaluate("!!("+expression+")", &yes))
		if err == nil && yes {
			return
		}
		if ctx.Err() != nil {
			tab.t.Fatalf("never true: %s (%v)", expression, err)
		}
		time.Sleep(pause)
	}
}

func clip(s string) string {
	if len(s) > 300 {
		return s[:300] + "…"
	}
	return s
}
