package client_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// rowsPage is a form that saves by itself, with the rows of these keys.
func rowsPage(heading, keys string) string {
	row := func(n int, key string) string {
		button := func(action string) string {
			return fmt.Sprintf(`<button name="%s" value="item.%s %s" formnovalidate>%[3]s</button>`, wire.RowsField, key, action)
		}
		return fmt.Sprintf(`<div %s="%s" id="row-%[2]s"><i>%[3]d</i><input type="hidden" name="item" value="%[2]s"><input name="item.%[2]s.text">`, wire.RowAttr, key, n) +
			button(wire.RowUp) + button(wire.RowDown) + button(wire.RowRemove) + "</div>"
	}
	var rows strings.Builder
	for i, key := range strings.Fields(keys) {
		rows.WriteString(row(i+1, key))
	}
	return fmt.Sprintf(`<h1>%s</h1><form id="f" method="post" action="/a?_action=save" data-gf-on="input">
		<div id="list" data-gf-rows="item" data-gf-keys="%s" data-gf-draft=""><template>%s</template>%s</div>
		<button id="add" name="%s" value="item add" formnovalidate>Add</button></form>`, heading, keys, row(0, "__row1__"), rows.String(), wire.RowsField)
}

// A form with rows saves by itself. Pushes of the moment before a change do not undo it, whether
// they come before the answer to the save or after it. Later changes of others are shown.
func TestRowsAndOlderPushes(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	const rows = "[...document.querySelectorAll('[data-gf-row]')].map(row => row.dataset.gfRow).join(' ')"
	// With a gate, saves are answered when it is open: with the rows, or with no content.
	start := func(t *testing.T, gate chan struct{}, content bool) (*site, *browser.Tab, func(heading, keys, want string)) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "v", Body: rowsPage("/a", "a b c")})
		s.on("POST /a?_action=save", func(w http.ResponseWriter, r *http.Request) {
			answer := reply{URL: "/a", Made: made(""), Title: "a", Version: "v", Gate: gate}
			if content {
				answer.Version, answer.Body = "v saved", rowsPage("saved", strings.Join(r.PostForm["item"], " "))
			}
			s.write(w, r, "patch", answer)
		})
		tab := s.open(chromium, t, "/a")
		live(tab)
		return s, tab, func(heading, keys, shown string) {
			t.Helper()
			s.listening("/a").push("v "+heading, "a", rowsPage(heading, keys))
			tab.Until(fmt.Sprintf("document.querySelector('h1').textContent === %q", heading))
			want(t, "rows after the push "+heading, tab.Text(rows), shown)
		}
	}
	press := func(tab *browser.Tab, value string) {
		tab.Eval(fmt.Sprintf("document.querySelector('button[value=%q]').click()", value), nil)
	}
	saved := func(t *testing.T, s *site, tab *browser.Tab, keys string) {
		t.Helper()
		s.waits("patch POST", 1)
		tab.Until("!document.querySelector('form[aria-busy]')")
		s.reconnects(2) // with the version of the answer
		want(t, "rows that were saved", strings.Count(s.lastForm(), "item="), len(strings.Fields(keys)))
		want(t, "rows after the save", tab.Text(rows), keys)
	}

	t.Run("a row that is removed", func(t *testing.T) {
		s, tab, push := start(t, nil, false)
		press(tab, "item.b remove")
		saved(t, s, tab, "a c")
		push("before", "a b c", "a c")
		push("again before", "a b c", "a c")
		push("after", "a c", "a c")
		push("put back by another", "a b c", "a b c")
	})
	level.Long(t)
	t.Run("a row that is added", func(t *testing.T) {
		s, tab, push := start(t, nil, false)
		press(tab, "item add")
		tab.Until(rows + ".length > 6")
		key := strings.TrimPrefix(tab.Text(rows), "a b c ")
		saved(t, s, tab, "a b c "+key)
		push("before", "a b c", "a b c "+key)
		push("after", "a b c "+key, "a b c "+key)
		push("removed by another", "a b c", "a b c")
	})
	t.Run("a row that is moved", func(t *testing.T) {
		s, tab, push := start(t, nil, false)
		press(tab, "item.c up")
		saved(t, s, tab, "a c b")
		push("before", "a b c", "a c b")
		push("after", "a c b", "a c b")
		push("moved by another", "b a c", "b a c")
	})
	t.Run("the push comes before the answer", func(t *testing.T) {
		gate := make(chan struct{})
		s, tab, push := start(t, gate, true)
		press(tab, "item.b remove")
		s.waits("patch POST", 1)
		push("after", "a c", "a c")
		close(gate)
		saved(t, s, tab, "a c")
		push("put back by another", "a b c", "a b c")
	})
	t.Run("a row that is added and removed at once", func(t *testing.T) {
		gate := make(chan struct{})
		s, tab, push := start(t, gate, false)
		press(tab, "item add")
		tab.Until(rows + ".length > 6")
		key := strings.TrimPrefix(tab.Text(rows), "a b c ")
		s.waits("patch POST", 1)
		press(tab, "item."+key+" remove")
		close(gate)
		s.waits("patch POST", 2)
		tab.Until("!document.querySelector('form[aria-busy]')")
		s.reconnects(2)
		push("between", "a b c "+key, "a b c")
		push("after", "a b c", "a b c")
	})
	t.Run("typing in a row that another removes", func(t *testing.T) {
		gate := make(chan struct{})
		defer close(gate)
		s, tab, push := start(t, gate, false)
		tab.Run(chromedp.SendKeys("[name='item.b.text']", "mine"))
		s.waits("patch POST", 1)
		push("removed by another", "a c", "a c")
		want(t, "what was entered", tab.Text("document.querySelector('.goldfish-draft li').textContent"), "item.b.text: mine")
	})
	t.Run("typing in a row that was added", func(t *testing.T) {
		s, tab, push := start(t, nil, false)
		press(tab, "item add")
		tab.Until("document.activeElement.name?.endsWith('.text')")
		key := strings.TrimPrefix(tab.Text(rows), "a b c ")
		saved(t, s, tab, "a b c "+key)
		// No further saves.
		tab.Eval("document.querySelector('form').removeAttribute('data-gf-on')", nil)
		tab.Run(chromedp.KeyEvent("n"), chromedp.KeyEvent("u"))
		push("before", "a b c", "a b c "+key)
		push("again before", "a b c", "a b c "+key)
		tab.Run(chromedp.KeyEvent("t"), chromedp.KeyEvent("s"))
		want(t, "text", tab.Text("document.activeElement.value"), "nuts")
	})

	t.Run("typing while a push shows what was saved before", func(t *testing.T) {
		_, tab, push := start(t, nil, false)
		tab.Eval("document.querySelector('form').removeAttribute('data-gf-on')", nil)
		push("first", "a b c d e f g h s", "a b c d e f g h s")
		for key := range strings.FieldsSeq("b c d e f g") {
			press(tab, "item."+key+" remove")
		}
		for _, button := range []string{"item.s up", "item add", "item add", "item add"} {
			press(tab, button)
		}
		saved := tab.Text(rows)
		press(tab, "item.s remove")
		press(tab, "item add")
		tab.Until("document.activeElement.name?.endsWith('.text')")
		entered := tab.Text(rows)
		tab.Run(chromedp.KeyEvent("nust"))
		tab.Eval("document.activeElement.setSelectionRange(2, 3)", nil)
		push("before", "a b c d e f g h s", entered)
		push("saved", saved, entered)
		tab.Run(chromedp.KeyEvent("t"))
		want(t, "text", tab.Text("document.activeElement.value"), "nutt")
	})

	// Events about elements that are not in the page any more are sent to the document.
	t.Run("events of the document", func(t *testing.T) {
		_, tab, _ := start(t, nil, false)
		tab.Run(chromedp.SendKeys("[name='item.a.text']", "x")) // the files of forms are here
		press(tab, "item add")
		tab.Until(rows + ".length > 6")
		shown := tab.Text(rows)
		tab.Eval(`["goldfish:draft", "goldfish:restore", "reset", "input", "change"].forEach(type =>
			document.dispatchEvent(new CustomEvent(type, { detail: { state: [["a"], ["a"]] } })))`, nil)
		want(t, "rows", tab.Text(rows), shown)
	})
}
