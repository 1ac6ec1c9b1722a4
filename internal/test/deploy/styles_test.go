package deploy

import (
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/deploy/database"
)

// watchColors notes the colors that the header of the page has had, frame by frame.
const watchColors = `addEventListener("DOMContentLoaded", () => {
	window.colors = [];
	const look = () => {
		const header = document.querySelector("header");
		const color = header && getComputedStyle(header).backgroundColor;
		if (color !== colors.at(-1)) colors.push(color);
		requestAnimationFrame(look);
	};
	addEventListener("load", look);
});`

// A changed stylesheet takes the place of the old one without a moment in which the page has none,
// and one more is there after that.
func TestStylesheetsOfNewBuild(t *testing.T) {
	t.Parallel()
	b := browse(t, Old)
	tab := b.tab("a", "/form/1", watchColors, Soon)
	b.Deploy(New, Rolling)
	tab.Shell(New)
	tab.Until("colors.at(-1) === 'rgb(221, 238, 221)'")
	tab.Until("document.querySelector('footer') && getComputedStyle(document.querySelector('footer')).borderTopStyle === 'solid'")
	if got, want := tab.Text("colors.join(' ')"), "rgb(221, 221, 238) rgb(221, 238, 221)"; got != want {
		t.Errorf("the header was %s, frame by frame, not %s", got, want)
	}
	sheets := tab.Text("[...document.querySelectorAll('link[rel=stylesheet]')].map((l) => l.getAttribute('href').match(/(\\w+)-/)[1]).sort()")
	if sheets != "base,extra,theme" {
		t.Errorf("the stylesheets are %s", sheets)
	}
}

// What else the shell says of itself comes too: language, direction, meta elements, the links in
// the chrome.
func TestShellOfANewBuildIsShown(t *testing.T) {
	t.Parallel()
	b := browse(t, Old)
	tab := b.member(ann, "a", "/form/1", Soon)
	b.Deploy(New, Rolling)
	tab.Shell(New)
	got := tab.Text("[document.documentElement.lang, document.documentElement.dir, document.querySelector('meta[name=theme-color]').content, " +
		"!!document.querySelector('meta[name=viewport]'), document.querySelector('nav').innerText.trim().replace(/\\s+/g, ' '), document.getElementById('me').textContent.trim()].join('|')")
	if want := "en-GB|ltr|#228844|true|All reports Something else Help|Hello Ann 0"; got != want {
		t.Errorf("the shell is %s, not %s", got, want)
	}
	b.Database.SetPerson(database.Person{ID: ann.ID, Name: "Ann Lee", Badge: 3})
	tab.expectText("Hello Ann Lee 3")
	if n := b.Documents("a"); n != 1 {
		t.Errorf("%d documents were loaded", n)
	}
}
