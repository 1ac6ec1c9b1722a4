// Where a person was on a page: what was open, and where the focus and the caret were.

const openable = "details,dialog,[popover]";

export function places() {
	/** As it was when it came up. */
	const before = new WeakMap<Element, boolean>();

	const isOpen = (el: Element) => (el.matches("[popover]:not(dialog)") ? el.matches(":popover-open") : el.hasAttribute("open"));
	const modal = (el: Element) => el.matches("dialog:modal");

	/** Its id, else the n-th of its kind. */
	function placeOf(el: Element): string {
		const id = el.getAttribute("id");
		const name = el.getAttribute("name");
		const selector = el.localName + (name ? `[name="${CSS.escape(name)}"]` : "");
		return id ? "#" + CSS.escape(id) : selector + " " + [...document.querySelectorAll(selector)].indexOf(el);
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
			for (const el of document.querySelectorAll(openable)) if (!before.has(el)) before.set(el, isOpen(el));
		},
		/** What the person has opened or closed. */
		changedOpen(): [string, boolean, boolean][] {
			return [...document.querySelectorAll(openable)]
				.filter((el) => before.has(el) && isOpen(el) !== before.get(el))
				.map((el) => [placeOf(el), isOpen(el), modal(el)]);
		},
		reopen(open: [string, boolean, boolean][]): void {
			for (const [place, opened, asModal] of open) {
				const el = find(place);
				if (!el?.matches(openable) || isOpen(el) === opened) continue;
				try {
					if (el instanceof HTMLDialogElement && asModal) el.showModal();
					else if (el.matches("[popover]:not(dialog)")) opened ? el.showPopover() : el.hidePopover();
					else el.toggleAttribute("open", opened);
				} catch {
					// It is something else now.
				}
			}
		},
		focus(): [string, number?, number?, string?] | undefined {
			const el = document.activeElement as HTMLInputElement | null;
			if (!el || el === document.body) return undefined;
			if ("selectionStart" in el && el.selectionStart !== null && el.matches("input,textarea"))
				return [placeOf(el), el.selectionStart, el.selectionEnd ?? undefined, el.selectionDirection ?? undefined];
			if ((el as HTMLElement).isContentEditable) {
				const range = getSelection()?.rangeCount ? getSelection()!.getRangeAt(0) : undefined;
				if (range && el.contains(range.endContainer)) return [placeOf(el), offsetIn(el, range.startContainer, range.startOffset), offsetIn(el, range.endContainer, range.endOffset)];
			}
			return [placeOf(el)];
		},
		refocus(focus?: [string, number?, number?, string?]): void {
			const [place, start, end, direction] = focus ?? [];
			const el = place && (find(place) as HTMLInputElement | undefined);
			if (!el || !el.isConnected) return;
			el.focus({ preventScroll: true });
			if (start === undefined) return;
			if (el.matches("input,textarea")) {
				try {
					el.setSelectionRange(start, end ?? start, direction as "forward");
				} catch {
					// It has no caret any more.
				}
			} else if (el.isContentEditable) select(el, start, end ?? start);
		},
	};
}

/** How many characters of text stand before a point. */
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
