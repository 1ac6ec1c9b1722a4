package snapshot

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"testing"
)

// Two texts whose checksums are equal, found by trying for less than a second. Their versions
// differ, so a reader of one sees the change to the other.
func TestCollision(t *testing.T) {
	a, b := New("T", "<p>xRDJEUSQH</p>"), New("T", "<p>xCMbAwqnB</p>")
	if Checksum(a.Title, a.Body) != Checksum(b.Title, b.Body) {
		t.Fatal("these have other checksums now: the test shows nothing")
	}
	if a.Version == b.Version {
		t.Error("two bodies have one version")
	}
}

// A version is 96 bits of a SHA-256, whatever the length of the text, and tells title and body
// apart.
func TestVersion(t *testing.T) {
	seen := map[string]bool{}
	for _, n := range []int{0, 1, 4095, 4096, 4097, 100_000} {
		s := strings.Repeat("x", n)
		for _, parts := range [][]string{{s}, {s, ""}, {"", s, "y"}, {s + "y"}} {
			v := Version(parts...)
			if len(v) != 16 || seen[v] {
				t.Errorf("%d bytes: the version is %q", n, v)
			}
			seen[v] = true
		}
	}
	sum := sha256.Sum256(append([]byte{3, 0, 0, 0, 0, 0, 0, 0}, "abc"...))
	if want := base64.RawURLEncoding.EncodeToString(sum[:12]); Version("abc") != want {
		t.Errorf("the version of abc is %q, want %q", Version("abc"), want)
	}
}

// A delta that was sent is applied if its checksum is that of the result, and only then.
func TestApplyChecked(t *testing.T) {
	old, new := New("T", diffChildren("a", "b")), New("T2", strings.Replace(diffChildren("a", "b"), "b, open", "b, closed", 1))
	delta, ok := Diff(old, new)
	if !ok {
		t.Fatal("no delta")
	}
	sent := WithChecksum(delta, new)
	if got, err := ApplyChecked(old, sent); err != nil || got.Version != new.Version || got.Title != "T2" {
		t.Errorf("got %v, %v", got, err)
	}
	if got, err := ApplyChecked(new, WithChecksum([]byte("[]"), new)); err != nil || got.Version != new.Version {
		t.Errorf("nothing: got %v, %v", got, err)
	}
	for name, wrong := range map[string][]byte{
		"another checksum": WithChecksum(delta, old),
		"no checksum":      delta,
		"no array":         []byte(`"x"`),
		"empty":            nil,
		"cut":              sent[:20],
		"only a checksum":  []byte(`["x"`),
	} {
		if _, err := ApplyChecked(old, wrong); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	other := New("T", diffChildren("a", "c"))
	if _, err := ApplyChecked(other, sent); err == nil {
		t.Error("the delta was applied to another body")
	}
}

func BenchmarkVersion(b *testing.B) {
	s := strings.Repeat("<td>Wander bramble</td>", 2000)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Version("Tickets", s)
	}
}
