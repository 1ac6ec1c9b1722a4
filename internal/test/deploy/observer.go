package deploy

import _ "embed"

// observerScript is a script that runs before the scripts of each document.
//
//go:embed observer.js
var observerScript string

// A Observation is what that script has seen in one document.
type Observation struct {
	ID         string   // of the document: another one is another document
	Keys       int      // keydown events
	Elsewhere  []string // keydown events that did not go to the field in which the robot types
	Errors     []string // of scripts
	Violations []string // of the Content-Security-Policy
	Shells     []string // the shells that were shown, in their order
	Messages   []string // different sentences that the page has shown to the person
	Resends    int      // submissions that had to be sent again
}

// Soon makes the client's random delays a tenth of the longest. All tabs of a test then come at
// once, which is harder than what happens.
const Soon = `Math.random = () => 0.1;`

// Hurry makes the client's timers run out within a second, but for the two that watch over its
// stream, and its random delays short.
const Hurry = `{
	const later = window.setTimeout, often = window.setInterval;
	const sooner = (ms) => (ms === 10_000 || ms === 50_000 ? ms : Math.min(ms, 1000));
	window.setTimeout = (run, ms = 0, ...args) => later(run, sooner(ms), ...args);
	window.setInterval = (run, ms = 0, ...args) => often(run, sooner(ms), ...args);
	Math.random = () => 0.1;
}`
