// Finds properties that a page can clobber. A field called "id" is what form.id returns, and an
// image called "body" is document.body (HTML standard: LegacyOverrideBuiltIns). So nothing in src
// reads a property of something that may be a form, or of the document: src/util/dom.ts does, by
// the getters and methods of the prototypes.

import ts from "typescript";

const exempt = /\/src\/util\/dom\.ts$/;

/** Returns a line for each place where a property is read directly. */
export function findClobberable(folder) {
	const { config } = ts.readConfigFile(folder + "tsconfig.json", ts.sys.readFile);
	const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
	const program = ts.createProgram(fileNames, options);
	const checker = program.getTypeChecker();
	const sources = program.getSourceFiles();
	const lib = sources.find(({ fileName }) => fileName.endsWith("lib.dom.d.ts"));
	const libType = (name) => {
		const declared = lib.statements.find((s) => ts.isInterfaceDeclaration(s) && s.name.text === name);
		return checker.getTypeAtLocation(declared.name);
	};
	const form = libType("HTMLFormElement");
	const doc = libType("Document");
	const node = libType("Node");

	const isLib = (type) => type.symbol?.declarations?.some((d) => d.getSourceFile() === lib);
	/** Whether a value of this type may be a form or the document. */
	function risky(type) {
		const constraint = checker.getBaseConstraintOfType(type) ?? type;
		if (constraint.isUnion()) return constraint.types.some(risky);
		if (constraint.isIntersection()) return constraint.types.some(risky);
		if (constraint.flags & ts.TypeFlags.Any || !isLib(constraint)) return false;
		return [form, doc].some((t) => checker.isTypeAssignableTo(t, constraint));
	}

	const found = [];
	function visit(source, at) {
		const report = (what) => {
			const { line } = source.getLineAndCharacterOfPosition(at.getStart());
			found.push(`${source.fileName.slice(folder.length)}:${line + 1}: ${what}`);
		};
		if (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at)) {
			if (risky(checker.getTypeAtLocation(at.expression))) report(at.getText().replace(/\s+/g, " "));
		} else if (ts.isObjectBindingPattern(at)) {
			if (risky(checker.getTypeAtLocation(at))) report(at.getText());
		} else if (ts.isAsExpression(at)) {
			const to = checker.getTypeAtLocation(at);
			const nodes = (t) => (t.isUnion() ? t.types.some(nodes) : isLib(t) && checker.isTypeAssignableTo(t, node));
			if (!risky(to) && nodes(to) && risky(checker.getTypeAtLocation(at.expression))) report(at.getText());
		}
		ts.forEachChild(at, (child) => visit(source, child));
	}
	for (const source of sources) {
		if (source.fileName.startsWith(folder + "src/") && !exempt.test(source.fileName))
			visit(source, source);
	}
	return found;
}
