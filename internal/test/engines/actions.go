package engines

// Both protocols describe the actions of input devices in the same way.

func keyActions(keys string) map[string]any {
	var actions []any
	for _, key := range keys {
		for _, kind := range []string{"keyDown", "keyUp"} {
			actions = append(actions, map[string]any{"type": kind, "value": string(key)})
		}
	}
	return map[string]any{"type": "key", "id": "keyboard", "actions": actions}
}

func pointerActions(x, y int, press bool) map[string]any {
	actions := []any{map[string]any{"type": "pointerMove", "x": x, "y": y, "duration": 0, "origin": "viewport"}}
	if press {
		actions = append(actions, map[string]any{"type": "pointerDown", "button": 0}, map[string]any{"type": "pointerUp", "button": 0})
	}
	return map[string]any{"type": "pointer", "id": "mouse", "parameters": map[string]any{"pointerType": "mouse"}, "actions": actions}
}
