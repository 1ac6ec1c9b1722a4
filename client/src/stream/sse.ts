// Parses an event stream by the rules of the HTML standard. Lines end with CR, LF or CRLF.

export interface StreamEvent {
	event: string;
	id: string;
	data: string;
}

export function sseParser(emit: (event: StreamEvent) => void): (text: string) => void {
	let buffer = "";
	let afterCR = false;
	let event = "";
	let id = "";
	let data: string[] = [];

	function parseLine(text: string): void {
		if (text === "") {
			if (data.length) emit({ event: event || "message", id, data: data.join("\n") });
			event = "";
			data = [];
			return;
		}
		// A comment is a field without a name.
		const [, field, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(text)!;
		if (field === "data") data.push(value);
		else if (field === "event") event = value;
		else if (field === "id" && !value.includes("\0")) id = value;
	}

	return (text) => {
		if (!text) return;
		if (afterCR && text[0] === "\n") text = text.slice(1);
		afterCR = text === "" ? false : text.endsWith("\r");
		const lines = (buffer + text).split(/\r\n|\n|\r/);
		buffer = lines.pop()!;
		lines.forEach(parseLine);
	};
}

/**
 * Reads a stream to its end. Chunks may end inside a character; a byte order mark is not text.
 * Events are emitted when `ready` resolves, in their order.
 */
export async function readStream(
	body: ReadableStream<Uint8Array>,
	onActivity: () => void,
	ready: () => Promise<void> | undefined,
	emit: (event: StreamEvent) => void,
): Promise<void> {
	const decoder = new TextDecoder();
	const parse = sseParser(emit);
	const reader = body.getReader();
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return;
		onActivity();
		await ready();
		parse(decoder.decode(value, { stream: true }));
	}
}
