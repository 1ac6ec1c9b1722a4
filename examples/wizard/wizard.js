// What the wizard adds in the browser: who goes on while files are on their way waits for them.
// Without it a person who leaves the step chooses these files again.

// The client is there when the document is complete.
addEventListener("DOMContentLoaded", () => {
	const arriving = () => document.querySelector("#attach .gf-file");

	// What goes on when the files are there.
	let goOn = null;
	const wait = (what) => {
		goOn = what;
		const note = document.getElementById("waits");
		if (note) note.hidden = !what;
	};
	const proceed = () => {
		if (!goOn || arriving()) return;
		const next = goOn;
		wait(null);
		// If a file is refused, the person decides.
		if (!document.querySelector("#attach [data-gf-error]:not([hidden])")) next();
	};

	// A save while the person types does not wait.
	addEventListener("goldfish:submit", (event) => {
		const { form, submitter } = event.detail;
		if (form.id !== "step" || !submitter || !arriving()) return;
		event.preventDefault();
		wait(() => submitter.isConnected && form.requestSubmit(submitter));
	});
	addEventListener("goldfish:before-visit", (event) => {
		const { reason, element } = event.detail;
		if (reason !== "visit" || !element || !arriving()) return;
		event.preventDefault();
		wait(() => element.isConnected && element.click());
	});
	addEventListener("goldfish:patch", proceed);
	// A file is removed, or refused.
	addEventListener("input", () => setTimeout(proceed));
	addEventListener("beforeunload", (event) => {
		if (arriving()) event.preventDefault();
	});
});
