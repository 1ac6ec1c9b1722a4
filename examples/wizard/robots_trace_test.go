package main

import (
	"context"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
)

// record makes a tab note what happens to its forms, for [trace].
func record(tab *browser.Tab) {
	tab.Run(chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := page.AddScriptToEvaluateOnNewDocument(recorder).Do(ctx)
		return err
	}))
}

// trace returns the last events of a tab, a line each, also of earlier documents.
func trace(tab *browser.Tab) string {
	return tab.Text(`JSON.parse(sessionStorage.trace).join("\n")`)
}

const recorder = `{
	const events = JSON.parse(sessionStorage.trace ?? "[]")
	const note = (...all) => {
		events.push(Math.round(performance.timeOrigin + performance.now()) % 1e6 + " " + all.join(" "))
		sessionStorage.trace = JSON.stringify(events.slice(-1000))
	}
	const called = el => el && (el.name || el.localName)
	const server = body => (body ?? "").match(/(gf-keys|_draft" value)="[^"]*"/g)
	note("document", location)
	for (const type of ["focusin", "focusout", "input", "click"])
		addEventListener(type, e => note(type, called(e.target), e.target.value, "focus:", called(document.activeElement)), true)
	addEventListener("goldfish:submit", e => note("submit", new URLSearchParams(e.detail.data)), true)
	for (const type of ["before-patch", "patch"])
		addEventListener("goldfish:" + type, ({ detail: { reason, version, patch } }) => note(type, reason, version, patch.from, server(patch.body), "focus:", called(document.activeElement)), true)
	const send = fetch
	window.fetch = async (url, options = {}) => {
		const key = new Headers(options.headers).get("Goldfish-Key") ?? ""
		note("fetch", options.method ?? "GET", url, key)
		try {
			const answer = await send(url, options)
			note("answer", options.method ?? "GET", url, answer.status, key)
			return answer
		} catch (err) {
			note("no answer", options.method ?? "GET", url, err, key)
			throw err
		}
	}
}`
