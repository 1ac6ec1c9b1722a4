// Bundles the client into dist/, the same bytes on every machine, and says what it weighs.
// With --check it writes nothing: it fails where the bundle is out of date or too heavy.

import { build } from "esbuild";
import { minify } from "terser";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync, existsSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { relative } from "node:path";

const here = fileURLToPath(new URL(".", import.meta.url));
const check = process.argv.includes("--check");
const limits = { core: 8 * 1024, all: 12 * 1024 };
// What forms and the rest may add on top of navigation, stream, patches and morph.
const extra = /src\/(forms|fields|triggers|prefetch|hooks|transition|busy|progress|demand)\.ts$/;
// Files of their own, loaded when they are first needed: src/demand.ts knows them by these names.
const onDemand = ["errors"];

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
	} else writeFileSync(here + path, bytes);
	return bytes;
}

/** Bundles a module of src into dist. What esbuild has made small, terser makes smaller. */
async function bundle(name, define = {}) {
	const { outputFiles, metafile } = await build({ ...options, define, mangleProps: short, entryPoints: [`src/${name}.ts`] });
	const { code } = await minify(outputFiles[0].text, { module: true, ecma: 2022, compress: { passes: 3 } });
	const file = name === "main" ? "client" : name;
	return { file, script: put(`dist/${file}.js`, code), inputs: Object.values(metafile.outputs)[0].inputs };
}

/** The name under which client.go serves a file. */
const hashed = ({ file, script }) => `${file}-${createHash("sha256").update(script).digest("hex").slice(0, 8)}.js`;

const rare = await Promise.all(onDemand.map((name) => bundle(name)));
const define = Object.fromEntries(rare.map((its) => [its.file.toUpperCase() + "_FILE", JSON.stringify("./" + hashed(its))]));
const main = await bundle("main", define);
const checks = await build({ ...options, define, minify: false, entryPoints: ["test/main.ts"] });
put("test/dist/checks.js", checks.outputFiles[0].contents);

const line = (file, { min, gzip, brotli }) => `${file}.js: ${min} bytes minified, ${gzip} gzip -9, ${brotli} brotli-11`;
const all = sizes(main.script);
const share = Object.entries(main.inputs).map(([path, { bytesInOutput }]) => [relative(here, here + path), bytesInOutput]);
const total = share.reduce((sum, [, bytes]) => sum + bytes, 0);
const added = share.filter(([path]) => extra.test(path)).reduce((sum, [, bytes]) => sum + bytes, 0);
const core = Math.round((all.brotli * (total - added)) / total);
const report = [
	line("client", all),
	`of these about ${core} brotli are navigation, stream, patches and morph; ${all.brotli - core} forms, triggers and the rest`,
	"",
	...share.sort((a, b) => b[1] - a[1]).map(([path, bytes]) => `${String(bytes).padStart(6)}  ${path}`),
	"",
	"On demand:",
	...rare.map(({ file, script }) => line(file, sizes(script))),
	"",
].join("\n");
put("dist/SIZE.txt", report);
console.log(report);
if (core > limits.core || all.brotli > limits.all) {
	console.error(`too heavy: at most ${limits.core} for the core and ${limits.all} in all`);
	failed = true;
}
process.exit(failed ? 1 : 0);
