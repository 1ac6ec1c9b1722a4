// The reader of event streams, with every vector cut at every place.

import { backoff } from "../../src/stream/backoff";
import { readStream, type StreamEvent } from "../../src/stream/sse";
import { milliseconds, parseTriggers } from "../../src/forms/triggers";
import { check, same, truth } from "../harness";

const kind = "sse";
type Short = [event: string, id: string, data: string];

const vectors: [name: string, text: string, events: Short[]][] = [
	["one line", "data: hello\n\n", [["message", "", "hello"]]],
	["ends with CR", "data: hello\r\r", [["message", "", "hello"]]],
	["ends with CRLF", "data: hello\r\n\r\n", [["message", "", "hello"]]],
	["ends mixed", "data: a\r\ndata: b\n\rdata: c\r\r\n", [["message", "", "a\nb"], ["message", "", "c"]]],
	["many lines", "data: a\ndata: b\ndata:\ndata: c\n\n", [["message", "", "a\nb\n\nc"]]],
	["an event's name and id", "event: hello\nid: v1\ndata: {}\n\n", [["hello", "v1", "{}"]]],
	["the name does not stay, the id does", "event: a\nid: 1\ndata: x\n\ndata: y\n\n", [["a", "1", "x"], ["message", "1", "y"]]],
	["an empty id is an id", "id: 1\ndata: x\n\nid\ndata: y\n\n", [["message", "1", "x"], ["message", "", "y"]]],
	["an id with NUL is none", "id: 1\ndata: x\n\nid: 2\0\ndata: y\n\n", [["message", "1", "x"], ["message", "1", "y"]]],
	["comments are nothing", ": hi\n\n:\ndata: x\n: there\n\n", [["message", "", "x"]]],
	["only the first space goes", "data:  two\ndata:none\n\n", [["message", "", " two\nnone"]]],
	["colons in data", "data: a: b:c\n\n", [["message", "", "a: b:c"]]],
	["a field alone", "data\n\ndata\ndata\n\n", [["message", "", ""], ["message", "", "\n"]]],
	["no data, no event", "event: x\nid: 7\n\ndata: y\n\n", [["message", "7", "y"]]],
	["unknown fields", "foo: bar\nretry: 10\ndata: x\n Data: z\n\n", [["message", "", "x"]]],
	["an unfinished event is none", "data: x\n\ndata: lost\n", [["message", "", "x"]]],
	["a byte order mark", "\uFEFFdata: x\n\n", [["message", "", "x"]]],
	["two byte order marks", "\uFEFF\uFEFFdata: x\n\ndata: y\n\n", [["message", "", "y"]]],
	["characters of two, three and four bytes", "data: äöü €uro 😀🎉\nid: é\n\n", [["message", "é", "äöü €uro 😀🎉"]]],
	["nothing", "", []],
];

async function read(chunks: Uint8Array[]): Promise<Short[]> {
	const events: Short[] = [];
	const body = new ReadableStream<Uint8Array>({
		start(controller) {
			for (const chunk of chunks) controller.enqueue(chunk);
			controller.close();
		},
	});
	await readStream(body, () => {}, () => undefined, ({ event, id, data }: StreamEvent) => events.push([event, id, data]));
	return events;
}

for (const [name, text, events] of vectors)
	check(kind, name, async () => {
		const bytes = new TextEncoder().encode(text);
		for (let cut = 0; cut <= bytes.length; cut++) same(await read([bytes.slice(0, cut), bytes.slice(cut)]), events, `cut at ${cut}`);
		same(await read([...bytes].map((b) => Uint8Array.of(b))), events, "byte by byte");
		for (let a = 0; a < bytes.length; a += 2)
			for (let b = a; b < Math.min(bytes.length, a + 4); b++) same(await read([bytes.slice(0, a), bytes.slice(a, b), new Uint8Array(0), bytes.slice(b)]), events, `cut at ${a} and ${b}`);
	});

check("backoff", "the spans grow to half a minute and stay there", () => {
	same([0, 1, 2, 3, 4, 5, 6, 1000].map((n) => backoff(n, 1)), [1000, 2000, 5000, 10000, 20000, 30000, 30000, 30000], "the longest waits");
	same([0, 3, 9].map((n) => backoff(n, 0)), [0, 0, 0], "the shortest waits");
	const waits = Array.from({ length: 2000 }, () => backoff(0));
	const mean = waits.reduce((a, b) => a + b) / waits.length;
	truth(Math.min(...waits) < 50 && Math.max(...waits) > 950 && mean > 450 && mean < 550, `waits should be spread evenly, their mean is ${mean}`);
});

check("triggers", "data-gf-on is read as it is written", () => {
	const short = (text: string) => parseTriggers(text).map((t) => [t.event, t.argument, t.delay, t.throttle]);
	same(short("input delay:300ms"), [["input", "", 300, 0]], "one with a delay");
	same(short("change, every:5s throttle:1s,visible"), [["change", "", 0, 0], ["every", "5s", 0, 1000], ["visible", "", 0, 0]], "several");
	same(short("key:/"), [["key", "/", 0, 0]], "a key");
	same(short("key:,"), [["key", ",", 0, 0]], "the key that is a comma");
	same(short("key::"), [["key", ":", 0, 0]], "the key that is a colon");
	same(short(""), [], "nothing");
	same(["5s", "300ms", "250", "2m", "0.5s", "x", ""].map(milliseconds), [5000, 300, 250, 120000, 500, 0, 0], "spans");
});
