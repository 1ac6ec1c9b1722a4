// The checksum of a title and a body. The server computes the same one, and sends it with each
// delta.

const encoder = new TextEncoder();

export function checksum(...parts: string[]): string {
	let a = 0x9747b28c;
	let b = 0x5bd1e995;
	const word = (k: number) => {
		const mixedA = Math.imul(rotate(Math.imul(k, 0xcc9e2d51), 15), 0x1b873593);
		const mixedB = Math.imul(rotate(Math.imul(k, 0x239b961b), 17), 0xab0e9789);
		a = (Math.imul(rotate(a ^ mixedA, 13), 5) + 0xe6546b64) | 0;
		b = (Math.imul(rotate(b ^ mixedB, 19), 5) + 0x561ccd1b) | 0;
	};
	for (const part of parts) {
		const bytes = encoder.encode(part);
		const { length } = bytes;
		const view = new DataView(bytes.buffer, bytes.byteOffset, length);
		let at = 0;
		for (; at + 4 <= length; at += 4) word(view.getInt32(at, true));
		let tail = 0;
		for (let i = 0; at + i < length; i++) tail |= bytes[at + i]! << (8 * i);
		word(tail);
		word(length);
	}
	a = finish(a);
	b = finish(b) ^ a;
	const chars = [a, b].flatMap((lane) => [0, 8, 16, 24].map((shift) => (lane >>> shift) & 255));
	const base64 = btoa(String.fromCharCode(...chars.slice(0, 6)));
	return base64.replace(/\+/g, "-").replace(/\//g, "_");
}

const rotate = (k: number, by: number) => (k << by) | (k >>> (32 - by));

function finish(h: number): number {
	h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return h ^ (h >>> 16);
}
