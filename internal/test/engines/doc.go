// Package engines tests Goldfish's promises in three browser engines: Chromium, Firefox and WebKit.
// A promise is a function of a [Tab], which does not know who drives it. docs/browsers.md says what
// each engine cannot do.
package engines
