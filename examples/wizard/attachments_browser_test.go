package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

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

const chooser = "#attach [type=file]"

// choose chooses files for the draft, when what uploads them is there.
func choose(tab *browser.Tab, paths ...string) {
	tab.Until("document.querySelector('" + chooser + "')")
	tab.Until("performance.getEntriesByType('resource').some(r => /upload-/.test(r.name) && r.responseEnd)")
	tab.Run(chromedp.SetUploadFiles(chooser, paths, chromedp.ByQuery))
}

// hasFiles waits until the page has these files of the draft, and none is on its way.
func hasFiles(tab *browser.Tab, names string) {
	tab.Until("!document.querySelector('#attach .gf-file') && [...document.querySelectorAll('.attached a')].map(a => a.textContent).join() === '" + names + "'")
}

// Files that are added and removed on one device are so on the other one. While one is on its way,
// the step is saved as it is typed, and Continue and links wait for it.
func TestAttachmentsOnTwoDevices(t *testing.T) {
	level.Long(t)
	f := newFolder(t)
	held := make(chan struct{})
	arrive := sync.OnceFunc(func() { close(held) })
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPatch {
			<-held
		}
		f.w.Handler().ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	t.Cleanup(arrive) // also if the test fails
	id := filled(t, f.w)
	laptop, phone := signedIn(t, server.URL, "amara"), signedIn(t, server.URL, "amara")
	for _, tab := range []*browser.Tab{laptop, phone} {
		tab.Open(server.URL + "/drafts/" + id + "/documents")
		live(tab)
	}
	laptop.Allow("404") // what it sends of the file that is removed below
	choose(laptop, onDisk(t, "plan.pdf", []byte(pdf)))
	laptop.Until("document.querySelector('#attach progress')")
	enter(laptop, "title", "For all: ")
	shows(phone, "title", "For all: Rain garden")
	const waits = "document.querySelector('#waits')?.hidden === false"
	press(laptop, "Continue")
	laptop.Until(waits)
	// Not by the pointer: the note that has just come may move what is below it.
	laptop.Eval("document.querySelector('#attach .gf-file-remove').click()", nil)
	onPath(laptop, "/review") // there is nothing to wait for any more
	laptop.Eval("document.querySelector('#summary-documents a.gf-button').click()", nil)
	onPath(laptop, "/documents")
	live(laptop)
	choose(laptop, onDisk(t, "plan.pdf", []byte(pdf)), onDisk(t, "offer.pdf", []byte(pdf)))
	laptop.Until("document.querySelectorAll('#attach progress').length === 2")
	press(laptop, "Back")
	laptop.Until(waits)
	arrive()
	onPath(laptop, "/items")
	hasFiles(phone, "plan.pdf,offer.pdf")
	phone.Run(chromedp.Click("#page [aria-label='Remove plan.pdf']", chromedp.ByQuery))
	hasFiles(phone, "offer.pdf")
	press(laptop, "Continue")
	onPath(laptop, "/documents")
	hasFiles(laptop, "offer.pdf")

	// A refused file is named, and the person decides.
	phone.Allow("415|404")
	const sentence = "document.querySelector('#field-files-error').innerText"
	choose(phone, onDisk(t, "notes.txt", []byte("Notes")))
	phone.Until(sentence + " === '“notes.txt” is not of a type that can be used here.'")
	// The server looks into it.
	choose(phone, onDisk(t, "page.pdf", []byte("<!DOCTYPE html><p>Hello")))
	phone.Until(sentence + " === '“page.pdf” is not of a type that can be used here.'")
	choose(phone, onDisk(t, "empty.pdf", nil))
	phone.Until(sentence + " === '“empty.pdf” is empty.'")
	choose(phone, onDisk(t, "large.pdf", append([]byte(pdf), bytes.Repeat([]byte("x"), int(attachRule.MaxSize))...)))
	phone.Until(sentence + " === '“large.pdf” is larger than 25 MB.'")
	hasFiles(phone, "offer.pdf")
	if all := f.attached(id); len(all) != 1 || len(f.kept()) != 1 {
		t.Errorf("the draft has %+v, and %d files are kept", all, len(f.kept()))
	}
}

// Without scripts a file goes with the step. A refused form keeps what was good, and what was
// typed.
func TestAttachmentsWithoutScripts(t *testing.T) {
	level.Long(t)
	url, w := serve(t)
	id := filled(t, w)
	tab := browser.New(t).Tab(t)
	tab.Allow("422")
	tab.Run(emulation.SetScriptExecutionDisabled(true))
	tab.Open(url)
	tab.Run(chromedp.Click("button[value=amara]", chromedp.ByQuery), chromedp.WaitVisible("h1"))
	tab.Until("location.pathname === '/'")
	tab.Open(url + "/drafts/" + id + "/documents")
	const files = "#step [type=file]"
	send := chromedp.Click("button[form=step][name=_continue]", chromedp.ByQuery)
	tab.Run(chromedp.WaitVisible(files, chromedp.ByQuery), chromedp.SendKeys("[name=title]", "For all: ", chromedp.ByQuery),
		chromedp.SetUploadFiles(files, []string{onDisk(t, "page.pdf", []byte("<!DOCTYPE html>")), onDisk(t, "plan.pdf", []byte(pdf))}, chromedp.ByQuery), send)
	tab.Until("document.querySelector('#files-of-step-error')?.innerText.includes('page.pdf') && document.querySelector('#step .gf-file [type=checkbox]:checked')")
	shows(tab, "title", "For all: Rain garden")
	if tab.Text("document.querySelector('#attach').checkVisibility()") == "true" {
		t.Error("without scripts there are two fields for files")
	}
	tab.Run(send)
	tab.Until("location.pathname.endsWith('/review') && document.querySelector('#summary-documents .attached')?.innerText.includes('plan.pdf')")
	tab.Until("document.body.innerText.includes('For all: Rain garden')")
	if all, err := w.store.Attachments(t.Context(), "amara", id); len(all) != 1 || err != nil {
		t.Errorf("the draft has %+v, %v", all, err)
	}
}
