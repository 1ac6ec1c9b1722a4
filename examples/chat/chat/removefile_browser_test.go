package chat

import (
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// With scripts an author removes one file, and then the last one, beside the text that they are
// changing. The options stay open, what is typed is kept, and others see it at once.
func TestRemoveFilesWithScripts(t *testing.T) {
	level.Long(t)
	path := filepath.Join(t.TempDir(), "chat.db")
	url, _ := node(t, path)
	amara, ben := opens(t, url+"/rooms/lunch", "Amara Okafor"), opens(t, url+"/rooms/lunch", "Ben Šimić")
	chooses(amara, onDisk(t, "sea.png", pngOf(t, 640, 480)), onDisk(t, "notes.txt", []byte("Notes")))
	amara.Until("document.querySelectorAll('.attached > li').length === 2 && !document.querySelector('#attach .gf-file')")
	amara.Until("document.querySelector('#composer')")
	// The button that is pressed goes, and the focus with it: it stays in the room.
	chooses(amara, onDisk(t, "wrong.txt", []byte("Wrong")))
	amara.Until("document.querySelectorAll('.attached > li').length === 3 && !document.querySelector('#attach .gf-file')")
	amara.Run(chromedp.Focus(`[aria-label="Remove wrong.txt"]`, chromedp.ByQuery), chromedp.KeyEvent(kb.Enter))
	amara.Until("document.querySelectorAll('.attached > li').length === 2")
	amara.Until("document.querySelector('main').contains(document.activeElement)")
	types(amara, kb.Enter)
	ben.Until(shownImage("sea.png"))
	amara.Until("document.querySelector('#m1 .open-options')")
	amara.Eval("document.querySelector('#m1 .open-options').click()", nil)
	amara.Until("document.querySelectorAll('#own .own-files > li').length === 2")
	amara.Eval("window.confirm = question => (window.asked = question, true)", nil)
	amara.Eval("document.querySelector('#edit-text').focus()", nil)
	amara.Eval("document.execCommand('insertText', false, 'Half a')", nil)
	amara.Eval("document.querySelector('#own [aria-label=\"Remove sea.png\"]').click()", nil)
	for _, tab := range []*browser.Tab{amara, ben} {
		tab.Until("!document.querySelector('#m1 img') && document.querySelector('#m1 .files').innerText.includes('notes.txt')")
	}
	amara.Until("document.querySelectorAll('#own .own-files > li').length === 1")
	if got := amara.Text("window.asked + document.querySelector('#edit-text').value + location.search"); got != "“sea.png” will be removed for everybody.Half a?message=1" {
		t.Errorf("the question, the text and the page are %s", got)
	}
	if got := stored(t, path); len(got) != 1 {
		t.Errorf("%d files are stored, want 1", len(got))
	}
	amara.Eval("document.querySelector('#own [aria-label=\"Remove notes.txt\"]').click()", nil)
	for _, tab := range []*browser.Tab{amara, ben} {
		tab.Until("document.querySelector('#m1 .gone') && !document.querySelector('#m1 .files')")
	}
	if got := amara.Text("window.asked"); got != "“notes.txt” is all that this message has. The message will be deleted for everybody." {
		t.Errorf("the question is %s", got)
	}
}
