package main

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/test/servers"
)

// documents chooses a file over a slow network, and types until it is told to stop.
func (r *robot) documents(path string, stop <-chan struct{}) (about string) {
	about = "We dig a garden that drinks the rain."
	r.Run(network.Enable(), network.EmulateNetworkConditions(false, 0, -1, 1<<20))
	choose(r.Tab, path)
	for n := 0; ; n++ {
		select {
		case <-stop:
			return about
		default:
		}
		more := fmt.Sprintf("%c", 'a'+n%26)
		r.typeInto("about", more)
		about += more
		time.Sleep(150 * time.Millisecond)
	}
}

// A large file is on its way to a draft while the server is replaced by the next version and back,
// by SIGTERM and by SIGKILL, and a person types. The draft has the file once, with all its bytes,
// and each character. So has the application, although the server is killed when it is sent.
func TestRobotUploadsWhileVersionsAreDeployed(t *testing.T) {
	level.Long(t)
	current, next := build(t, ""), build(t, "next")
	path := filepath.Join(t.TempDir(), "wizard.db")
	db := newStore(t, path)
	f := &folder{t: t, path: path, w: New(db)}
	t.Cleanup(f.w.app.Close)
	id := filled(t, f.w)
	server := &deployed{t: t, address: "127.0.0.1:" + servers.Port(t), db: path}
	t.Cleanup(func() { server.stop(syscall.SIGKILL) })
	server.start(current)
	url := "http://" + server.address
	r := &robot{t: t, Tab: signedIn(t, url, "amara")}
	r.Allow("ERR_|Failed to|50[0-9]|404|422")
	// The next version asks for a phone number, so a draft without one is not led to this step.
	r.Open(url + "/drafts/" + id + "/documents")
	live(r.Tab)
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(r.Text(entries))
		}
	})

	content := append([]byte(pdf), make([]byte, 20_000_000)...)
	random := rand.NewChaCha8([32]byte{1})
	_, _ = random.Read(content[len(pdf):])
	large := onDisk(t, "plan.pdf", content)
	stop, typed := make(chan struct{}), make(chan string, 1)
	go func() { defer close(typed); typed <- r.documents(large, stop) }()
	for i, program := range []string{next, current, next, current} {
		// More has arrived than before the last replacement, and not all.
		r.Until(fmt.Sprintf("document.querySelector('#attach progress')?.value > %d", 3_000_000*(i+1)))
		server.stop([]syscall.Signal{syscall.SIGTERM, syscall.SIGKILL}[i%2])
		server.start(program)
	}
	hasFiles(r.Tab, "plan.pdf")
	close(stop)
	about := <-typed
	if t.Failed() || about == "" {
		t.FailNow()
	}
	t.Logf("typed %d characters meanwhile", r.done)
	check := func(all []Attachment) {
		t.Helper()
		if len(all) != 1 || all[0].Name != "plan.pdf" || all[0].Size != int64(len(content)) {
			t.Fatalf("the files: %+v", all)
		}
		c, err := db.files.Open(t.Context(), all[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if got, err := io.ReadAll(c); err != nil || !bytes.Equal(got, content) {
			t.Errorf("the draft has other bytes than the file: %d of %d, %v", len(got), len(content), err)
		}
		names, err := filepath.Glob(path + "-files/*")
		copies := 0
		for _, name := range names {
			if info, err := os.Stat(name); err == nil && !info.IsDir() {
				copies++
			}
		}
		if copies != 1 || err != nil {
			t.Errorf("%d files are in the folder, want 1: %v", copies, err)
		}
	}
	check(f.attached(id))
	for end := time.Now().Add(time.Minute); ; time.Sleep(100 * time.Millisecond) {
		d, err := Applications.Load(t.Context(), db.live, "amara", id)
		if err != nil {
			t.Fatal(err)
		}
		if value, _ := d.Decode(); value.Documents.About == about {
			break
		} else if time.Now().After(end) {
			t.Fatalf("the draft has %q, and the robot has typed %q", value.Documents.About, about)
		}
	}

	// The next version has the postcode under another name.
	r.Open(url + "/drafts/" + id + "/applicant")
	live(r.Tab)
	r.Eval("document.querySelector('[name=zip]').value = ''", nil)
	r.typeInto("zip", "20095")
	r.Until("document.querySelector('[name=zip]').getAttribute('value') === '20095'")
	r.Open(url + "/drafts/" + id + "/review")
	live(r.Tab)
	r.Run(chromedp.Click("[name=agree]", chromedp.ByQuery))
	press(r.Tab, "Send application")
	server.stop(syscall.SIGKILL)
	server.start(current)
	onPath(r.Tab, "/applications/1")
	r.Until("document.querySelector('.attached a')?.textContent === 'plan.pdf'")
	sent, err := db.AllSent(t.Context(), "amara")
	if err != nil || len(sent) != 1 || sent[0].Documents.About != about {
		t.Fatalf("sent: %+v, %v", sent, err)
	}
	f.w.sweep(t.Context())
	check(f.attached(sent[0].Draft))
}
