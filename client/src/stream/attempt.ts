// One attempt to reach the server. It is aborted when nothing arrives for too long.

import { now } from "../util/now";

/** Milliseconds. */
const helloTimeout = 10_000;
/** The stream is silent if two and a half heartbeats are missing. Seconds. */
let heartbeat = 20;

/** By the clock of Date, which goes on while the machine sleeps. */
let lastActivity = 0;

const idleTimeout = (): number => heartbeat * 2500;

/** Whether nothing has arrived for so long that a stream would be aborted by now. */
export const isSilent = (): boolean => Date.now() - lastActivity > idleTimeout();

export class Attempt {
	private readonly controller = new AbortController();
	readonly signal = this.controller.signal;
	/** When the server said hello; 0 before that. */
	helloAt = 0;
	onHello: (() => void) | undefined;
	private timer: ReturnType<typeof setTimeout> | undefined;

	constructor(private readonly expectsHello: boolean) {
		this.active();
	}

	/** Something has arrived. */
	active(): void {
		lastActivity = Date.now();
		clearTimeout(this.timer);
		const timeout = this.expectsHello && !this.helloAt ? helloTimeout : idleTimeout();
		//mutant:delete TestStreamReconnectAndHeartbeat/a_silent_stream: a silent stream is dropped
		this.timer = setTimeout(() => this.abort(), timeout);
	}

	/** The server has said hello, and how many seconds are between its signs of life. */
	hello(seconds: number): void {
		heartbeat = seconds || 20;
		this.helloAt = now();
		this.active();
		this.onHello?.();
	}

	/** Milliseconds since the hello; 0 if there was none. */
	lived(): number {
		return this.helloAt && now() - this.helloAt + 1;
	}

	abort(): void {
		this.end();
		this.controller.abort();
	}

	end(): void {
		clearTimeout(this.timer);
	}
}
