package chat

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// onDisk writes a file that a browser can choose.
func onDisk(t testing.TB, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// chooses chooses files for a message, when what uploads them is there.
func chooses(tab *browser.Tab, paths ...string) {
	tab.Until("document.querySelector('#attach-input')")
	tab.Until("performance.getEntriesByType('resource').some(r => /upload-/.test(r.name) && r.responseEnd)")
	tab.Run(chromedp.SetUploadFiles("#attach-input", paths, chromedp.ByQuery))
}

// shownImage is a script: message 1 has this image, and the browser could read it.
func shownImage(name string) string {
	return fmt.Sprintf("(i => i && i.complete && i.naturalWidth === 640 && i.width === 320 && i.height === 240)(document.querySelector('#m1 img[alt=%q]'))", name)
}

// Files that a person attaches on one device are shown on the other, are sent with the message, and
// go when it is deleted. What the person types meanwhile is kept.
func TestFilesOnTwoDevices(t *testing.T) {
	level.Long(t)
	path := filepath.Join(t.TempDir(), "chat.db")
	first, _ := node(t, path)
	second, c := node(t, path)
	laptop, phone := opens(t, first+"/rooms/lunch", "Amara Okafor"), opens(t, second+"/rooms/lunch", "Amara Okafor")
	ben := opens(t, second+"/rooms/lunch", "Ben Šimić")
	types(laptop, "Look at ")
	chooses(laptop, onDisk(t, "sea.png", pngOf(t, 640, 480)), onDisk(t, "a very long name of a file that hardly fits.txt", []byte("Notes")))
	types(laptop, "this")
	for _, tab := range []*browser.Tab{laptop, phone} {
		tab.Until("document.querySelectorAll('.attached > li').length === 2 && !document.querySelector('#attach .gf-file')")
		tab.Until("document.querySelector('#text').value === 'Look at this'")
	}
	if got := laptop.Text("document.activeElement.id"); got != "text" {
		t.Errorf("the focus is at %q", got)
	}
	if got := ben.Text("document.querySelectorAll('.attached').length"); got != "0" {
		t.Error("Ben sees what is not sent")
	}
	phone.Run(chromedp.Click(".attached > li:last-child button", chromedp.ByQuery))
	laptop.Until("document.querySelectorAll('.attached > li').length === 1")
	types(laptop, kb.Enter)
	for _, tab := range []*browser.Tab{laptop, phone, ben} {
		tab.Until(shownImage("sea.png"))
		tab.Until("!document.querySelector('.attached') && document.querySelector('#text').value === ''")
	}
	// A message may be files alone.
	chooses(phone, onDisk(t, "notes.txt", []byte("Notes")))
	phone.Until("document.querySelector('.attached')")
	types(phone, kb.Enter)
	ben.Until("document.querySelector('#m2 a[download=\"notes.txt\"]')?.innerText.includes('TXT')")
	if got := stored(t, path); len(got) != 2 {
		t.Errorf("%d files are stored, want 2", len(got))
	}
	err := c.store.Delete(t.Context(), demoPeople[0], "lunch", 1, func(transaction) {})
	if err != nil {
		t.Fatal(err)
	}
	ben.Until("document.querySelector('#m1 .gone') && !document.querySelector('#m1 img')")
}

// A message waits for its files. Refused files are named, and the message waits for the person.
func TestMessageWaitsForFiles(t *testing.T) {
	level.Long(t)
	c := newChat(t, filepath.Join(t.TempDir(), "chat.db"))
	held := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPatch {
			<-held
		}
		c.Handler().ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	t.Cleanup(c.Close)
	tab := opens(t, server.URL+"/rooms/lunch", "Amara Okafor")
	tab.Allow("415|404")
	chooses(tab, onDisk(t, "sea.png", pngOf(t, 640, 480)))
	tab.Until("document.querySelector('#attach progress')")
	types(tab, "With the sea"+kb.Enter)
	tab.Until("!document.querySelector('#waits').hidden")
	if got := tab.Text("document.querySelector('.messages').children.length + document.querySelector('#text').value"); got != "0With the sea" {
		t.Errorf("before the file has arrived there are messages and text: %q", got)
	}
	close(held)
	tab.Until(shownImage("sea.png"))
	tab.Until("document.querySelector('#m1 .text').innerText === 'With the sea' && document.querySelector('#waits').hidden && document.querySelector('#text').value === ''")

	const sentence = "document.querySelector('#attach-error').innerText"
	chooses(tab, onDisk(t, "large.txt", bytes.Repeat([]byte("x"), 10_000_001)))
	tab.Until(sentence + " === '“large.txt” is larger than 10 MB.'")
	chooses(tab, onDisk(t, "page.html", []byte("<!DOCTYPE html><p>Hello")))
	tab.Until(sentence + " === '“page.html” is not of a type that can be used here.'")
	// The browser takes it by its name, the server looks into it.
	chooses(tab, onDisk(t, "page.txt", []byte("<!DOCTYPE html><p>Hello")))
	tab.Until(sentence + " === '“page.txt” is not of a type that can be used here.'")
	tab.Until("!document.querySelector('.compose .gf-file')")
	// A picture that is pasted where the text is.
	tab.Eval(`(() => {
		const data = new DataTransfer();
		data.items.add(new File(["Notes"], "pasted.txt", { type: "text/plain" }));
		document.querySelector("#text").dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: data }));
	})()`, nil)
	tab.Until("document.querySelector('.attached')?.innerText.includes('pasted.txt') && document.querySelector('#attach-error').hidden")
}

// Without scripts files are attached and sent, and a refused form keeps what was good.
func TestFilesWithoutScripts(t *testing.T) {
	level.Long(t)
	path := filepath.Join(t.TempDir(), "chat.db")
	url, _ := node(t, path)
	tab := browser.New(t).Tab(t)
	tab.Allow("422")
	tab.Run(emulation.SetScriptExecutionDisabled(true))
	enter(tab, url+"/rooms/lunch", "Amara Okafor")
	attach := func(paths ...string) {
		tab.Run(chromedp.WaitVisible("#attach-input", chromedp.ByQuery), chromedp.SetUploadFiles("#attach-input", paths, chromedp.ByQuery),
			chromedp.Click(".attach-button", chromedp.ByQuery))
	}
	attach(onDisk(t, "page.html", []byte("<!DOCTYPE html>")), onDisk(t, "sea.png", pngOf(t, 640, 480)))
	tab.Until("document.querySelector('#attach-error')?.innerText.includes('page.html') && document.querySelector('.gf-file [type=checkbox]')")
	tab.Run(chromedp.Click(".attach-button", chromedp.ByQuery))
	tab.Until("location.pathname === '/rooms/lunch' && document.querySelector('.attached')?.innerText.includes('sea.png')")
	attach(onDisk(t, "notes.txt", []byte(strings.Repeat("Notes ", 1000))))
	tab.Until("document.querySelectorAll('.attached > li').length === 2")
	tab.Run(chromedp.Click(".attached > li:last-child button", chromedp.ByQuery))
	tab.Until("location.pathname === '/rooms/lunch' && document.querySelectorAll('.attached > li').length === 1")
	tab.Run(chromedp.Click("[name=_send]", chromedp.ByQuery))
	tab.Until(shownImage("sea.png"))
}
