// Time, chance and sight in the hands of a test. Only timers of the page itself: intervals of no
// use to the client are not here.
{
	let now = 1_000_000;
	let set = 0;
	let next = 1;
	let hidden = false;
	const timers = new Map();
	window.setTimeout = (run, ms = 0, ...args) => (timers.set(next, { at: now + (ms || 0), run: () => run(...args) }), next++);
	window.clearTimeout = (id) => void timers.delete(id);
	Date.now = () => now + set;
	performance.now = () => now;
	Math.random = () => 0.5;
	Object.defineProperty(Document.prototype, "hidden", { get: () => hidden });
	window.clock = {
		/** How long each timer still has to wait. */
		pending: () => [...timers.values()].map((t) => t.at - now).sort((a, b) => a - b),
		pass(ms) {
			const end = now + ms;
			for (;;) {
				const due = [...timers].filter(([, t]) => t.at <= end).sort((a, b) => a[1].at - b[1].at)[0];
				if (!due) break;
				now = Math.max(now, due[1].at);
				timers.delete(due[0]);
				due[1].run();
			}
			now = end;
		},
		/** Time passes and no timer runs, as in a laptop that is closed. */
		sleep(ms) {
			now += ms;
			for (const timer of timers.values()) timer.at += ms;
		},
		/** Somebody sets the clock of the machine. */
		jump(ms) {
			set += ms;
		},
		hide(yes) {
			hidden = yes;
			document.dispatchEvent(new Event("visibilitychange"));
		},
	};
	clock.pass(0);
}
