package chat

import "testing"

func TestLinked(t *testing.T) {
	for text, want := range map[string]string{
		"no link":                            "no link",
		"see https://a.example/x?y=1&z=2.":   `see <a href="https://a.example/x?y=1&amp;z=2" target="_blank" rel="nofollow noopener noreferrer">https://a.example/x?y=1&amp;z=2</a>.`,
		`<b onclick="x">javascript:alert(1)`: "&lt;b onclick=&#34;x&#34;&gt;javascript:alert(1)",
	} {
		var b testWriter
		if err := linked(text).Render(t.Context(), &b); err != nil || string(b) != want {
			t.Errorf("%q is drawn as %q, %v", text, b, err)
		}
	}
}

type testWriter []byte

func (w *testWriter) Write(p []byte) (int, error) { *w = append(*w, p...); return len(p), nil }

// An address alone says which messages are shown, and the stretches overlap.
func TestWindow(t *testing.T) {
	for _, c := range []struct {
		u            RoomURL
		newest       int64
		first, last  int64
		above, below string
	}{
		{RoomURL{Room: "r"}, 0, 1, 0, "", ""},
		{RoomURL{Room: "r"}, 7, 1, 7, "", ""},
		{RoomURL{Room: "r"}, 400, 301, 400, "/rooms/r?from=241", ""},
		{RoomURL{Room: "r", From: 241}, 400, 241, 400, "/rooms/r?from=181", "/rooms/r"},
		{RoomURL{Room: "r", From: 181}, 400, 181, 360, "/rooms/r?from=121", "/rooms/r?from=241"},
		{RoomURL{Room: "r", At: 5}, 400, 1, 180, "", "/rooms/r?from=61&at=5"},
		{RoomURL{Room: "r", From: 999, At: -3}, 7, 7, 7, "/rooms/r?from=1&at=-3", "/rooms/r"},
	} {
		w := c.u.window(c.newest)
		if w.First != c.first || w.Last != c.last || string(w.Above) != c.above || string(w.Below) != c.below {
			t.Errorf("%+v of %d: %+v", c.u, c.newest, w)
		}
	}
}
