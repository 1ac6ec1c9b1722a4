package deploy

import (
	"context"
	"errors"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp/kb"
)

// press sends one key, as a keyboard does: down and up.
func press(ctx context.Context, char rune, modifiers input.Modifier) error {
	key, ok := kb.Keys[char]
	if !ok {
		return errors.New("no key for " + string(char))
	}
	down := input.DispatchKeyEvent(input.KeyDown).WithKey(key.Key).WithCode(key.Code).WithModifiers(modifiers).
		WithWindowsVirtualKeyCode(key.Windows).WithNativeVirtualKeyCode(key.Native)
	if key.Print {
		down = down.WithText(key.Text).WithUnmodifiedText(key.Unmodified)
	}
	up := input.DispatchKeyEvent(input.KeyUp).WithKey(key.Key).WithCode(key.Code).WithModifiers(modifiers).
		WithWindowsVirtualKeyCode(key.Windows).WithNativeVirtualKeyCode(key.Native)
	return errors.Join(down.Do(ctx), up.Do(ctx))
}

// split takes the modifier off a key.
func split(keys string) (modifiers input.Modifier, key rune) {
	runes := []rune(keys)
	if string(runes[0]) == control {
		return input.ModifierCtrl, runes[1]
	}
	return input.ModifierNone, runes[0]
}

// backward moves the caret one character back.
var backward = []rune(kb.ArrowLeft)[0]
