package components_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/a-h/templ"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	. "github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/test/axe"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/layout"
	"github.com/goldfish-go/goldfish/templ/markup"
	"github.com/goldfish-go/goldfish/templ/text"
)

type bookingURL struct {
	Owner string // who is chosen in the database; of a test alone
}

type peopleURL struct{ Q string }

type bookingForm struct {
	Owner     ComboboxValue
	Subject   string
	Priority  string
	Days      []string
	DaysShown bool `url:"days-shown"`
	Due       TimeOfDay
}

func (f *bookingForm) Check(ctx context.Context) framework.FieldErrors {
	errs := framework.FieldErrors{}
	if f.Subject == "" {
		errs["subject"] = "Say what it is about."
	}
	if f.Priority == "" {
		errs["priority"] = "How urgent is it?"
	}
	if len(f.Days) > 2 {
		errs["days"] = text.Fill(text.From(ctx).ChooseAtMost, "max", "2")
	}
	return errs
}

// A bookingApp is an app with a form of all kinds of fields.
type bookingApp struct {
	*stage
	app    *framework.App[framework.Anyone]
	url    string
	mu     sync.Mutex
	saved  []string
	asked  []string                 // what was searched for
	hold   map[string]chan struct{} // searches that wait
	broken bool
	owner  string
}

var people = []Option{{Value: "1", Label: "Ann Lee", Hint: "Sales"}, {Value: "2", Label: "Anna Berg"}, {Value: "3", Label: "Bo Berg"}, {Value: "4", Label: "Bo Berg", Hint: "Berlin"}, {Value: "5", Label: "Cy Away", Disabled: true}, {Value: "6", Label: "<b>Dee</b> & Co"}}

func findPeople(q string) (found []Option) {
	for _, p := range people {
		if strings.Contains(strings.ToLower(p.Label), strings.ToLower(q)) {
			found = append(found, p)
		}
	}
	return found
}

func newBookingApp(t *testing.T) *bookingApp {
	t.Helper()
	b := &bookingApp{hold: map[string]chan struct{}{}}
	page := router.New("/booking", bookingURL{})
	search := router.New("/people", peopleURL{})
	save := router.NewAction[bookingForm](page, "save")
	assets := layout.NewAssets("/assets/", Files)
	shell := func(_ framework.Anyone, doc layout.Document) templ.Component {
		head := []templ.Component{layout.Stylesheet(assets.URL("reset.css")), layout.Stylesheet(assets.URL("goldfish.css"))}
		return with(layout.HTML(doc, head...), layout.Messages(doc), layout.Body(doc))
	}
	app := framework.New(framework.Public, framework.Options[framework.Anyone]{Shell: shell})
	find := func(_ context.Context, typed string) ([]Option, error) { return findPeople(typed), nil }
	framework.Get(app, page, framework.Everyone, func(context.Context, framework.Anyone, bookingURL) (framework.Page, error) {
		b.mu.Lock()
		owner := b.owner
		b.mu.Unlock()
		var label string
		for _, p := range people {
			if p.Value == owner {
				label = p.Label
			}
		}
		form := markup.Form{Action: save.URL(bookingURL{}), ID: "booking", Attrs: templ.Attributes{"novalidate": true}}
		return framework.Page{Title: "Booking", Topics: []string{"booking"}, Body: with(Main(), PageHeader{Title: "Booking " + owner}, with(form,
			ErrorSummary{},
			Combobox{Name: "owner", Label: "Owner", Hint: "Who answers.", Search: search.URL(peopleURL{}), Value: owner, Text: label, Find: find},
			Field{Name: "subject", Label: "Subject", Optional: true},
			Radios{Name: "priority", Label: "Priority", Options: []Option{{Value: "low", Label: "Low"}, {Value: "high", Label: "High"}}},
			Checkboxes{Name: "days", Label: "Days", Max: 2, Sent: "days-shown", Options: []Option{{Value: "mo"}, {Value: "tu"}, {Value: "we"}}},
			TimeField{Name: "due", Label: "Due"},
			Submit{Label: "Save", Attrs: templ.Attributes{"id": "save"}}))}, nil
	})
	framework.Get(app, search, framework.Everyone, func(_ context.Context, _ framework.Anyone, u peopleURL) (framework.Page, error) {
		b.mu.Lock()
		b.asked = append(b.asked, u.Q)
		hold, broken := b.hold[u.Q], b.broken
		b.mu.Unlock()
		if hold != nil {
			<-hold
		}
		if broken {
			return framework.Page{}, framework.Error{Status: http.StatusServiceUnavailable}
		}
		return framework.Page{Title: "People", Body: OptionList{Options: findPeople(u.Q)}}, nil
	})
	framework.Post(app, save, framework.Everyone, func(ctx context.Context, _ framework.Anyone, _ bookingURL, f bookingForm) (router.URL, error) {
		owner, ok := f.Owner.Resolve(findPeople(f.Owner.Typed()))
		if !ok {
			return framework.Stay, framework.FieldErrors{"owner": f.Owner.Refusal(ctx)}
		}
		b.mu.Lock()
		defer b.mu.Unlock()
		b.saved = append(b.saved, fmt.Sprint(owner, " ", f.Subject, " ", f.Priority, " ", f.Days, " ", f.DaysShown, " ", f.Due))
		framework.Flash(ctx, "Saved.")
		return page.URL(bookingURL{}), nil
	})
	mux := http.NewServeMux()
	mux.Handle("/assets/", assets)
	mux.Handle("/", app)
	mux.HandleFunc("/favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	t.Cleanup(app.Close)
	b.stage = &stage{Tab: browser.New(t).Tab(t)}
	b.app, b.url = app, server.URL
	b.Allow("422")
	return b
}

// open opens the form, with its scripts.
func (b *bookingApp) open() {
	b.Open(b.url + "/booking")
	b.Until(`document.documentElement.dataset.gfStream === "live" && document.getElementById("field-owner").role === "combobox"`)
}

// last waits until something more was saved, and returns it.
func (b *bookingApp) last(t *testing.T, n int) string {
	t.Helper()
	for range 6000 {
		b.mu.Lock()
		saved := b.saved
		b.mu.Unlock()
		if len(saved) >= n {
			return saved[n-1]
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("nothing was saved")
	return ""
}

func (b *bookingApp) set(change func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	change()
}

func (b *bookingApp) focus(id string) {
	b.Eval(fmt.Sprintf(`document.getElementById(%q).focus()`, id), nil)
}

// combo describes the combobox: text, caret, what is open, the active option, what is announced.
const combo = `(() => {
	const input = document.getElementById("field-owner"), at = input.getAttribute("aria-activedescendant");
	const popup = document.getElementById("field-owner-options"), list = document.getElementById(input.getAttribute("aria-controls"));
	const options = popup.checkVisibility() ? [...list.children].map(o => (o.ariaSelected === "true" ? "*" : "") + o.firstElementChild.textContent) : ["closed"];
	return input.value + "|" + input.ariaExpanded + "|" + options.join(",") + "|" + (at ? document.getElementById(at).firstElementChild.textContent : "") + "|" + popup.nextElementSibling.textContent;
})()`

func (b *bookingApp) combo(t *testing.T, what, wants string) {
	t.Helper()
	deadline := combo + ` === ` + fmt.Sprintf("%q", wants)
	defer func() {
		if t.Failed() {
			t.Logf("%s: %s", what, b.Text(combo))
		}
	}()
	b.Until(deadline)
}

func (b *bookingApp) keys(text string) { b.Run(chromedp.KeyEvent(text)) }

// The keys of an editable combobox with list autocomplete (WAI-ARIA Authoring Practices).
func TestComboboxKeys(t *testing.T) {
	b := newBookingApp(t)
	b.open()
	b.focus("field-owner")
	const all = "Ann Lee,Anna Berg,Bo Berg,Bo Berg,Cy Away,<b>Dee</b> & Co"
	b.combo(t, "at first", "|false|closed||")
	b.press("ArrowDown")
	b.combo(t, "Down opens, with the first", "|true|*"+all+"|Ann Lee|6 options")
	b.press("ArrowDown")
	b.combo(t, "Down", "|true|Ann Lee,*Anna Berg,Bo Berg,Bo Berg,Cy Away,<b>Dee</b> & Co|Anna Berg|6 options")
	b.press("ArrowUp", "ArrowUp")
	b.combo(t, "Up from the first leads to the field", "|true|"+all+"||6 options")
	b.press("ArrowUp")
	b.combo(t, "and then to the last", "|true|Ann Lee,Anna Berg,Bo Berg,Bo Berg,Cy Away,*<b>Dee</b> & Co|<b>Dee</b> & Co|6 options")
	b.press("Home")
	b.combo(t, "Home leads to the field", "|true|"+all+"||6 options")
	b.press("Escape")
	b.combo(t, "Escape closes", "|false|closed||")
	b.press("ArrowUp")
	b.combo(t, "Up opens, with the last", "|true|Ann Lee,Anna Berg,Bo Berg,Bo Berg,Cy Away,*<b>Dee</b> & Co|<b>Dee</b> & Co|6 options")
	b.press("ArrowUp", "Enter")
	b.combo(t, "what is disabled is not chosen", "|true|Ann Lee,Anna Berg,Bo Berg,Bo Berg,*Cy Away,<b>Dee</b> & Co|Cy Away|6 options")
	b.press("Escape")
	b.keys("an")
	b.combo(t, "typing", "an|true|Ann Lee,Anna Berg||2 options")
	b.press("ArrowDown", "ArrowDown", "Enter")
	b.combo(t, "Enter chooses", "Anna Berg|false|closed||")
	want(t, "the focus", b.Text(`document.activeElement.id`), "field-owner")
	// An open list shows all while the choice is not edited.
	b.pressWith(input.ModifierAlt, "ArrowDown")
	b.combo(t, "Alt+Down opens, and nothing is active", "Anna Berg|true|"+all+"||6 options")
	b.pressWith(input.ModifierAlt, "ArrowUp")
	b.combo(t, "Alt+Up closes", "Anna Berg|false|closed||")
	b.keys("zz")
	b.combo(t, "nothing found", "Anna Bergzz|false|||Nothing found.")
	b.press("Tab")
	b.combo(t, "the focus is gone", "Anna Bergzz|false|closed||")

	b.Eval(`document.getElementById("field-owner").select()`, nil)
	b.focus("field-owner")
	b.keys("dee")
	b.combo(t, "markup in a label", "dee|true|<b>Dee</b> & Co||1 option")
	b.press("ArrowDown", "Enter")
	b.Eval(`(document.getElementById("field-subject").value = "x", document.getElementById("field-priority-1").checked = true)`, nil)
	b.press("Enter") // the list is closed: the form is sent
	want(t, "what is saved", b.last(t, 1), "6 x low [] true 00:00")
	b.Until(`document.querySelector("[data-gf-flash]").textContent === "Saved." && document.getElementById("field-owner").value === ""`)
	want(t, "the search makes no history entry", b.Text(`location.pathname + location.search`), "/booking")
}

func (s *stage) pressWith(modifier input.Modifier, key string) {
	code := virtualKeys[key]
	s.Run(input.DispatchKeyEvent(input.KeyDown).WithKey(key).WithCode(key).WithModifiers(modifier).WithWindowsVirtualKeyCode(code),
		input.DispatchKeyEvent(input.KeyUp).WithKey(key).WithCode(key).WithModifiers(modifier).WithWindowsVirtualKeyCode(code))
}

// A label that is typed in full is a choice; with two of one name, the person has to choose.
func TestComboboxTypedInFull(t *testing.T) {
	level.Long(t)
	b := newBookingApp(t)
	b.open()
	b.focus("field-owner")
	b.keys("ANN LEE")
	b.combo(t, "typed", "ANN LEE|true|Ann Lee||1 option")
	b.press("Tab")
	b.combo(t, "left", "Ann Lee|false|closed||")
	const chosen = `document.querySelector("[name='owner.chosen']").value`
	want(t, "chosen", b.Text(chosen), "1 Ann Lee")
	b.Eval(`document.getElementById("field-owner").focus(), document.getElementById("field-owner").select()`, nil)
	b.keys("bo berg")
	b.combo(t, "two of a name", "bo berg|true|Bo Berg,Bo Berg||2 options")
	b.press("Tab")
	b.combo(t, "left", "bo berg|false|closed||")
	want(t, "chosen still", b.Text(chosen), "1 Ann Lee") // of another text, so it does not count
	b.Run(chromedp.Click("#save", chromedp.ByQuery))
	b.Until(`document.querySelector("#error-summary li a")?.textContent === "Subject: Say what it is about."`)
	b.Eval(`(document.getElementById("field-subject").value = "x", document.getElementById("field-priority-1").checked = true)`, nil)
	b.Run(chromedp.Click("#save", chromedp.ByQuery))
	b.Until(`document.getElementById("field-owner-error").textContent === "“bo berg” is not in the list. Please choose one that is."`)
	want(t, "invalid", b.Text(`document.getElementById("field-owner").ariaInvalid`), "true")
	// By the mouse.
	b.Run(chromedp.Click("#field-owner", chromedp.ByQuery))
	b.combo(t, "clicked", "bo berg|true|Bo Berg,Bo Berg||2 options")
	b.Run(chromedp.Click("#field-owner-list > li:nth-child(2)", chromedp.ByQuery))
	b.combo(t, "clicked", "Bo Berg|false|closed||")
	want(t, "the focus", b.Text(`document.activeElement.id`), "field-owner")
	want(t, "chosen", b.Text(chosen), "4 Bo Berg")
	want(t, "the error is gone", b.Text(`document.getElementById("field-owner-error").hidden`), "true")
	b.Run(chromedp.Click("#save", chromedp.ByQuery))
	want(t, "what is saved", b.last(t, 1), "4 x low [] true 00:00")
}

// A slow search, one that fails, and answers that come in another order than they were asked for.
func TestComboboxAnswers(t *testing.T) {
	level.Long(t)
	b := newBookingApp(t)
	b.Allow("503")
	slow := make(chan struct{})
	b.hold["a"] = slow
	b.open()
	b.focus("field-owner")
	b.keys("a")
	b.Until(`document.getElementById("field-owner-options").innerText.trim() === "Searching…"`)
	b.Until(`document.getElementById("field-owner-status").textContent === "Searching…"`)
	want(t, "it is no list yet", b.Text(`document.getElementById("field-owner").ariaExpanded`), "false")
	// The request cannot be aborted here, so that its answer comes in any case.
	b.keys("nna")
	b.combo(t, "the newer answer", "anna|true|Anna Berg||1 option")
	close(slow)
	b.press("ArrowDown")
	b.combo(t, "after the older one", "anna|true|*Anna Berg|Anna Berg|1 option")
	b.set(func() { b.broken = true })
	b.keys("x")
	b.Until(`document.getElementById("field-owner-status").textContent.startsWith("This is not available just now.")`)
	want(t, "what is shown", b.Text(`document.getElementById("field-owner-options").innerText.startsWith("This is not available just now.")`), "true")
	b.set(func() { b.broken = false })
	b.press("Backspace")
	b.combo(t, "it works again", "anna|true|Anna Berg||1 option")
	b.mu.Lock()
	defer b.mu.Unlock()
	if slices.Contains(b.asked, "an") || slices.Contains(b.asked, "ann") {
		t.Errorf("each key was a search: %q", b.asked)
	}
}

// Nothing is searched for while an input method composes.
func TestComboboxComposition(t *testing.T) {
	level.Long(t)
	b := newBookingApp(t)
	b.open()
	b.focus("field-owner")
	b.Run(input.ImeSetComposition("an", 2, 2))
	b.Eval(`new Promise(done => setTimeout(done, 400))`, nil)
	b.combo(t, "composing", "an|false|closed||")
	b.Run(input.InsertText("ann"))
	b.combo(t, "composed", "ann|true|Ann Lee,Anna Berg||2 options")
}

// A push leaves an open list, what was typed and what was chosen.
func TestComboboxAndPushes(t *testing.T) {
	level.Long(t)
	b := newBookingApp(t)
	b.owner = "1"
	b.open()
	want(t, "as the server has it", b.Text(`document.getElementById("field-owner").value`), "Ann Lee")
	b.Eval(`document.getElementById("field-owner").focus(), document.getElementById("field-owner").select()`, nil)
	b.keys("berg")
	b.press("ArrowDown")
	const open = "berg|true|*Anna Berg,Bo Berg,Bo Berg|Anna Berg|3 options"
	b.combo(t, "open", "berg|true|*Anna Berg,Bo Berg,Bo Berg|Anna Berg|3 options")
	push := func(owner string) {
		b.set(func() { b.owner = owner })
		b.app.Notify("booking")
		b.Until(`document.querySelector("h1").textContent === "Booking ` + owner + `"`)
	}
	push("6")
	b.combo(t, "after a push", open)
	b.press("Enter")
	b.combo(t, "chosen", "Anna Berg|false|closed||")
	push("3")
	b.combo(t, "after another push", "Anna Berg|false|closed||")
	want(t, "and so is", b.Text(`document.querySelector("[name='owner.chosen']").value`), "2 Anna Berg")
	b.Eval(`document.getElementById("booking").reset()`, nil)
	b.combo(t, "reset", "Bo Berg|false|closed||")
	want(t, "and so is", b.Text(`document.querySelector("[name='owner.chosen']").value`), "3 Bo Berg")
}

// What was chosen is in the draft.
func TestComboboxDraft(t *testing.T) {
	level.Long(t)
	b := newBookingApp(t)
	b.open()
	b.focus("field-owner")
	b.keys("bo")
	b.press("ArrowDown", "ArrowDown", "Enter")
	b.combo(t, "chosen", "Bo Berg|false|closed||")
	b.Until(`Object.values(sessionStorage).some(v => v.includes("4 Bo Berg"))`)
	b.Run(chromedp.Reload())
	b.Until(`document.getElementById("field-owner").value === "Bo Berg" && document.querySelector("[name='owner.chosen']").value === "4 Bo Berg"`)
}

// Without scripts it is a field of text, and what may be meant is offered.
func TestComboboxWithoutScripts(t *testing.T) {
	b := newBookingApp(t)
	b.Run(emulation.SetScriptExecutionDisabled(true))
	b.Open(b.url + "/booking")
	fill := func(owner string) {
		b.Run(chromedp.SetValue("#field-owner", owner, chromedp.ByQuery), chromedp.SetValue("#field-subject", "x", chromedp.ByQuery), chromedp.Click("#field-priority-2", chromedp.ByQuery), chromedp.Click("#save", chromedp.ByQuery))
	}
	fill("bo berg")
	b.Until(`document.querySelectorAll("[name='owner.pick']").length === 2`)
	b.Until(`document.activeElement.id === "error-summary"`) // by autofocus, after it is drawn
	want(t, "the summary", b.Text(`document.querySelector("#error-summary ul").innerText.trim()`), "Owner: “bo berg” is not in the list. Please choose one that is.")
	b.Run(chromedp.Click("#error-summary a", chromedp.ByQuery))
	b.Until(`document.activeElement.id === "field-owner"`)
	b.Run(chromedp.Click("#field-owner-pick-2", chromedp.ByQuery), chromedp.Click("#save", chromedp.ByQuery))
	want(t, "what is saved", b.last(t, 1), "4 x high [] true 00:00")
	b.Until(`!document.querySelector("[name='owner.pick']")`)
	fill("ann lee")
	want(t, "the only one of this name", b.last(t, 2), "1 x high [] true 00:00")
}

// The summary of a refused form takes the focus, leads to the fields, and shrinks as they are
// corrected.
func TestErrorSummary(t *testing.T) {
	b := newBookingApp(t)
	b.open()
	want(t, "hidden at first", b.Text(`document.getElementById("error-summary").hidden`), "true")
	b.focus("field-days-1")
	b.press(" ", "Tab", " ", "Tab", " ")
	b.press("Tab")
	b.Run(chromedp.Click("#save", chromedp.ByQuery))
	b.Until(`document.activeElement.id === "error-summary"`)
	const list = `[...document.querySelectorAll("#error-summary li")].map(li => li.textContent).join(" / ")`
	want(t, "in the order of the fields", b.Text(list), "Subject: Say what it is about. / Priority: How urgent is it? / Days: Choose at most 2.")
	want(t, "the group", b.Text(`document.getElementById("field-priority").ariaInvalid`), "true")
	before := b.Text(`history.length`)
	b.press("Tab", "Tab", "Enter")
	want(t, "the link of a group leads to", b.Text(`document.activeElement.id`), "field-priority-1")
	want(t, "history entries", b.Text(`history.length + location.hash`), before)
	b.press("ArrowDown")
	want(t, "the arrow chooses", b.Text(`document.querySelector("[name=priority]:checked").value`), "high")
	b.Until(list + ` === "Subject: Say what it is about. / Days: Choose at most 2."`)
	want(t, "the group", b.Text(`document.getElementById("field-priority").hasAttribute("aria-invalid")`), "false")
	b.press("Tab")
	want(t, "a radio group is one stop", b.Text(`document.activeElement.id`), "field-days-1")
	b.press(" ")
	b.Until(list + ` === "Subject: Say what it is about."`)
	b.focus("field-subject")
	b.keys("x")
	b.Until(`document.getElementById("error-summary").hidden`)
	b.press("Enter")
	want(t, "what is saved", b.last(t, 1), " x high [tu we] true 00:00")
}

// A document with a refused form has the same summary, and it shrinks too.
func TestErrorSummaryOfADocument(t *testing.T) {
	level.Long(t)
	b := newBookingApp(t)
	b.Run(emulation.SetScriptExecutionDisabled(true))
	b.Open(b.url + "/booking")
	b.Run(chromedp.Click("#save", chromedp.ByQuery))
	b.Until(`document.activeElement.id === "error-summary"`)
	const list = `[...document.querySelectorAll("#error-summary li")].map(li => li.innerText.trim()).join(" / ")`
	want(t, "in the order of the fields", b.Text(list), "Subject: Say what it is about. / Priority: How urgent is it?")
	want(t, "what is read", b.Text(`document.activeElement.getAttribute("aria-labelledby")`), "error-summary-title")
	b.Run(chromedp.Click("#error-summary li:nth-child(2) a", chromedp.ByQuery))
	b.Until(`document.activeElement.id === "field-priority-1"`)
}

// axe finds nothing in the form: as it is, refused by a patch, and with an open list.
func TestFormsKeepNobodyOut(t *testing.T) {
	level.Long(t)
	script := axe.Script(t)
	b := newBookingApp(t)
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{390, 1300} {
			b.width(width)
			b.open()
			b.Eval(fmt.Sprintf(`document.documentElement.dataset.theme = %q`, scheme), nil)
			where := fmt.Sprintf("%s, %d wide", scheme, width)
			axe.Check(t, b.Tab, script, "the form, "+where)
			b.focus("field-owner")
			b.keys("zz")
			b.combo(t, "nothing found", "zz|false|||Nothing found.")
			axe.Check(t, b.Tab, script, "nothing found, "+where)
			b.Eval(`document.getElementById("field-owner").select()`, nil)
			b.keys("b")
			b.press("ArrowDown")
			b.Until(`document.getElementById("field-owner").ariaExpanded === "true"`)
			axe.Check(t, b.Tab, script, "the open list, "+where)
			b.press("Escape")
			b.Run(chromedp.Click("#save", chromedp.ByQuery))
			b.Until(`document.activeElement.id === "error-summary"`)
			axe.Check(t, b.Tab, script, "refused, "+where)
			b.Eval(`sessionStorage.clear(), document.getElementById("booking").reset()`, nil)
		}
	}
}
