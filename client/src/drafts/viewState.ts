// What a person had open on a page, and where the focus and the caret were.

const openable = "details,dialog,[popover]";

export function viewState() {
	/** Whether each element was open when it appeared. */
	const before = new WeakMap<Element, boolean>();

	const isPopover = (el: Element) => el.matches("[popover]:not(dialog)");
	const isOpen = (el: Element) =>
		isPopover(el) ? el.matches(":popover-open") : el.hasAttribute("open");

	/** A selector with the id, or one of the kind, and the position. */
	function placeOf(el: Element): string {
		const id = el.getAttribute("id");
		const name = el.getAttribute("name");
		const selector = el.localName + (name ? `[name="${CSS.escape(name)}"]` : "");
		return id
			? "#" + CSS.escape(id)
			: selector + " " + [...document.querySelectorAll(selector)].indexOf(el);
	}
	function find(place: string): HTMLElement | undefined {
		const [selector, n] = place.split(/ (?=\d+$)/) as [string, string?];
		try {
			return document.querySelectorAll<HTMLElement>(selector)[+(n ?? 0)];
		} catch {
			return undefined;
		}
	}

	return {
		mount(): void {
			for (const el of document.querySelectorAll(openable))
				if (!before.has(el)) before.set(el, isOpen(el));
		},
		/** What the person has opened or closed. */
		changedOpen(): [string, boolean, boolean][] {
			return [...document.querySelectorAll(openable)]
				.filter((el) => before.has(el) && isOpen(el) !== before.get(el))
				.map((el) => [placeOf(el), isOpen(el), el.matches("dialog:modal")]);
		},
		restoreOpen(open: [string, boolean, boolean][]): void {
			for (const [place, opened, asModal] of open) {
				const el = find(place);
				if (!el?.matches(openable) || isOpen(el) === opened) continue;
				try {
					if (el instanceof HTMLDialogElement && asModal) el.showModal();
					else if (isPopover(el)) opened ? el.showPopover() : el.hidePopover();
					else el.toggleAttribute("open", opened);
				} catch {
					// The element has another kind now.
				}
			}
		},
		focus(): [string, number?, number?, string?] | undefined {
			const el = document.activeElement as HTMLInputElement | null;
			if (!el || el === document.body) return undefined;
			if ("selectionStart" in el && el.selectionStart !== null && el.matches("input,textarea"))
				return [
					placeOf(el),
					el.selectionStart,
					el.selectionEnd ?? undefined,
					el.selectionDirection ?? undefined,
				];
			if ((el as HTMLElement).isContentEditable) {
				const range = getSelection()?.rangeCount ? getSelection()!.getRangeAt(0) : undefined;
				if (range && el.contains(range.endContainer))
					return [
						placeOf(el),
						offsetIn(el, range.startContainer, range.startOffset),
						offsetIn(el, range.endContainer, range.endOffset),
					];
			}
			return [placeOf(el)];
		},
		restoreFocus(focus?: [string, number?, number?, string?]): void {
			const [place, start, end, direction] = focus ?? [];
			const el = place && (find(place) as HTMLInputElement | undefined);
			if (!el || !el.isConnected) return;
			el.focus({ preventScroll: true });
			if (start === undefined) return;
			if (el.matches("input,textarea")) {
				try {
					el.setSelectionRange(start, end ?? start, direction as "forward");
				} catch {
					// The input has no caret any more.
				}
			} else if (el.isContentEditable) select(el, start, end ?? start);
		},
	};
}

/** The number of characters of text before a point. */
function offsetIn(el: Element, node: Node, offset: number): number {
	const range = document.createRange();
	range.selectNodeContents(el);
	range.setEnd(node, offset);
	return range.toString().length;
}

function select(el: Element, start: number, end: number): void {
	const point = (at: number): [Node, number] => {
		const walker = document.createTreeWalker(el, NodeFilter.SHOW_TEXT);
		let last: [Node, number] = [el, 0];
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			const { length } = node.nodeValue!;
			last = [node, length];
			if (at <= length) return [node, at];
			at -= length;
		}
		return last;
	};
	getSelection()?.setBaseAndExtent(...point(start), ...point(end));
}
