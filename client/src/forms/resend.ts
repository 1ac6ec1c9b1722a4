// Submissions whose outcome is not known: tells the person, and decides when each is sent again.
// Loaded where a form posts, before the server can be gone.

import { BaseField, EventPrefix, Once, Pending, Unsaved } from "../contract";
import { currentUser } from "../deploy/fingerprints";
import { lazy, load } from "../lazy/lazy";
import { loadDocument } from "../navigation/document";
import type { Result } from "../page/fetchPatch";
import { page, root } from "../page/page";
import { contentChanged } from "../page/signals";
import { backoff } from "../stream/backoff";
import { document, hasAttr, set, setTextContent } from "../util/dom";
import { duration, showMessage } from "../util/messages";
import { now } from "../util/now";
import { own } from "../util/own";
import { text } from "../util/texts";
import { findForm, forget, keep, leftSubmissions, stillSent } from "./kept";
import { newNotice, place, remove, type Notice } from "./resendNotice";
import type { Submission } from "./submission";

export type Resend = ReturnType<typeof start>;

/** A submission is sent again by itself for so long. Servers remember it longer. Milliseconds. */
const resendFor = 600_000;

interface Wait extends Notice {
	submission: Submission;
	/** Ends the wait: sends it, or not. */
	decide?: ((again: boolean) => void) | undefined;
	/** The person must sign in, or decide. */
	state: "timed" | "asks" | "signedOut";
	tryAt: number;
	/** The server has said when to try. */
	demanded: boolean;
}

export function start() {
	const waits = new Map<Submission, Wait>();
	const interruptions = new Map<Submission, Notice>();

	/**
	 * Waits until a submission is to be sent again. Returns false if it is not sent any more, and
	 * undefined if its outcome is known after all.
	 */
	async function decide(
		submission: Submission,
		{ status, patch, retryAfter = 0 }: Result,
	): Promise<boolean | undefined> {
		const refused = status === 409;
		const viewer = refused
			? patch?.fingerprints?.split(".")[3]?.split("~")[0]
			: currentUser();
		if (refused && viewer === submission.viewer) return undefined; // the app's own 409
		if (viewer && viewer !== submission.viewer) return false;
		const left = submission.at + resendFor - Date.now();
		const wait = waits.get(submission) ?? add(submission);
		wait.state =
			viewer !== submission.viewer
				? "signedOut"
				: hasAttr(root, Once) && left > 0
					? "timed"
					: "asks";
		wait.tryAt = now() + Math.min(left, retryAfter * 1000 + backoff(submission.tries - 1));
		wait.demanded = !!retryAfter;
		const again = await new Promise<boolean>((done) => {
			wait.decide = done;
			show(wait, patch?.message);
		});
		wait.decide = undefined;
		show(wait);
		return again;
	}

	function add(submission: Submission): Wait {
		const wait: Wait = {
			...newNotice(() => cancel(wait)),
			submission,
			state: "asks",
			tryAt: 0,
			demanded: false,
		};
		wait.action.onclick = () => tryNow(submission);
		waits.set(submission, wait);
		return wait;
	}

	/** Shows what the submission waits for. */
	function show(wait: Wait, message?: string): void {
		const { action, state, submission } = wait;
		const sentence = !wait.decide
			? text("sending", "Sending…")
			: state === "signedOut"
				? text(
						"awaitsLogin",
						"You are not signed in any more. This will be sent when you have signed in again.",
					)
				: state === "asks"
					? text(
							"unknown",
							"The server has not answered. It is not known whether this was done.",
						)
					: (message ??
						text(
							"unanswered",
							"The server has not answered yet. This will be sent again by itself, and done once.",
						));
		setTextContent(
			action,
			state === "signedOut"
				? text("signIn", "Sign in")
				: state === "asks"
					? text("sendAgain", "Send again")
					: text("tryNow", "Try now"),
		);
		// It keeps the focus, which a button that is disabled would lose.
		set(action, "ariaDisabled", "" + !wait.decide);
		wait.sentence = sentence;
		place(wait, submission);
		tick(wait);
	}

	/** Counts down, and sends when the time has come. */
	function tick(wait: Wait): void {
		const { next, state, tryAt } = wait;
		const seconds = Math.ceil((tryAt - now()) / 1000);
		const counts = !!wait.decide && state === "timed";
		set(next, "hidden", !counts);
		if (!counts) return;
		if (seconds <= 0) return wait.decide!(true);
		const nextTry = text("nextTry", "Next try in {time}.");
		setTextContent(next, nextTry.replace("{time}", duration(seconds)));
	}
	setInterval(() => waits.forEach(tick), 250);

	/** Sends it now. If the person has to sign in before, the document leads there. */
	function tryNow(submission: Submission): void {
		const wait = waits.get(submission);
		if (wait?.state === "signedOut" && wait.decide) loadDocument(page.url);
		else wait?.decide?.(true);
	}

	function cancel({ submission, decide }: Wait): void {
		submission.abort.abort();
		decide?.(false);
		showMessage(
			text("notResent", "This is not sent again. It may have been done all the same."),
		);
	}

	/** The outcome is known, or the submission was cancelled. */
	function end(submission: Submission, result?: Result): void {
		forget(submission);
		lazy.pending?.end(submission);
		const { form } = submission;
		const { confirm, conflict } = result?.patch ?? {};
		if (confirm) void load("ask").then(() => lazy.ask?.confirm(submission, confirm));
		if (conflict) void load("conflict").then(() => lazy.conflict?.show(form, conflict));
		else if (result && result.status < 400) lazy.conflict?.clear(form);
		const wait = waits.get(submission);
		if (!wait) return;
		waits.delete(submission);
		remove(wait, submission);
	}

	/** The server, or the network, is back. */
	function resume(): void {
		for (const { state, demanded, decide } of [...waits.values()])
			if (state !== "asks" && !demanded) decide?.(true);
	}

	/** Another viewer, or nobody: what is not theirs is not sent. */
	function viewerChanged(): void {
		const now = currentUser();
		for (const wait of [...waits.values()]) {
			const { submission, decide, state } = wait;
			if (now === submission.viewer) {
				if (state === "signedOut") decide?.(true);
			} else if (now) {
				submission.abort.abort();
				decide?.(false);
			} else {
				wait.state = "signedOut";
				show(wait);
			}
		}
	}

	addEventListener(EventPrefix + "stream", (event) => {
		if ((event as CustomEvent<{ state: string }>).detail.state === "live") resume();
	});
	addEventListener("online", resume);
	addEventListener(EventPrefix + "shell", viewerChanged);
	/** What the forms of the page need. */
	function loadMore(): void {
		const has = (selector: string) => document.querySelector(selector);
		const conflict = `[name="${BaseField}"]`;
		if (!has([own(Pending), own(Unsaved), conflict].join())) return;
		if (has(own(Pending))) void load("pending");
		if (has(own(Unsaved))) void load("ask");
		if (has(conflict)) void load("conflict");
	}
	loadMore();
	contentChanged.listen(() => {
		loadMore();
		for (const wait of waits.values()) place(wait, wait.submission);
		for (const [submission, notice] of interruptions) place(notice, submission);
	});

	/** A reload has interrupted a submission that could not be kept whole. */
	function interrupted(submission: Submission): void {
		const notice = newNotice();
		const { action, next } = notice;
		notice.sentence = text(
			"interrupted",
			"The page was left before the server answered. It is not known whether this was done. Some of what you had entered could not be kept.",
		);
		interruptions.set(submission, notice);
		set(next, "hidden", true);
		setTextContent(action, text("close", "Close"));
		action.onclick = () => {
			interruptions.delete(submission);
			forget(submission);
			remove(notice, submission);
		};
		place(notice, submission);
	}

	// forms.js asks for this file, so it is there.
	const left = leftSubmissions();
	for (const { form, key } of left) lazy.forms?.setKey(form, key);
	for (const submission of left)
		if (submission.partial) interrupted(submission);
		else lazy.forms?.resume(submission);

	return {
		decide,
		tryNow,
		end,
		/** A submission is about to be sent for the first time. */
		begin(submission: Submission): void {
			keep(submission);
			lazy.pending?.begin(submission);
		},
		findForm,
		stillSent,
	};
}
