// Bundles the client into dist/, the same bytes on every machine, and says what it weighs.
// With --check it writes nothing: it fails where the bundle is out of date or too heavy.

import { build } from "esbuild";
import { minify } from "terser";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync, existsSync, mkdirSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { dirname, relative } from "node:path";

const here = fileURLToPath(new URL(".", import.meta.url));
const check = process.argv.includes("--check");
const limits = { core: 9.7 * 1024, all: 15 * 1024, more: { deploy: 2048, drafts: 3700 } };
// What forms and the rest add on top of navigation, stream, patches and morph. The core is weighed without them.
const extra = /src\/(forms|fields|triggers|prefetch|hooks|transition|busy|demand)\.ts$/;
// Files of their own, loaded when they are first needed: src/demand.ts and src/main.ts know them by these names.
const onDemand = ["anchor", "deploy", "drafts", "errors", "parts", "progress", "share", "dev"];

// Properties of our own objects that may have shorter names. None of them is a name of the platform, of the wire, or of what app scripts see.
const short =
	/^(partners?|fits|stays|refuses|mayChange|fragile|counterpart|unchanged|added|settleLists|nodes|touched|inUse|sameDocument|dirty|throttle|argument|again|movable)$/;

const options = {
	absWorkingDir: here,
	bundle: true,
	minify: true,
	format: "esm",
	target: "es2022",
	charset: "utf8",
	write: false,
	metafile: true,
	legalComments: "none",
	external: onDemand.map((name) => `./${name}-*`),
};

function sizes(bytes) {
	return {
		min: bytes.length,
		gzip: gzipSync(bytes, { level: 9 }).length,
		brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
	};
}

let failed = false;
function put(path, contents) {
	const bytes = Buffer.from(contents);
	if (check) {
		if (!existsSync(here + path) || !bytes.equals(readFileSync(here + path))) {
			console.error(`${path} is out of date: run npm run build`);
			failed = true;
		}
	} else {
		mkdirSync(dirname(here + path), { recursive: true });
		writeFileSync(here + path, bytes);
	}
	return bytes;
}

let mangleCache = {}; // the same names in all files: objects go from one to the other

/** Bundles a module of src. What esbuild has made small, terser makes smaller. */
async function bundle(name, more = {}) {
	const file = name === "main" ? "client" : name;
	if (more.minify === false) {
		const result = await build({ ...options, ...more, entryPoints: [`src/${name}.ts`] });
		return { file, script: Buffer.from(result.outputFiles[0].contents) };
	}
	const result = await build({ ...options, ...more, mangleProps: short, mangleCache, entryPoints: [`src/${name}.ts`] });
	mangleCache = result.mangleCache;
	const { code } = await minify(result.outputFiles[0].text, { module: true, ecma: 2022, compress: { passes: 3 } });
	return { file, script: Buffer.from(code), inputs: Object.values(result.metafile.outputs)[0].inputs };
}

/**
 * Bundles all files. Each holds the fingerprint of all of them, so that a client never uses a file of another build; the main one also
 * holds the names of the others.
 */
async function bundleAll(more = {}) {
	const bundles = async (define) => {
		const rare = [];
		for (const name of onDemand) rare.push(await bundle(name, { ...more, define }));
		return rare;
	};
	const none = { CLIENT_FINGERPRINT: '"--------"' };
	const blank = [...(await bundles(none)), await bundle("main", { ...more, define: { ...none, ...named([]) } })];
	const fingerprint = createHash("sha256").update(blank.map(({ script }) => script).join("\n")).digest("base64url").slice(0, 8);
	const known = { CLIENT_FINGERPRINT: JSON.stringify(fingerprint) };
	const rare = await bundles(known);
	const define = { ...known, ...named(rare) };
	return { fingerprint, define, rare, main: await bundle("main", { ...more, define }) };
}

/** The names of files as main.ts and demand.ts know them. */
function named(rare) {
	const names = Object.fromEntries(rare.map((its) => [its.file, "./" + hashed(its)]));
	return Object.fromEntries(onDemand.map((name) => [name.toUpperCase() + "_FILE", JSON.stringify(names[name] ?? "")]));
}

function putAll(folder, { fingerprint, main, rare }) {
	for (const { file, script } of [main, ...rare]) put(`${folder}/${file}.js`, script);
	put(`${folder}/fingerprint.txt`, fingerprint + "\n");
}

/** Leaves out what is extra: what it exports does nothing. */
const bare = {
	name: "bare",
	setup(bundler) {
		bundler.onLoad({ filter: extra }, ({ path }) => {
			const names = [...readFileSync(path, "utf8").matchAll(/^export (?:async )?(function|const|let) (\w+)/gm)];
			return { loader: "ts", contents: names.map(([, kind, name]) => (kind === "function" ? `export function ${name}() {}` : `export let ${name};`)).join("\n") };
		});
	},
};

/** The name under which client.go serves a file. */
const hashed = ({ file, script }) => `${file}-${createHash("sha256").update(script).digest("hex").slice(0, 8)}.js`;

const all = await bundleAll();
const { define, main, rare } = all;
putAll("dist", all);
// The same sources as another build's client: other bytes, other names inside. Tests of deploys use it (internal/test/deploy).
putAll("../internal/test/deploy/testdata/old/client", await bundleAll({ minify: false }));
for (const [from, to] of [["main", "checks"], ["speed", "speed"]]) {
	const test = await build({ ...options, define, minify: false, entryPoints: [`test/${from}.ts`] });
	put(`test/dist/${to}.js`, test.outputFiles[0].contents);
}

const line = (file, { min, gzip, brotli }) => `${file}.js: ${min} bytes minified, ${gzip} gzip -9, ${brotli} brotli-11`;
const weight = sizes(main.script);
const share = Object.entries(main.inputs).map(([path, { bytesInOutput }]) => [relative(here, here + path), bytesInOutput]);
const core = sizes((await bundle("main", { define, plugins: [bare] })).script).brotli;
const report = [
	line("client", weight),
	`${core} brotli-11 with navigation, stream, patches and morph alone; ${weight.brotli - core} are added by forms, triggers and the rest (+)`,
	"",
	...share.sort((a, b) => b[1] - a[1]).map(([path, bytes]) => `${String(bytes).padStart(6)}  ${path}${extra.test(path) ? " +" : ""}`),
	"",
	"On demand:",
	...rare.map(({ file, script }) => line(file, sizes(script))),
	"",
].join("\n");
put("dist/SIZE.txt", report);
console.log(report);
const fat = rare.filter(({ file, script }) => sizes(script).brotli > (limits.more[file] ?? Infinity));
if (core > limits.core || weight.brotli > limits.all || fat.length) {
	console.error(`too heavy: at most ${limits.core} for the core and ${limits.all} in all`);
	failed = true;
}
process.exit(failed ? 1 : 0);
