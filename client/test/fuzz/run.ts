// Runs a sequence, and says what is wrong. Of a sequence that fails it finds a short one.

import { applyDelta } from "../../src/delta/delta";
import { adopt } from "../../src/morph/adopt";
import { attributes, attr, innerHTML, query, queryAll, removeAttr, removeNode, setAttr } from "../../src/util/dom";
import { morph } from "../../src/morph/morph";
import { frame, parse, root, start } from "../harness";
import { render, type Tree } from "./bodies";
import { act, focusIn, lost, states } from "./person";
import { meddle, wordsIn, type Meddled } from "./script";
import type { Step } from "./steps";

if (!customElements.get("x-rand"))
	customElements.define(
		"x-rand",
		class extends HTMLElement {
			done = false;
			connectedCallback() {
				const kind = this.getAttribute("k");
				if (kind === "1") this.textContent = "written";
				if (kind === "2") this.remove();
				if (kind === "3") this.classList.add("ready");
				if (kind !== "4" || this.done) return;
				this.done = true;
				const inner = document.createElement("i");
				inner.append(...this.childNodes);
				this.append(inner);
			}
		},
	);

interface Sent {
	body: string;
	/** The difference from the body before, if there is one. */
	delta: unknown[] | null;
}

/** The bodies as the server sends them. */
async function sent(bodies: string[]): Promise<Sent[]> {
	const answer = await fetch("/deltas", { method: "POST", body: JSON.stringify(bodies) });
	return answer.json();
}

/** The HTML of a page without what belongs to the person and to custom elements. */
function canonical(page: Element): string {
	const copy = page.cloneNode(true) as Element;
	for (const el of queryAll(copy, "x-rand")) removeNode(el);
	copy.normalize();
	for (const el of queryAll(copy, "*")) {
		const all = [...attributes(el)].map(({ name, value }) => [name, value] as const).sort();
		for (const [name, value] of all) {
			if (name.includes(":")) continue;
			removeAttr(el, name);
			const waits = name === "value" && attr(el, "name") === "nodeName";
			if (name !== "open" && !waits) setAttr(el, name, value);
		}
		if (attr(el, "id") === "edit") el.replaceChildren();
	}
	return innerHTML(copy);
}

/** Runs the steps. Returns what is wrong, and after which step. */
export async function run(steps: Step[]): Promise<string | undefined> {
	const thrown: string[] = [];
	const onError = (event: ErrorEvent) => thrown.push(event.message);
	addEventListener("error", onError);
	try {
		return await runSteps(steps, thrown);
	} catch (err) {
		return "threw " + ((err as Error).stack ?? err);
	} finally {
		removeEventListener("error", onError);
	}
}

async function runSteps(steps: Step[], thrown: string[]): Promise<string | undefined> {
	const pushes = steps.filter((step) => step.do === "server");
	const bodies = await sent(pushes.map(({ body }) => render(body)));
	const scripted = steps.some((step) => step.do === "script");
	const meddled: Meddled = { gone: new Set(), moved: new Set() };
	const changed = new Set<string>();
	let now = bodies[0]!.body;
	let base = states(parse(now));
	start(now);
	adopt(root, parse(now)); // as page/base.ts does
	const form = query(root, "form");
	let push = 0;
	for (const [i, step] of steps.entries()) {
		const where = `step ${i}: `;
		if (step.do === "frame") await frame();
		else if (step.do === "script") meddle(root, step.kind, step.at, step.more, meddled);
		else if (step.do === "person") {
			act(root, step.key, step.more);
			changed.add(step.key);
			if (step.key === "scroll") await frame();
		} else if (i > 0) {
			const { body, delta } = bodies[++push]!;
			const { fresh = false } = step;
			const before = states(root);
			const focus = focusIn(root);
			const newPage = parse(body);
			const theirs = states(newPage);
			const rules = fresh ? { fresh } : {};
			if (step.delta && delta) {
				const { html, operations } = applyDelta(now, delta);
				if (html !== body) return where + "the delta makes another body";
				morph(root, html, rules, operations);
			} else {
				morph(root, body, rules);
			}
			now = body;
			const wrong = thrown.length ? `thrown: ${thrown}` : (lost(changed, before, states(root), base, theirs, focus.key, fresh) ?? wordsWrong(newPage, fresh || scripted ? meddled : undefined, fresh));
			if (wrong) return where + wrong;
			if (form && !fresh && query(newPage, "form") && query(root, "form") !== form) return where + "the form is another element";
			const focusNow = focusIn(root);
			if (focus.key && !fresh && theirs.has(focus.key) && (focusNow.key !== focus.key || focusNow.caret !== focus.caret)) return where + `the focus is on ${focusNow.key} (${focusNow.caret}), and was on ${focus.key} (${focus.caret})`;
			if (!scripted || fresh) {
				const different = differs(body);
				if (different) return where + different;
			}
			base = theirs;
		}
	}
	return undefined;
}

/** Each word of the server is shown once, in its order, but for what scripts have done to it. */
function wordsWrong(theirs: Element, meddled: Meddled | undefined, fresh: boolean): string | undefined {
	const want = wordsIn(theirs);
	const now = wordsIn(root);
	const expected = new Set(want);
	const seen = new Set<string>();
	for (const word of now) {
		if (seen.has(word)) return `${word} is shown twice`;
		if (!expected.has(word)) return `${word} is shown, and the server does not send it`;
		seen.add(word);
	}
	for (const word of want) if (!seen.has(word) && (fresh || !meddled?.gone.has(word))) return `${word} is not shown`;
	const inPlace = (word: string) => seen.has(word) && (fresh || !meddled?.moved.has(word));
	const [shown, sends] = [now.filter(inPlace), want.filter(inPlace)];
	const at = shown.findIndex((word, i) => word !== sends[i]);
	return at < 0 ? undefined : `${shown[at]} is shown where the server sends ${sends[at]}`;
}

/** How the page differs from one that is made of the body. */
function differs(body: string): string | undefined {
	const fresh = document.createElement("div");
	document.body.append(fresh);
	fresh.id = "fresh";
	fresh.append(...parse(body).childNodes);
	const [got, want] = [canonical(root), canonical(fresh)];
	fresh.remove();
	return got === want ? undefined : `the page is\n${got}\nand a fresh one is\n${want}`;
}

/** What is wrong, without the names and numbers of the case. */
const kindOf = (wrong = "") => wrong.replace(/^step \d+: /, "").replace(/\S*\d\S*/g, "").slice(0, 20);

/** A shorter sequence that fails in the same way. */
export async function shrink(steps: Step[], wrong: string, tries = 2000): Promise<Step[]> {
	let best = steps;
	const fails = async (shorter: Step[]) => {
		if (tries-- <= 0 || kindOf(await run(shorter)) !== kindOf(wrong)) return false;
		best = shorter;
		return true;
	};
	for (let before = -1; before !== size(best) && tries > 0; ) {
		before = size(best);
		for (let length = best.length >> 1; length; length >>= 1)
			for (let i = best.length - length; i > 0; i -= length) await fails(best.toSpliced(i, length));
		const elements = new Set(best.flatMap((step) => (step.do === "server" ? numbersIn(step.body) : [])));
		for (const n of elements) (await fails(without(best, n, false))) || (await fails(without(best, n, true)));
	}
	return best;
}

const size = (steps: Step[]) => JSON.stringify(steps).length;
const numbersIn = (tree: Tree): number[] => tree.children.flatMap((child) => (typeof child === "string" || child.attributes.class === "tall" ? [] : [child.n, ...numbersIn(child)]));

/** The steps without an element, or without its tags alone. */
function without(steps: Step[], n: number, unwrap: boolean): Step[] {
	const cut = (tree: Tree): Tree => ({
		...tree,
		children: tree.children.flatMap((child) => (typeof child === "string" ? [child] : child.n !== n ? [cut(child)] : unwrap ? cut(child).children : [])),
	});
	return steps.map((step) => (step.do === "server" ? { ...step, body: cut(step.body) } : step));
}

export function describe(steps: Step[]): string {
	return steps.map((step, i) => `${i}. ${step.do === "server" ? `server${step.delta ? ", delta" : ""}${step.fresh ? ", another page" : ""}: ${render(step.body)}` : Object.values(step).join(" ")}`).join("\n");
}
