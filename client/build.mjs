// Bundles the client into dist/, the same bytes on every machine, and says what it weighs.
// With --check it writes nothing: it fails where the bundle is out of date or too heavy.

import { build } from "esbuild";
import { readFileSync, writeFileSync, existsSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { relative } from "node:path";

const here = fileURLToPath(new URL(".", import.meta.url));
const check = process.argv.includes("--check");
const limits = { core: 8 * 1024, all: 12 * 1024 };
// What forms may add on top of navigation, stream, patches and morph.
const extra = /src\/(forms|errors|triggers|prefetch|hooks|transition|busy)\.ts$/;


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

const result = await build({ ...options, entryPoints: ["src/main.ts"] });
const script = put("dist/client.js", result.outputFiles[0].contents);
const checks = await build({ ...options, minify: false, entryPoints: ["test/main.ts"] });
put("test/dist/checks.js", checks.outputFiles[0].contents);

const all = sizes(script);
const share = Object.entries(Object.values(result.metafile.outputs)[0].inputs).map(([path, { bytesInOutput }]) => [
	relative(here, here + path),
	bytesInOutput,
]);
const added = share.filter(([path]) => extra.test(path)).reduce((sum, [, bytes]) => sum + bytes, 0);
const core = Math.round((all.brotli * (all.min - added)) / all.min);
const report = [
	`client.js: ${all.min} bytes minified, ${all.gzip} gzip -9, ${all.brotli} brotli-11`,
	`of these about ${core} brotli are navigation, stream, patches and morph; ${all.brotli - core} forms, triggers and the rest`,
	"",
	...share.sort((a, b) => b[1] - a[1]).map(([path, bytes]) => `${String(bytes).padStart(6)}  ${path}`),
	"",
].join("\n");
put("dist/SIZE.txt", report);
console.log(report);
if (core > limits.core || all.brotli > limits.all) {
	console.error(`too heavy: at most ${limits.core} for the core and ${limits.all} in all`);
	failed = true;
}
process.exit(failed ? 1 : 0);
