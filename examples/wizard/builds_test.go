package main

import (
	"encoding/json"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/test/servers"
)

// build compiles the app, or another version of it, whose files are in a folder of testdata, and
// returns the program.
func build(t *testing.T, version string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "wizard")
	args := []string{"build", "-o", name}
	if version != "" {
		folder, err := filepath.Abs(filepath.Join("testdata", version))
		if err != nil {
			t.Fatal(err)
		}
		names, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil || len(names) == 0 {
			t.Fatal(names, err)
		}
		replace := map[string]string{}
		for _, other := range names {
			replace[filepath.Join(filepath.Dir(filepath.Dir(folder)), filepath.Base(other))] = other
		}
		overlay, err := json.Marshal(map[string]any{"Replace": replace})
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name+".json", overlay, 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, "-overlay", name+".json")
	}
	if out, err := exec.Command("go", append(args, ".")...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return name
}

// run starts a program and returns what kills it, as a crash does.
func run(t *testing.T, program, address, db string) (kill func()) {
	t.Helper()
	cmd := exec.Command(program, "-addr", address, "-db", db)
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	kill = func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }
	t.Cleanup(kill)
	for end := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			conn.Close()
			return kill
		}
		if time.Now().After(end) {
			t.Fatal(err)
		}
	}
}

// The server is killed while a person types, and another process goes on. Then a version with
// another form does, in the same tab: what was entered is there, and what has no place is shown.
func TestDraftSurvivesKillAndNextVersion(t *testing.T) {
	level.Long(t)
	current, next := build(t, ""), build(t, "next")
	address, db := "127.0.0.1:"+servers.Port(t), filepath.Join(t.TempDir(), "wizard.db")
	kill := run(t, current, address, db)
	tab := signedIn(t, "http://"+address, "amara")
	tab.Allow("ERR_|Failed to load|Failed to fetch")
	press(tab, "New application")
	onPath(tab, "/applicant")
	live(tab)
	applicant(tab)
	tab.Until("document.querySelector('[name=_draft]').value.startsWith('0 ') === false && document.querySelector('form[aria-busy=true]') === null")
	kill()
	enter(tab, "city", "-Altona") // nobody answers
	kill = run(t, current, address, db)
	tab.Until("document.documentElement.dataset.gfStream === 'live'")
	tab.Until("!document.querySelector('#page form').matches('[aria-busy=true]') && document.querySelector('[name=city]').getAttribute('value') === 'Hamburg-Altona'")
	kill()

	run(t, next, address, db)
	tab.Until("document.querySelector('[name=postcode]')?.value === '20095'")
	shows(tab, "city", "Hamburg-Altona")
	tab.Until("document.querySelector('.unplaced')?.innerText.includes('1990-04-12')")
	press(tab, "Continue")
	tab.Until("document.querySelector('[aria-invalid=true]')?.name === 'phone'")
	enter(tab, "phone", "040 1234")
	tab.Until("!document.querySelector('[aria-invalid=true]')")
	press(tab, "Continue")
	onPath(tab, "/items")
}

// A draft that was begun with the first version, in a tab that is open all the time: its three
// items become rows.
func TestDraftOfTheFirstVersion(t *testing.T) {
	level.Long(t)
	old, current := build(t, "old"), build(t, "")
	address, db := "127.0.0.1:"+servers.Port(t), filepath.Join(t.TempDir(), "wizard.db")
	kill := run(t, old, address, db)
	tab := signedIn(t, "http://"+address, "amara")
	tab.Allow("ERR_|Failed to load|Failed to fetch")
	press(tab, "New application")
	onPath(tab, "/applicant")
	live(tab)
	applicant(tab)
	press(tab, "Continue")
	onPath(tab, "/items")
	enter(tab, "first.what", "Water butt")
	enter(tab, "first.count", "2")
	enter(tab, "first.price", "149,90")
	enter(tab, "third.what", "Plants")
	enter(tab, "third.count", "40")
	tab.Until("document.querySelector('[name=\"third.count\"]').getAttribute('value') === '40'")
	kill()

	run(t, current, address, db)
	shows(tab, "item.first.what", "Water butt")
	shows(tab, "item.first.price", "149,90")
	shows(tab, "item.third.what", "Plants")
	shows(tab, "item.third.count", "40")
	enter(tab, "item.third.price", "3")
	tab.Until("document.querySelector('#total output').textContent === '419.80 €'")
	press(tab, "Add Item")
	tab.Until("document.querySelectorAll('[data-gf-row]').length === 3 && !document.querySelector('.unplaced')")
	press(tab, "Continue")
	onPath(tab, "/documents")
}
