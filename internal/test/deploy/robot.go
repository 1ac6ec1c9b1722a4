package deploy

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/chromedp/chromedp"
)

// A Robot types in one form as a person does, ten characters a second, and knows what must be in
// each field.
type Robot struct {
	Tab     *Tab
	Form    int
	Typed   int // characters
	Changes int // of fields that hold no text, such as a date or a choice

	random *rand.Rand
	first  Observation // of the document in which it began
	next   int         // index in fields
	texts  map[string][]rune
	values map[string]string
	in     string // the key of the field in which it types
	caret  int    // in the text of that field
	pace   time.Duration
	due    time.Time

	comments []string // that it has sent, where it sends some
}

// NewRobot begins in the form that the tab shows.
func NewRobot(tab *Tab, form int) *Robot {
	r := &Robot{Tab: tab, Form: form, random: rand.New(rand.NewPCG(1, uint64(form))), first: tab.Observation(), next: form * 7,
		texts: map[string][]rune{}, values: map[string]string{}, pace: 100 * time.Millisecond}
	tab.Eval("observer.values()", &r.values)
	for _, f := range fields {
		if f.whole == nil {
			r.texts[f.key] = []rune(r.values[f.key])
			delete(r.values, f.key)
		}
	}
	return r
}

// TypeUntil types in one field after the other until the channel is closed.
func (r *Robot) TypeUntil(stop <-chan struct{}) error {
	for i := 1; ; i++ {
		select {
		case <-stop:
			return nil
		default:
		}
		if r.comments != nil && i%4 == 0 {
			if err := r.comment(); err != nil {
				return fmt.Errorf("form %d, comment %d: %w", r.Form, len(r.comments), err)
			}
		}
		f := fields[r.next%len(fields)]
		r.next++
		if err := r.visit(f, stop); err != nil {
			return fmt.Errorf("form %d, %s: %w", r.Form, f.key, err)
		}
	}
}

// TypeIn types in the fields of these keys, or once in each of them, as fast as the browser takes
// it.
func (r *Robot) TypeIn(keys ...string) error {
	r.pace = 0
	for _, f := range fields {
		if len(keys) > 0 && !slices.Contains(keys, f.key) {
			continue
		}
		if err := r.visit(f, nil); err != nil {
			return fmt.Errorf("form %d, %s: %w", r.Form, f.key, err)
		}
	}
	return nil
}

// visit goes to a field and types in it.
func (r *Robot) visit(f field, stop <-chan struct{}) error {
	if err := r.run(chromedp.Evaluate(fmt.Sprintf("observer.enter(%q)", f.key), nil)); err != nil {
		return err
	}
	r.in, r.caret = f.key, -1
	if f.whole != nil {
		keys, value := f.whole(r.values[f.key], r.random)
		for _, key := range keys {
			if err := r.press(string(key)); err != nil {
				return err
			}
		}
		r.values[f.key] = value
		r.Changes++
		return nil
	}
	if err := r.press(f.end); err != nil {
		return err
	}
	r.caret = len(r.texts[f.key])
	for i := range 12 {
		select {
		case <-stop:
			return nil
		default:
		}
		if i == 6 { // from here on in the middle of the text
			if err := r.back(2); err != nil {
				return err
			}
		}
		char := f.chars[r.random.IntN(len(f.chars))]
		if err := r.press(string(char)); err != nil {
			return err
		}
		r.texts[f.key] = slices.Insert(r.texts[f.key], r.caret, rune(char))
		r.caret++
		r.Typed++
	}
	return nil
}

func (r *Robot) back(n int) error {
	for range n {
		if err := r.press(string(backward)); err != nil {
			return err
		}
		r.caret--
	}
	return nil
}

// press presses a key when it is due.
func (r *Robot) press(key string) error {
	time.Sleep(time.Until(r.due))
	r.due = time.Now().Add(r.pace)
	modifiers, char := split(key)
	return r.run(chromedp.ActionFunc(func(ctx context.Context) error { return press(ctx, char, modifiers) }))
}

func (r *Robot) run(action chromedp.Action) error { return chromedp.Run(r.Tab.Context, action) }

// seen tells where the tab is and what its observer has seen, for a test that failed.
func (r *Robot) seen() (seen string) {
	_ = r.run(chromedp.Evaluate("location.href + ' ' + document.getElementById('news')?.textContent + ' ' + JSON.stringify(observer.report())", &seen))
	return seen
}
