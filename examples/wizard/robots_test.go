package main

import (
	"flag"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/test/servers"
)

var rounds = flag.Int("rounds", 2, "how often the robots' server is replaced by the next version and back")

// A robot fills in one step of a draft as a person does, and knows what must be there in the end.
type robot struct {
	*browser.Tab
	t    *testing.T
	done int // what it has done
}

// typeInto types where the caret is, after a click into the field.
func (r *robot) typeInto(name, text string) {
	r.Until(fmt.Sprintf("(document.querySelector('[name=%q]')?.focus(), document.activeElement.name === %q)", name, name))
	r.Eval("(e => e.setSelectionRange(e.value.length, e.value.length))(document.activeElement)", nil)
	for _, c := range text {
		r.Run(chromedp.KeyEvent(string(c)))
	}
	r.done++
}

// applicant goes on typing in the fields that all versions have, until it is told to stop.
func (r *robot) applicant(stop <-chan struct{}) map[string]string {
	want := map[string]string{"name": "Amara Okafor", "street": "Elm Street 4", "city": "Hamburg"}
	for n := 0; ; n++ {
		for _, name := range []string{"name", "street", "city"} {
			select {
			case <-stop:
				return want
			default:
			}
			more := fmt.Sprintf("%c", 'a'+n%26)
			r.typeInto(name, more)
			want[name] += more
			time.Sleep(150 * time.Millisecond)
		}
	}
}

// press presses a button with the keyboard. A place on the screen may be another button's by the
// time that a mouse is there.
func (r *robot) press(label string) {
	find := fmt.Sprintf("[...document.querySelectorAll('#page button')].find(e => (e.ariaLabel ?? e.textContent.trim()) === %q)", label)
	r.Until(fmt.Sprintf("(e => e && (e.focus(), document.activeElement === e))(%s)", find))
	r.Run(chromedp.KeyEvent("\r"))
}

// items adds, moves and removes rows.
func (r *robot) items(stop <-chan struct{}, want []string) []string {
	for n := 0; ; n++ {
		select {
		case <-stop:
			return want
		default:
		}
		if len(want) > 5 {
			r.press("Remove Item 2")
			want = slices.Delete(want, 1, 2)
		}
		r.press("Add Item")
		r.Until(fmt.Sprintf("document.querySelectorAll('[data-gf-row]').length === %d", len(want)+1))
		what := fmt.Sprintf("Thing %d", n)
		name := strings.TrimSuffix(r.Text("[...document.querySelectorAll('[data-gf-row] [name$=what]')].at(-1).name"), "what")
		r.typeInto(name+"what", what)
		r.typeInto(name+"count", "2")
		r.typeInto(name+"price", "3,50")
		want = append(want, what)
		if n%2 == 1 {
			r.press(fmt.Sprintf("Move Item %d up", len(want)))
			last := len(want) - 1
			want[last], want[last-1] = want[last-1], want[last]
		}
		time.Sleep(100 * time.Millisecond)
	}
}

const entries = `location + " " + document.querySelector("[data-gf-keys]")?.dataset.gfKeys + " " + [...document.querySelectorAll("#page form :is(input, button)")].map(e => e.name + "=" + e.value).join() + document.querySelector("#page").innerText`

// A deployed is the process of a version.
type deployed struct {
	t           *testing.T
	address, db string
	cmd         *exec.Cmd
}

func (d *deployed) start(program string) {
	d.t.Helper()
	d.cmd = exec.Command(program, "-addr", d.address, "-db", d.db)
	d.cmd.Stderr = os.Stderr
	if err := d.cmd.Start(); err != nil {
		d.t.Fatal(err)
	}
	for end := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		conn, err := net.Dial("tcp", d.address)
		if err == nil {
			conn.Close()
			return
		}
		if time.Now().After(end) {
			d.t.Fatal(err)
		}
	}
}

func (d *deployed) stop(signal syscall.Signal) {
	if d.cmd == nil {
		return
	}
	_ = d.cmd.Process.Signal(signal)
	_ = d.cmd.Wait()
	d.cmd = nil
}

// The server is replaced by the next version and back, by SIGTERM and by SIGKILL, while one robot
// types and another one adds, moves and removes rows. Each character and row is in the draft, and
// the application is sent once, although the server is killed when it is.
func TestRobotsWhileVersionsAreDeployed(t *testing.T) {
	level.Long(t)
	current, next := build(t, ""), build(t, "next")
	path := filepath.Join(t.TempDir(), "wizard.db")
	db := newStore(t, path)
	w := New(db)
	id := filled(t, w)
	server := &deployed{t: t, address: "127.0.0.1:" + servers.Port(t), db: path}
	t.Cleanup(func() { server.stop(syscall.SIGKILL) })
	server.start(current)
	url := "http://" + server.address

	typist := &robot{t: t, Tab: signedIn(t, url, "amara")}
	builder := &robot{t: t, Tab: signedIn(t, url, "amara")}
	for r, step := range map[*robot]string{typist: "applicant", builder: "items"} {
		r.Allow("ERR_|Failed to|50[0-9]|404|422")
		record(r.Tab)
		r.Open(url + "/drafts/" + id + "/" + step)
		live(r.Tab)
	}
	builder.Until("document.querySelectorAll('[data-gf-row]').length === 3")
	before := builder.Text("[...document.querySelectorAll('[data-gf-row] [name$=what]')].map(e => e.value).join()")

	t.Cleanup(func() {
		if t.Failed() {
			for _, r := range []*robot{typist, builder} {
				t.Log(r.Text(entries), "\n", trace(r.Tab))
			}
		}
	})
	stop := make(chan struct{})
	texts, things := make(chan map[string]string, 1), make(chan []string, 1)
	start := strings.Split(before, ",")
	go func() { defer close(texts); texts <- typist.applicant(stop) }()
	go func() { defer close(things); things <- builder.items(stop, start) }()
	for round := range *rounds {
		for i, program := range []string{next, current} {
			time.Sleep(1500 * time.Millisecond)
			server.stop([]syscall.Signal{syscall.SIGTERM, syscall.SIGKILL}[(round+i)%2])
			time.Sleep(500 * time.Millisecond)
			server.start(program)
		}
	}
	time.Sleep(time.Second)
	close(stop)
	wantTexts, wantThings := <-texts, <-things
	if t.Failed() || wantTexts == nil {
		t.FailNow()
	}
	t.Logf("typed into %d fields of the applicant, and into %d of items", typist.done, builder.done)

	var got string
	want := fmt.Sprint(wantTexts["name"], wantTexts["street"], wantTexts["city"], wantThings)
	for end := time.Now().Add(time.Minute); got != want; time.Sleep(100 * time.Millisecond) {
		d, err := Applications.Load(t.Context(), db.live, "amara", id)
		if err != nil {
			t.Fatal(err)
		}
		value, _ := d.Decode()
		var list []string
		for _, i := range value.Items.List {
			list = append(list, i.What)
			if strings.HasPrefix(i.What, "Thing") && (i.Count != 2 || i.Price != 350) && time.Now().After(end) {
				t.Fatalf("%s is %d × %v", i.What, i.Count, i.Price)
			} else if strings.HasPrefix(i.What, "Thing") && (i.Count != 2 || i.Price != 350) {
				list = append(list, "not yet")
			}
		}
		got = fmt.Sprint(value.Applicant.Name, value.Applicant.Street, value.Applicant.City, list)
		if got != want && time.Now().After(end) {
			t.Fatalf("the draft has\n%s\nand the robots have entered\n%s", got, want)
		}
	}
	// The next version has the postcode under another name.
	typist.Eval("document.querySelector('[name=zip]').value = ''", nil)
	typist.typeInto("zip", "22087")
	typist.Until("document.querySelector('[name=zip]').getAttribute('value') === '22087'")
	typist.Open(url + "/drafts/" + id + "/review")
	live(typist.Tab)
	typist.Until("document.querySelector('[name=agree]')")
	typist.Eval("document.querySelector('[name=agree]').click()", nil)
	press(typist.Tab, "Send application")
	server.stop(syscall.SIGKILL)
	server.start(current)
	onPath(typist.Tab, "/applications/1")
	sent, err := db.AllSent(t.Context(), "amara")
	if err != nil || len(sent) != 1 {
		t.Fatalf("%d applications were sent: %v", len(sent), err)
	}
	a := sent[0].Application
	if got := fmt.Sprint(a.Applicant.Name, a.Applicant.Street, a.Applicant.City); got != fmt.Sprint(wantTexts["name"], wantTexts["street"], wantTexts["city"]) || len(a.Items.List) != len(slices.DeleteFunc(wantThings, func(s string) bool { return s == "" })) {
		t.Errorf("sent: %+v", a)
	}
}
