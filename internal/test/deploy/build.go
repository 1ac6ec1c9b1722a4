// Package deploy tests that a deploy of a really different build loses nothing: two executables
// from two source trees behind one proxy, and robots that type in a real browser while one
// executable replaces the other. bench deploy runs the same robots in greater number.
package deploy

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Builds are the two executables.
type Builds struct{ dir string }

// The two builds.
const (
	Old = "old"
	New = "new"
)

const self = "github.com/goldfish-go/goldfish/internal/test/deploy"

// Build builds both executables into a folder. The old one gets the client of testdata/old/client,
// another bundle than client/dist.
func Build(dir string) (Builds, error) {
	source, client, err := folders()
	if err != nil {
		return Builds{}, err
	}
	overlay, err := overlayClient(dir, filepath.Join(source, "testdata", "old", "client"), filepath.Join(client, "dist"))
	if err != nil {
		return Builds{}, err
	}
	for name, more := range map[string][]string{Old: {"-overlay", overlay}, New: nil} {
		args := append([]string{"build", "-o", filepath.Join(dir, name)}, more...)
		cmd := exec.Command("go", append(args, self+"/testdata/"+name)...)
		cmd.Dir = source
		if out, err := cmd.CombinedOutput(); err != nil {
			return Builds{}, fmt.Errorf("building %s: %w\n%s", name, err, out)
		}
	}
	return Builds{dir}, nil
}

// folders finds the sources of this package and of the client.
func folders() (source, client string, err error) {
	out, err := exec.Command("go", "list", "-f", "{{.Dir}}", self, "github.com/goldfish-go/goldfish/client").Output()
	if err != nil {
		return "", "", fmt.Errorf("finding the sources: %w", err)
	}
	dirs := strings.Fields(string(out)) // in the order of their import paths
	if len(dirs) != 2 {
		return "", "", fmt.Errorf("finding the sources: %q", out)
	}
	for _, dir := range dirs {
		if strings.HasSuffix(filepath.ToSlash(dir), "internal/test/deploy") {
			source = dir
		} else {
			client = dir
		}
	}
	return source, client, nil
}

// overlayClient writes the file that makes the go command take each file of the other client in
// place of ours.
func overlayClient(dir, from, to string) (string, error) {
	files, err := os.ReadDir(from)
	if err != nil {
		return "", err
	}
	replace := map[string]string{}
	for _, file := range files {
		replace[filepath.Join(to, file.Name())] = filepath.Join(from, file.Name())
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "overlay.json")
	return path, os.WriteFile(path, text, 0o600)
}
