// Files of forms (data-gf-upload): each file that a person chooses, drops or pastes is uploaded at
// once, with its progress, and can be removed. The form then sends the ID of the file. Loaded if
// the page has such a field; without this file the form sends the files itself.

import { Upload, UploadKey } from "../contract";
import { currentUser } from "../deploy/fingerprints";
import { lazy } from "../lazy/lazy";
import { page } from "../page/page";
import { contentChanged } from "../page/signals";
import {
	append,
	attr,
	call,
	closest,
	document,
	focus,
	formOf,
	isConnected,
	query,
	queryAll,
	removeNode,
} from "../util/dom";
import { announce, showMessage } from "../util/messages";
import { own, setting } from "../util/own";
import { loadItem, saveItem } from "../util/storage";
import { text } from "../util/texts";
import { absolute } from "../util/url";
import { bytes, newItem, type Item } from "./item";
import { forget, idOf, send, type Transfer } from "./tus";

export type Uploads = ReturnType<typeof start>;

/** Over a reload, files are kept that are there, and uploads that can go on. */
type Kept = Record<string, Transfer[]>;

interface Field {
	zone: Element;
	input: HTMLInputElement;
	name: string;
	list: Element;
	form: HTMLFormElement;
	/** Names the field over a reload. */
	key: string;
	items: Map<Transfer, Item>;
	required: boolean;
	/** What was wrong with the last files, until others are chosen or one is removed. */
	error?: string;
}

export function start() {
	const fields = new Map<Element, Field>();
	/** Forms that are submitted when their files have arrived, and the buttons. */
	const waiting = new Map<HTMLFormElement, HTMLElement | null | undefined>();

	const storeKey = () => "uploads:" + currentUser();
	const fieldsOf = (form: Element) => [...fields.values()].filter((field) => field.form === form);
	const isBusy = (field: Field) => [...field.items.keys()].some(({ done }) => !done);

	function keyOf(form: Element, input: Element): string {
		return [page.url.split("?")[0], attr(form, "action"), attr(input, "name")].join(" ");
	}

	/** Finds new fields, and forgets those that are gone. */
	function mount(): void {
		for (const zone of document.querySelectorAll(own(Upload))) {
			const input = query<HTMLInputElement>(zone, "input[type=file]");
			const list = query(zone, "ul");
			const form = formOf(input);
			if (!input || !list || !form) continue;
			const key = keyOf(form, input);
			const known = fields.get(zone);
			if (known?.key === key && known.input === input && known.form === form) continue;
			if (known) drop(known);
			const { name, required } = input;
			const field: Field = { zone, input, name, list, form, key, items: new Map(), required };
			fields.set(zone, field);
			for (const kept of loadItem<Kept>(storeKey(), {})[key] ?? [])
				if (kept.done) add(field, kept);
			// Chosen before this file was here.
			take(field, input.files);
		}
		for (const field of fields.values()) if (!isConnected(field.zone)) drop(field);
	}

	/** The field is gone. An upload goes on if the person chooses the file again. */
	function drop(field: Field): void {
		fields.delete(field.zone);
		for (const [transfer, { element }] of field.items) {
			transfer.abort?.abort();
			removeNode(element);
		}
	}

	function save(field: Field): void {
		field.input.required = field.required && !field.items.size;
		const all = loadItem<Kept>(storeKey(), {});
		// JSON has nothing of a File or an AbortController.
		all[field.key] = [...field.items.keys()];
		saveItem(storeKey(), all);
	}

	/** The form has changed: its draft is saved, and the field has the error that it has now. */
	function changed(field: Field, error = ""): void {
		field.error = error;
		save(field);
		call(field.input, "dispatchEvent", new Event("input", { bubbles: true }));
		if (error) lazy.forms?.markErrors(field.form, { [field.name]: error }, new Set([field.name]));
	}

	function take(field: Field, list: FileList | null | undefined): void {
		const files = [...(list ?? [])];
		if (!files.length) return;
		const kept = loadItem<Kept>(storeKey(), {})[field.key] ?? [];
		field.input.value = "";
		const limits = setting(field.zone, Upload) ?? "";
		const limit = (name: string) => +(limits.match(name + ":(\\d+)")?.[1] ?? Infinity);
		let wrong = "";
		for (const file of files) {
			const { name, size, type, lastModified: modified } = file;
			const max = limit("count");
			if (max === 1) for (const transfer of [...field.items.keys()]) remove(field, transfer);
			const fill = (sentence: string, most = bytes(limit("max"))) =>
				(wrong = sentence.replace("{name}", name).replace("{max}", most));
			if (field.items.size + queryAll(field.list, ":checked").length >= max)
				fill(text("tooManyFiles", "There can be at most {max} files here."), "" + max);
			else if (!size) fill(text("fileEmpty", "“{name}” is empty."));
			else if (size > limit("max")) fill(text("fileTooLarge", "“{name}” is larger than {max}."));
			else if (!accepts(attr(field.input, "accept"), type, name))
				fill(text("fileWrongType", "“{name}” is not of a type that can be used here."));
			else {
				const old = kept.find(
					(old) => !old.done && [old.name, old.size, old.modified] + "" === [name, size, modified] + "",
				);
				add(field, { url: old?.url ?? "", name, size, modified, type, done: false, offset: 0, file });
			}
		}
		if (wrong) fail(field, wrong);
		else changed(field);
	}

	function fail(field: Field, message: string): void {
		waiting.delete(field.form);
		changed(field, message);
		announce(message);
	}

	function add(field: Field, transfer: Transfer): void {
		const item = newItem(transfer, field.name, () => {
			remove(field, transfer);
			changed(field);
			focus(field.input);
		});
		field.items.set(transfer, item);
		append(field.list, item.element);
		if (!transfer.done) void upload(field, transfer, item);
	}

	function remove(field: Field, transfer: Transfer): void {
		const item = field.items.get(transfer);
		transfer.abort?.abort();
		forget(transfer);
		if (item) removeNode(item.element);
		field.items.delete(transfer);
		submitIfReady(field.form);
	}

	async function upload(field: Field, transfer: Transfer, item: Item): Promise<void> {
		const url = absolute(attr(field.form, "action") ?? "", document.baseURI);
		url.searchParams.set(UploadKey, field.name);
		const message = await send(transfer, url.href, (note) => {
			item.show(transfer, note);
			if (note) announce(note);
			save(field);
		});
		if (!fields.has(field.zone) || !field.items.has(transfer)) return;
		if (message) {
			remove(field, transfer);
			fail(field, message);
			return;
		}
		if (!transfer.done) return; // removed
		changed(field, field.error);
		announce(text("uploadDone", "{name} is uploaded.").replace("{name}", transfer.name));
		submitIfReady(field.form);
	}

	function submitIfReady(form: HTMLFormElement): void {
		const button = waiting.get(form);
		if (fieldsOf(form).some(isBusy) || !waiting.delete(form)) return;
		if (isConnected(form))
			call(form, "requestSubmit", button && isConnected(button) ? button : null);
	}

	document.addEventListener("goldfish:submit", (event) => {
		const { form, submitter } = (event as CustomEvent).detail;
		//mutant:false TestUpload/waits: a form waits for its files
		if (!fieldsOf(form).some(isBusy)) return;
		event.preventDefault();
		// A trigger has no button. It waits without a word, and what was pressed is not forgotten.
		waiting.set(form, submitter ?? waiting.get(form));
		if (submitter) showMessage(text("awaitsFiles", "This is sent when all files have arrived."));
	});

	const fieldAt = (target: EventTarget | null) => {
		const zone = closest(target, own(Upload));
		return zone ? fields.get(zone) : undefined;
	};
	document.addEventListener("change", ({ target }) => {
		const field = fieldAt(target);
		if (field && target === field.input) take(field, field.input.files);
	});
	document.addEventListener("paste", (event) => {
		const { clipboardData: data, target } = event;
		const form = formOf(target);
		const field = fieldAt(target) ?? (form ? fieldsOf(form)[0] : undefined);
		// A word processor adds a picture of its text.
		if (!field || !data?.files.length || data.types.includes("text/plain")) return;
		event.preventDefault();
		take(field, data.files);
	});
	for (const type of ["dragover", "dragleave", "drop"] as const)
		document.addEventListener(type, (event) => {
			const { dataTransfer: data, target } = event;
			if (!data?.types.includes("Files")) return;
			const field = fieldAt(target);
			if (field) call(field.zone, "toggleAttribute", "data-drop", type === "dragover");
			if (type === "dragleave") return;
			// Beside a field too: the browser would leave the page and show the file.
			if (field || !closest(target, "[type=file]")) event.preventDefault();
			if (type === "drop" && field) take(field, data.files);
		});

	contentChanged.listen(mount);
	mount();

	return {
		/** Whether a file is on its way. */
		busy: () => [...fields.values()].some(isBusy),
		/**
		 * The server has taken a form: the files that were sent are not the form's any more. Those
		 * that the person has added meanwhile are.
		 */
		submitted(form: HTMLFormElement, data?: FormData): void {
			for (const field of fieldsOf(form)) {
				for (const [transfer, { element }] of field.items) {
					//mutant:false TestUpload/chosen_while: a file that was not sent is kept
					if (!data?.getAll(field.name).includes(idOf(transfer))) continue;
					removeNode(element);
					field.items.delete(transfer);
				}
				save(field);
			}
		},
	};
}

/** Whether the attribute accept takes a file. The server looks at the content. */
function accepts(accept: string | null, type: string, name: string): boolean {
	return (
		!accept ||
		accept.split(",").some((part) => {
			const rule = part.trim();
			if (rule[0] === ".") return name.endsWith(rule);
			// The browser knows no type: only the server can tell.
			return !type || type.startsWith(rule.replace("*", ""));
		})
	);
}
