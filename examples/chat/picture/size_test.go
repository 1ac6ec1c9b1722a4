package picture

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func testPicture(t testing.TB, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func mediaType(name string) string {
	return "image/" + strings.Replace(strings.TrimPrefix(filepath.Ext(name), "."), "jpg", "jpeg", 1)
}

var all = []string{"lossy.webp", "lossless.webp", "extended.webp", "sea.avif", "rotated.avif", "grid.avif", "turned.jpg", "upright.jpg"}

// The pictures are made by cwebp, avifenc and image/jpeg. A picture of another type is none,
// whatever it is named.
func TestSize(t *testing.T) {
	for name, want := range map[string][2]int{
		"lossy.webp": {640, 480}, "lossless.webp": {640, 480}, "extended.webp": {640, 480},
		"sea.avif": {640, 480}, "rotated.avif": {480, 640}, "grid.avif": {640, 480},
		"turned.jpg": {480, 640}, "upright.jpg": {640, 480},
	} {
		content := testPicture(t, name)
		w, h, ok := Size(mediaType(name), bytes.NewReader(content))
		if !ok || w != want[0] || h != want[1] {
			t.Errorf("%s is %dx%d, %v, want %v", name, w, h, ok, want)
		}
		for _, other := range []string{"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"} {
			if _, _, ok := Size(other, bytes.NewReader(content)); ok != (other == mediaType(name)) {
				t.Errorf("%s as %s: %v", name, other, ok)
			}
		}
	}
	var png20x10 bytes.Buffer
	if err := png.Encode(&png20x10, image.NewGray(image.Rect(0, 0, 20, 10))); err != nil {
		t.Fatal(err)
	}
	if w, h, ok := Size("image/png", bytes.NewReader(png20x10.Bytes())); !ok || w != 20 || h != 10 {
		t.Errorf("a PNG is %dx%d, %v", w, h, ok)
	}
	if _, _, ok := Size("image/gif", bytes.NewReader(png20x10.Bytes())); ok {
		t.Error("a PNG is a GIF")
	}
}

// A picture that is cut off, or in which any byte is another, breaks nothing.
func TestSizeOfHostile(t *testing.T) {
	for _, name := range all {
		content := testPicture(t, name)
		for i := range content[:min(len(content), 600)] {
			Size(mediaType(name), bytes.NewReader(content[:i]))
			for _, b := range []byte{0, 0xff} {
				changed := bytes.Clone(content)
				changed[i] = b
				Size(mediaType(name), bytes.NewReader(changed))
			}
		}
		if _, _, ok := Size(mediaType(name), bytes.NewReader(content[:20])); ok {
			t.Errorf("%s: a head of 20 bytes is a picture", name)
		}
	}
}

func FuzzSize(f *testing.F) {
	for _, name := range all {
		f.Add(mediaType(name), testPicture(f, name))
	}
	f.Fuzz(func(t *testing.T, mediaType string, content []byte) {
		if w, h, ok := Size(mediaType, bytes.NewReader(content)); ok {
			if w < 0 || h < 0 {
				t.Errorf("it is %dx%d", w, h)
			}
		}
	})
}
