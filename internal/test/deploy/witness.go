package deploy

import _ "embed"

// witness is a script that runs before the scripts of each document.
//
//go:embed witness.js
var witness string

// A Witness is what that script has seen in one document.
type Witness struct {
	ID         string   // of the document: another one is another document
	Keys       int      // keydown events
	Elsewhere  []string // keydown events that did not go to the field in which the robot types
	Errors     []string // of scripts
	Violations []string // of the Content-Security-Policy
	Shells     []string // the shells that were shown, in their order
}

// Hurry makes the client's timers run a hundred times as fast where they are longer than a second, and its random delays shortest.
const Hurry = `{
	const later = window.setTimeout, often = window.setInterval;
	const sooner = (ms) => (ms > 1000 ? Math.max(1000, ms / 100) : ms);
	window.setTimeout = (run, ms = 0, ...args) => later(run, sooner(ms), ...args);
	window.setInterval = (run, ms = 0, ...args) => often(run, sooner(ms), ...args);
	Math.random = () => 0;
}`
