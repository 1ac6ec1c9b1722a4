// Links the files of the client. Every module belongs to the first file that reaches it. A later
// file gets what it imports from it as properties of one object, which the start-up file makes
// (`bindings` in src/lazy/lazy.ts), and to which each file adds what later ones need of it. So no
// module is there twice, and a file names no other file by a URL: it cannot start the client of
// another build.

import { build } from "esbuild";
import { readFileSync } from "node:fs";

const exportedIn = "src/lazy/lazy.ts";

/** The constants that the server shares. They are strings: every file has its own. */
const shared = "src/contract.ts";

/**
 * Bundles entry modules, in the order in which files are started. Returns for each file its script
 * and esbuild's inputs and output, and the owner of each module.
 */
export async function link(entries, options) {
	const files = Object.keys(entries);
	const owners = await findOwners(entries, options);
	const bundles = [];
	/** The exports of each file that later ones need. */
	const exports = files.map(() => []);

	/** The index of a module's file, and that of the export in the list of its exports. */
	function place(path, name) {
		const owner = files.indexOf(owners.get(path));
		const source = readFileSync(options.absWorkingDir + path, "utf8");
		if (new RegExp(`^export let ${name}\\b`, "m").test(source))
			throw new Error(`${path}: another file would not see that ${name} changes: export a function`);
		if (owner > 1) throw new Error(`${path}: only the first two files are started before others`);
		const list = exports[owner];
		let index = list.findIndex((known) => known.path === path && known.name === name);
		if (index < 0) index = list.push({ path, name }) - 1;
		return [owner, index];
	}

	for (const file of files.toReversed()) {
		const isFirst = file === files[0];
		const contents = [
			isFirst ? `import "./${entries[file]}";` : `export { start } from "./${entries[file]}";`,
			isFirst ? `import { exported } from "./${exportedIn}";` : "",
			...exporting(exports[files.indexOf(file)]),
		].join("\n");
		const result = await build({
			...options,
			minify: false,
			minifySyntax: options.minify,
			stdin: { contents, resolveDir: options.absWorkingDir, loader: "ts" },
			plugins: [...(options.plugins ?? []), externals((path) => owners.get(path) !== file && path !== shared)],
		});
		const { inputs } = result.metafile;
		const [output] = Object.values(result.metafile.outputs);
		const script = withImports(result.outputFiles[0].text, place);
		bundles.unshift({ file, script: isFirst ? script : asFunction(script, options), inputs, output });
	}
	return bundles;
}

/** For each module the first file that reaches it. */
async function findOwners(entries, options) {
	const owners = new Map();
	for (const [file, entry] of Object.entries(entries)) {
		const { metafile } = await build({ ...options, entryPoints: [entry] });
		for (const path of Object.keys(metafile.inputs)) if (!owners.has(path)) owners.set(path, file);
	}
	return owners;
}

/** Statements that add a file's exports to the lists of all. */
function exporting(list) {
	if (!list.length) return [];
	return [
		...list.map(({ path, name }, i) => `import { ${name} as $${i} } from "./${path}";`),
		`exported.push([${list.map((_, i) => "$" + i).join(", ")}]);`,
	];
}

/** Leaves imports of other files' modules as they are, with the path from here. */
function externals(isExternal) {
	return {
		name: "externals",
		setup(plugin) {
			plugin.onResolve({ filter: /^\./ }, async ({ path, ...args }) => {
				if (args.pluginData === "resolved") return undefined;
				const { importer, kind, resolveDir } = args;
				const found = await plugin.resolve(path, {
					importer,
					kind,
					resolveDir,
					pluginData: "resolved",
				});
				const local = found.path.replace(plugin.initialOptions.absWorkingDir, "");
				return isExternal(local) ? { path: "link:" + local, external: true } : found;
			});
		},
	};
}

const importStatement = /^import \{([^}]*)\} from "link:([^"]+)";$/gm;
/** Nothing is left that uses it: a guard was taken out. */
const unusedImport = /^import "link:[^"]+";$/gm;

/** Imports from other files become elements of the lists of their exports. */
function withImports(script, place) {
	const lists = [];
	/**
	 * What several modules of the file import has a name for each of them. The one without a number
	 * counts; esbuild has given the others.
	 */
	const same = new Map();
	const linked = script.replace(unusedImport, "").replace(importStatement, (_, names, path) => {
		for (const pair of names.split(",")) {
			const [name, local = name] = pair.trim().split(" as ");
			const [owner, index] = place(path, name);
			const list = (lists[owner] ??= []);
			const known = list[index] ?? local;
			list[index] = local === name ? local : known;
			for (const other of [known, local]) if (other !== list[index]) same.set(other, list[index]);
		}
		return "";
	});
	if (/^import\b(?!\()/m.test(linked)) throw new Error("an import is left:\n" + linked.slice(0, 500));
	if (!lists.length) return linked;
	const patterns = Array.from(lists, (list) => list && `[${list.join(",")}]`);
	// Names that the author of a module has given.
	const given = [...same.keys()].filter((name) => !/\d$/.test(name)).map((name) => `${name} = ${oneName(name, same)}`);
	const declared = [`[${patterns.join(",")}] = exported`, ...given];
	return `const ${declared.join(", ")};\n${withOneName(linked, same)}`;
}

const oneName = (name, same) => (same.has(name) ? oneName(same.get(name), same) : name);

/**
 * Replaces names. esbuild has made them: each belongs to one variable in the whole file, and ends
 * with a number. So a name in a string or of a property would be a strange accident: it fails.
 */
function withOneName(script, same) {
	return script.replace(/(["'`]|(?<!\.\.)\.|)\b([a-z_$][\w$]*\d)\b(["'`]?)/gi, (all, before, name, after) => {
		if (!same.has(name)) return all;
		if (before || after) throw new Error(`${name} is no variable here: ${all}`);
		return oneName(name, same);
	});
}

const exportStatement = /^export \{\s*(\w+)(?: as start)?\s*\};$/m;

/** A file as a function of the bindings, with the fingerprint of all files. */
function asFunction(script, { define }) {
	const [statement, start] = exportStatement.exec(script);
	const body = script.replace(statement, `return ${start}();`);
	return `export const fingerprint = ${define.CLIENT_FINGERPRINT};
export function start(exported) {
${body}}
`;
}
