// Takes guards out of the client. A guard is marked as in Go (internal/test/mutants/doc.go):
//
//	//mutant:false TestFilesOfAnotherBuild: a file of another build is not used
//
// with the operators delete, true and false, of which the last two may name an operand: false(2).
// The test is one of this folder. `node mutate.mjs` prints all markers as JSON;
// `node build.mjs --without src/lazy/lazy.ts:80 --into FOLDER` puts a bundle without one there.

import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";

const here = dirname(fileURLToPath(import.meta.url));
const syntax = /^\/\/mutant:(delete|true|false)(?:\(([\d.]+)\))? ([^\s:]+)(?:: (.+))?$/;

/** The markers of a file: place, operator, operand, test, promise, and where the comment ends. */
function markersOf(path) {
	const source = readFileSync(join(here, path), "utf8");
	const markers = [];
	for (const found of source.matchAll(/\/\/mutant:.*/g)) {
		const line = source.slice(0, found.index).split("\n").length;
		const parts = syntax.exec(found[0]);
		if (!parts) throw new Error(`${path}:${line}: not a marker: ${found[0]}`);
		const [, operator, operand, test, promise] = parts;
		const end = found.index + found[0].length;
		markers.push({ place: `${path}:${line}`, operator, operand, test, promise, end });
	}
	return markers;
}

/** The source of a file without the guard after a marker. */
function mutant(path, marker) {
	const source = readFileSync(join(here, path), "utf8");
	const tree = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
	const guard = nodeAfter(tree, marker.end);
	if (!guard) throw new Error(`${marker.place}: the marker stands before nothing`);
	if (marker.operator === "delete") return replace(source, guard, (code) => `if (false) { ${code} }`);
	let condition = conditionOf(guard);
	for (const n of marker.operand?.split(".") ?? []) condition = operand(condition, +n);
	if (!condition) throw new Error(`${marker.place}: no such condition`);
	const change = marker.operator === "true" ? "|| true" : "&& false";
	return replace(source, condition, (code) => `((${code}) ${change})`);
}

function replace(source, node, change) {
	const [start, end] = [node.getStart(), node.getEnd()];
	return source.slice(0, start) + change(source.slice(start, end)) + source.slice(end);
}

/** The largest node that begins after a position, with nothing but comments between. */
function nodeAfter(tree, position) {
	let first;
	const visit = (node) => {
		if (node.getStart() >= position) {
			if (!first || node.getStart() < first.getStart()) first = node;
		} else if (node.getEnd() > position) {
			ts.forEachChild(node, visit);
		}
	};
	ts.forEachChild(tree, visit);
	return first;
}

/** The condition of an if, or a value that is returned or assigned. */
function conditionOf(node) {
	if (ts.isIfStatement(node)) return node.expression;
	if (ts.isReturnStatement(node)) return node.expression;
	if (ts.isVariableStatement(node)) return node.declarationList.declarations[0].initializer;
	return undefined;
}

/** The n-th operand of a chain such as a && b && c. */
function operand(node, n) {
	while (node && ts.isParenthesizedExpression(node)) node = node.expression;
	if (!node || !ts.isBinaryExpression(node)) return undefined;
	const operator = node.operatorToken.kind;
	const all = [];
	const collect = (part) => {
		if (ts.isBinaryExpression(part) && part.operatorToken.kind === operator) {
			collect(part.left);
			collect(part.right);
		} else all.push(part);
	};
	collect(node);
	return all[n - 1];
}

function allMarkers() {
	const files = readdirSync(join(here, "src"), { recursive: true });
	return files
		.map((file) => "src/" + file)
		.filter((path) => path.endsWith(".ts"))
		.sort()
		.flatMap(markersOf);
}

/** An esbuild plugin that takes out the guard at a place, or "nothing". */
export function without(place) {
	if (place === "nothing") return { name: "without", setup() {} };
	const [path] = place.split(":");
	const marker = markersOf(path).find((marker) => marker.place === place);
	if (!marker) throw new Error(`${place}: no marker`);
	const contents = mutant(path, marker);
	return {
		name: "without",
		setup: (plugin) =>
			plugin.onLoad({ filter: /\.ts$/ }, (args) =>
				args.path === join(here, path) ? { contents, loader: "ts" } : undefined,
			),
	};
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
	const all = allMarkers();
	for (const marker of all) without(marker.place); // it fits its guard
	console.log(JSON.stringify(all));
}
