// Parts: pages inside the page. Each is a region with its own version. Answers and the stream of
// the page carry what they show. Loaded if a page has a part.

import * as name from "../contract";
import type { PartAnswer } from "../contract";
import { withoutRecording } from "../morph/localChanges";
import { beginNavigation } from "../navigation/navigation";
import { fetchPatch } from "../page/fetchPatch";
import { bodyText, page, pathOf, type Region } from "../page/page";
import { apply } from "../page/patch";
import { resolve, type Base, type ResolvedPatch } from "../page/resolve";
import { answerShown } from "../page/signals";
import {
	attr,
	closest,
	document,
	hasAttr,
	idOf,
	innerHTML,
	isConnected,
	parentElement,
	query,
	removeAttr,
	setAttr,
} from "../util/dom";
import { emit } from "../util/events";
import { parse } from "../util/html";
import { errorText } from "../util/messages";
import { inherited, part as partSelector, regions } from "../util/own";

export type Parts = ReturnType<typeof start>;

/** The most parts of one page. */
const maxParts = 16;

interface Part extends Region {
	/** The URL in the page around it. The person may have gone on inside the part. */
	initialURL: string;
	/** Whether the person can see it: a lazy part is visible once it has been in sight. */
	visible: boolean;
	needsLoad: boolean;
	/** The content of the element in the shell. Elsewhere it is in the body around the part. */
	placeholder: string;
}

/**
 * By the id of the element: the initial and current URL of each part in which the person has gone
 * on.
 */
type PartState = Record<string, [initialURL: string, url: string]>;

export function start() {
	const parts = new Map<Element, Part>();
	const observer = new IntersectionObserver((entries) => {
		for (const { target, isIntersecting } of entries) {
			const part = isIntersecting && parts.get(target);
			if (!part) continue;
			observer.unobserve(target);
			part.visible = true;
			void load(part);
		}
	});

	/** The URL that the history entry has for this part. */
	function urlInHistory({ element, initialURL }: Part): string {
		const state = history.state as { parts?: PartState } | null;
		const [initial, url] = state?.parts?.[idOf(element)] ?? [];
		return (initial === initialURL && url) || initialURL;
	}

	/**
	 * Reads a part that has appeared, or that shows another page. If a document has its content, a
	 * template before the content has the placeholder and the version.
	 */
	function read(element: HTMLElement, initialURL: string): Part {
		const part: Part = {
			element,
			initialURL,
			url: initialURL,
			version: "",
			title: "",
			body: "",
			visible: !hasAttr(element, name.Lazy),
			needsLoad: true,
			placeholder: innerHTML(element),
		};
		const template = query<HTMLTemplateElement>(element, `:scope>template[${name.Version}]`);
		if (template) {
			part.placeholder = innerHTML(template);
			withoutRecording(() => template.remove());
			part.version = template.getAttribute(name.Version)!;
			part.title = template.getAttribute(name.Title) ?? "";
			part.body = bodyText(element);
			part.needsLoad = false; // also if the content is an error message
		}
		const url = urlInHistory(part);
		if (url !== initialURL) {
			part.url = url;
			part.visible = part.needsLoad = true;
		}
		if (!part.visible) observer.observe(element);
		return part;
	}

	/**
	 * Finds parts that have appeared, changed or gone. Then shows the parts of an answer.
	 */
	function mount(answers: PartAnswer[] = []): void {
		const changed = new Map<Element, Part>();
		const loaded = [...parts.values()].filter((part) => part.version);
		const loadedByURL = new Map(loaded.map((part) => [part.url, part]));
		for (const [element, part] of parts) {
			const url = attr(element, name.PartURL);
			if (isConnected(element) && url === part.initialURL) continue;
			observer.unobserve(element);
			beginNavigation("", part); // aborts what is loading
			parts.delete(element);
			changed.set(element, part);
		}
		for (const element of document.querySelectorAll<HTMLElement>(partSelector)) {
			if (parts.has(element)) continue;
			const part = read(element, attr(element, name.PartURL)!);
			const before = changed.get(element);
			parts.set(element, part);
			if (before && pathOf(before.url) !== pathOf(part.url)) {
				// Another page: nothing of the old one stays.
				apply({ body: placeholder(element) }, { reason: "push", fresh: true }, part);
			}
			// The part may have moved to another element. Then the answer need not speak of it.
			const same = part.needsLoad && part.visible && loadedByURL.get(part.url);
			if (same) show(part, same);
		}
		for (const answer of answers) receive(answer);
		queueMicrotask(() => {
			for (const part of parts.values()) if (part.visible && part.needsLoad) void load(part);
		});
	}

	function show(part: Part, { url, version, title, body }: ResolvedPatch): void {
		part.needsLoad = false;
		apply({ url, version, title, body }, { reason: "push" }, part);
	}

	/** Shows a part of an answer or an event. In answers the delta is resolved already. */
	function receive(answer: PartAnswer & Partial<ResolvedPatch>): void {
		const { url, version, message } = answer;
		for (const part of [...parts.values()].filter((part) => part.url === url)) {
			if (message) showError(part, message);
			else if (!version || (version === part.version && !part.torn)) markFresh(part);
			else {
				const resolved = answer.operations || answer.body !== undefined;
				const patch = resolved ? answer : resolve(answer, part);
				part.needsLoad = !patch;
				if (patch) apply(patch, { reason: "push" }, part);
				if (!patch || part.torn) void load(part, part.url, true);
			}
		}
	}

	/**
	 * The versions of the parts now: a request header, and a function that resolves the answer to
	 * it.
	 */
	function versions(full: boolean) {
		const bases = new Map<string, Base>();
		for (const { visible, url, version, title, body, torn } of parts.values()) {
			if (visible && bases.size < maxParts)
				bases.set(url, { version: full || torn ? "" : version, title, body });
		}
		/** A delta that does not fit stays as it is: the part is then loaded in full. */
		const resolveOne = (answer: PartAnswer) => {
			const base = bases.get(answer.url);
			return { ...((base && resolve(answer, base)) || answer), url: answer.url };
		};
		return {
			header: [...bases].map(([url, { version }]) => url + " " + (version || "-")).join(" "),
			resolve: (answers?: PartAnswer[]) => answers?.map(resolveOne),
		};
	}

	async function load(part: Part, url = part.url, full?: boolean): Promise<void> {
		const { element } = part;
		const navigation = beginNavigation(url, part);
		const { signal } = navigation.abort;
		part.needsLoad = false;
		setAttr(element, "aria-busy", "true");
		try {
			const init: RequestInit = { signal, redirect: "manual" };
			const result = await fetchPatch(url, init, "", part, full);
			const { status, patch } = result;
			if (part.navigation !== navigation) return;
			removeAttr(element, "aria-busy");
			if (status === 200 && patch && !patch.location) {
				if (patch.version === part.version) markFresh(part);
				const fresh = pathOf(patch.url ?? url) !== pathOf(part.url);
				apply(patch, { reason: "visit", fresh }, part);
			} else {
				if (part.url !== url) Object.assign(part, { url, version: "" });
				showError(part, patch?.message ?? errorText(result));
			}
			answerShown.send();
		} catch (err) {
			if (!signal.aborted) throw err;
		} finally {
			if (part.navigation === navigation) part.navigation = undefined;
		}
	}

	/**
	 * The content stays and is marked as stale. If there is none, the sentence follows the
	 * placeholder.
	 */
	function showError(part: Part, text: string): void {
		const { element, url } = part;
		part.needsLoad = false;
		if (part.version) {
			setAttr(element, name.Stale, "");
			emit(element, "stream", { state: "stale", url, message: text });
			return;
		}
		const alert = document.createElement("p");
		alert.setAttribute("role", "alert");
		alert.textContent = text;
		const body = placeholder(element) + alert.outerHTML;
		apply({ url, title: "", body }, { reason: "push" }, part);
	}

	function markFresh({ element, url }: Part): void {
		if (!hasAttr(element, name.Stale)) return;
		removeAttr(element, name.Stale);
		emit(element, "stream", { state: "fresh", url });
	}

	/** The content of the element in the body around it. */
	function placeholder(element: Element): string {
		const outer = closest(parentElement(element)!, regions);
		if (!outer) return parts.get(element)?.placeholder ?? "";
		const { body } = parts.get(outer) ?? page;
		const sent = query(parse(body), "#" + CSS.escape(idOf(element)));
		return sent ? innerHTML(sent) : "";
	}

	return {
		mount,
		versions,
		receive,
		/** For the history entry. */
		state(): PartState | undefined {
			const moved = [...parts.values()].filter((part) => part.url !== part.initialURL);
			if (!moved.length) return undefined;
			return Object.fromEntries(
				moved.map(({ element, initialURL, url }) => [idOf(element), [initialURL, url]]),
			);
		},
		/** The person went to another history entry of the same page. */
		restore(): void {
			for (const part of parts.values()) {
				const url = urlInHistory(part);
				if (url !== part.url) void load(part, url);
			}
		},
		/**
		 * The part that an answer goes into: if the link or form says so, or if a link to a part
		 * that has failed tries again.
		 */
		target(el: Element, url: string): Region | undefined {
			const part = parts.get(closest(el, partSelector)!);
			if (!part) return undefined;
			const into = inherited(el, name.Patch) === "part";
			const retry = !part.version && url === new URL(part.url, document.baseURI).href;
			return into || retry ? part : undefined;
		},
	};
}
