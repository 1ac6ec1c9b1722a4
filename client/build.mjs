// Bundles the client into dist/: the same bytes on every machine. Prints one table of sizes. Fails
// if a file is too heavy, if modules import each other in a cycle, or if one reads a property that
// a page can hide (lint.mjs). With --check it writes nothing, and also fails if a bundle is out of
// date. With --into it only bundles a client without one of its guards (mutate.mjs).

import { build } from "esbuild";
import { minify } from "terser";
import { link } from "./link.mjs";
import { without } from "./mutate.mjs";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { dirname } from "node:path";
import { findBreakable } from "./lint.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const check = process.argv.includes("--check");
/** The value of an option of the command line. */
const option = (name) => process.argv[process.argv.indexOf(name) + 1 || Infinity];
const into = option("--into");

// Every file and its entry module. Documents load the first. The others are loaded by need, and in
// this order: a file uses modules of those before it (link.mjs).
const entries = {
	client: "src/main.ts",
	update: "src/update.ts",
	forms: "src/forms/forms.ts",
	drafts: "src/drafts/drafts.ts",
	resend: "src/forms/resend.ts",
	check: "src/forms/check.ts",
	triggers: "src/forms/triggers.ts",
	rows: "src/rows/rows.ts",
	pending: "src/forms/pending.ts",
	ask: "src/forms/ask.ts",
	conflict: "src/forms/conflict.ts",
	parts: "src/parts/parts.ts",
	anchor: "src/page/anchor.ts",
	share: "src/stream/share.ts",
	time: "src/time/time.ts",
	combobox: "src/combobox/combobox.ts",
	summary: "src/forms/summary.ts",
	signal: "src/forms/signal.ts",
	upload: "src/upload/upload.ts",
	dev: "src/dev/dev.ts",
};
const [startup, ...lazyFiles] = Object.keys(entries);

// Bytes after brotli-11. They are what has been reached: raise none. "In the end" counts every file
// that such a page loads by itself.
const limits = [
	{ what: "start-up file", files: ["client"], limit: 9216 },
	{ what: "with forms and errors", files: ["client", "forms"], limit: 12800 },
	{ what: "every page in the end", files: ["client", "update"], limit: 24100 },
	{
		what: "every page with a form in the end",
		files: ["client", "update", "forms", "drafts", "resend"],
		limit: 34500,
	},
	...Object.entries({ resend: 2450, check: 600, triggers: 1200, rows: 3072, pending: 1000, ask: 1200, conflict: 1520, parts: 1600, anchor: 700, share: 352, upload: 3072, time: 1024, combobox: 2200, signal: 450, summary: 900, dev: 4300 }).map(([file, limit]) => ({
		what: file,
		files: [file],
		limit,
	})),
];

const options = {
	absWorkingDir: here,
	bundle: true,
	minify: true,
	format: "esm",
	target: "es2022",
	charset: "utf8",
	write: false,
	metafile: true,
	plugins: into ? [without(option("--without"))] : [],
	legalComments: "none",
};

let failed = false;
function fail(text) {
	console.error(text);
	failed = true;
}

/** Writes a file, or with --check compares it with what is there. */
function put(path, contents) {
	const bytes = Buffer.from(contents);
	if (check) {
		if (!existsSync(here + path) || !bytes.equals(readFileSync(here + path)))
			fail(`${path} is out of date: run npm run build`);
		return;
	}
	mkdirSync(dirname(here + path), { recursive: true });
	writeFileSync(here + path, bytes);
}

/** Bundles all files. Terser makes the output of esbuild smaller. */
async function bundleFiles(more, define) {
	const bundles = await link(entries, { ...options, ...more, define });
	if (more.minify === false) return bundles;
	const settings = { module: true, ecma: 2022, compress: { passes: 3 } };
	return Promise.all(
		bundles.map(async (file) => ({ ...file, script: (await minify(file.script, settings)).code })),
	);
}

/**
 * Bundles all files. Each holds the fingerprint of all of them, so that a client never uses a file
 * of another build. It is also in their names (client.go).
 */
async function bundleAll(more = {}) {
	const drafts = await bundleFiles(more, { CLIENT_FINGERPRINT: '"--------"' });
	const all = drafts.map(({ script }) => script).join("\n");
	const fingerprint = createHash("sha256").update(all).digest("hex").slice(0, 8);
	const define = { CLIENT_FINGERPRINT: JSON.stringify(fingerprint) };
	const [main, ...lazy] = await bundleFiles(more, define);
	return { fingerprint, define, lazy, main };
}

function putAll(folder, { fingerprint, main, lazy }) {
	for (const { file, script } of [main, ...lazy]) put(`${folder}/${file}.js`, script);
	put(`${folder}/fingerprint.txt`, fingerprint + "\n");
}

/** The first cycle of imports, as a list of paths. Imports of types alone do not count. */
function findCycle(bundles) {
	const imports = new Map();
	for (const { inputs } of bundles) {
		for (const [path, { imports: list }] of Object.entries(inputs))
			imports.set(
				path,
				list.filter(({ external }) => !external).map(({ path }) => path),
			);
	}
	const done = new Set();
	const visit = (path, trail) => {
		if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
		if (done.has(path)) return undefined;
		for (const next of imports.get(path) ?? []) {
			const cycle = visit(next, [...trail, path]);
			if (cycle) return cycle;
		}
		done.add(path);
		return undefined;
	};
	for (const path of imports.keys()) {
		const cycle = visit(path, []);
		if (cycle) return cycle;
	}
	return undefined;
}

function sizes(script) {
	const bytes = Buffer.from(script);
	const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
	return {
		min: bytes.length,
		gzip: gzipSync(bytes, { level: 9 }).length,
		brotli: brotliCompressSync(bytes, { params }).length,
	};
}

/** The report, and a failure for each limit that is exceeded. */
function report({ main, lazy }) {
	const weights = Object.fromEntries(
		[main, ...lazy].map(({ file, script }) => [file, sizes(script)]),
	);
	const row = (...cells) =>
		cells.map((cell, i) => (i ? String(cell).padStart(10) : String(cell).padEnd(36))).join("");
	const lines = [row("bytes", "brotli-11", "limit")];
	for (const { what, files, limit } of limits) {
		const total = files.reduce((sum, file) => sum + weights[file].brotli, 0);
		lines.push(row(what, total, limit));
		if (total > limit) fail(`too heavy: ${what} has ${total} bytes, at most ${limit} are allowed`);
	}
	lines.push("", row("file", "minified", "gzip -9", "brotli-11"));
	for (const [file, { min, gzip, brotli }] of Object.entries(weights))
		lines.push(row(file + ".js", min, gzip, brotli));
	lines.push("", "modules of the start-up file, before they are minified");
	const modules = Object.entries(main.output.inputs).map(([path, { bytesInOutput }]) => [
		path,
		bytesInOutput,
	]);
	for (const [path, bytes] of modules.sort((a, b) => b[1] - a[1])) lines.push(row(path, bytes));
	return lines.join("\n") + "\n";
}

if (into) {
	const fingerprint = "00000000"; // nothing else is there
	const define = { CLIENT_FINGERPRINT: JSON.stringify(fingerprint) };
	const files = await bundleFiles({ minify: false }, define);
	for (const { file, script } of files) writeFileSync(`${into}/${file}.js`, script);
	writeFileSync(`${into}/fingerprint.txt`, fingerprint + "\n");
	const checks = await build({ ...options, define, minify: false, entryPoints: ["test/main.ts"] });
	writeFileSync(`${into}/checks.js`, checks.outputFiles[0].contents);
	process.exit();
}

const all = await bundleAll();
putAll("dist", all);
// The same sources as the client of another build: other bytes, other names inside. Tests of
// deploys use it (internal/test/deploy).
putAll("../internal/test/deploy/testdata/old/client", await bundleAll({ minify: false }));
for (const [from, to] of [
	["main", "checks"],
	["speed", "speed"],
]) {
	const entryPoints = [`test/${from}.ts`];
	const test = await build({ ...options, define: all.define, minify: false, entryPoints });
	put(`test/dist/${to}.js`, test.outputFiles[0].contents);
}

const cycle = findCycle([all.main, ...all.lazy]);
if (cycle) fail("modules import each other in a cycle:\n  " + cycle.join("\n  "));

const breakable = findBreakable(here);
if (breakable.length)
	fail("use src/util/dom.ts here, a page may hide these properties; or src/util/own.ts for attributes:\n  " + breakable.join("\n  "));

const table = report(all);
put("dist/SIZE.txt", table);
console.log(table);
process.exit(failed ? 1 : 0);
