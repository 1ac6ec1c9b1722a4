// Finds properties that a page can break. A field called "id" is what form.id returns, and an image
// called "body" is document.body (HTML standard: LegacyOverrideBuiltIns). So no module reads a
// property of something that may be a form, or of a document: src/util/dom.ts does, by the getters
// and methods of the prototypes. A cast from such a type to that of another element is a guess, and
// is not allowed either.

import ts from "typescript";

const exempt = "src/util/dom.ts";

/** Returns a line for each place that breaks the rule. */
export function findBreakable(folder) {
	const { config } = ts.readConfigFile(folder + "tsconfig.json", ts.sys.readFile);
	const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
	const program = ts.createProgram(fileNames, options);
	const checker = program.getTypeChecker();
	const sources = program.getSourceFiles();
	const lib = sources.find(({ fileName }) => fileName.endsWith("lib.dom.d.ts"));
	const fromLib = (name) => {
		const isIt = (s) => ts.isInterfaceDeclaration(s) && s.name.text === name;
		return checker.getTypeAtLocation(lib.statements.find(isIt).name);
	};
	const [form, doc, node, target] = ["HTMLFormElement", "Document", "Node", "EventTarget"].map(fromLib);

	const isLib = (type) => type.symbol?.declarations?.some((d) => d.getSourceFile() === lib);
	const isSafe = (type) => !!type.getProperty("safe");
	/** Whether a value of this type may be a form or a document. */
	function isBreakable(given) {
		const type = checker.getBaseConstraintOfType(given) ?? given;
		if (isSafe(type)) return false;
		if (type.isUnion()) return type.types.some(isBreakable);
		if (type.isIntersection()) return type.types.every(isBreakable);
		if (type.flags & ts.TypeFlags.Any || !isLib(type)) return false;
		if (!checker.isTypeAssignableTo(type, target)) return false;
		return [form, doc].some((may) => checker.isTypeAssignableTo(may, type));
	}
	function isNode(type) {
		if (type.isUnion()) return type.types.some(isNode);
		return isLib(type) && checker.isTypeAssignableTo(type, node);
	}
	const breakable = (at) => isBreakable(checker.getTypeAtLocation(at));

	const found = [];
	function visit(source, at) {
		const isRead = ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at);
		const isGuess = ts.isAsExpression(at) && !breakable(at) && isNode(checker.getTypeAtLocation(at));
		if (
			(isRead && breakable(at.expression)) ||
			(ts.isObjectBindingPattern(at) && breakable(at)) ||
			(isGuess && breakable(at.expression))
		) {
			const { line } = source.getLineAndCharacterOfPosition(at.getStart());
			const text = at.getText().replace(/\s+/g, " ");
			found.push(`${source.fileName.slice(folder.length)}:${line + 1}: ${text}`);
		}
		ts.forEachChild(at, (child) => visit(source, child));
	}
	for (const source of sources) {
		const path = source.fileName.slice(folder.length);
		if (path.startsWith("src/") && path !== exempt) visit(source, source);
	}
	return found;
}
