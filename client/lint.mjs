// Finds properties that a page can break. A field called "id" is what form.id returns, and an image
// called "body" is document.body (HTML standard: LegacyOverrideBuiltIns). So no module reads a
// property of something that may be a form, or of a document: src/util/dom.ts does, by the getters
// and methods of the prototypes. A cast from such a type to that of another element is a guess, and
// is not allowed either. Neither are selectors made by hand for attributes that make the client act.

import ts from "typescript";

const exempt = "src/util/dom.ts";

// Attributes that make the client act. They count only outside of content of people, so selectors
// with them are made in one place (src/util/own.ts), which also reads their values.
const acting = /^(On|Confirm|Busy|Indicator|History|Transition|Scroll|Focus|Live|Hook|Error|Flash|Notice|PartURL|Time|Check|Combobox|Summary|Upload)$/;
/** These are read of elements that were found by such a selector, or of new elements. */
const readBeside = /^(PartURL|Error|Scroll)$/;
const ownModule = "src/util/own.ts";

/** Whether an attribute that acts is looked for by hand, in the page of an app. */
function isByHand(at, path) {
	const { parent } = at;
	if (!ts.isIdentifier(at) || !acting.test(at.text) || path === ownModule) return false;
	if (path.startsWith("src/dev/") || path === "src/page/anchor.ts") return false;
	const use = ts.isPropertyAccessExpression(parent) && parent.name === at ? parent.parent : parent;
	if (ts.isTemplateSpan(use)) return true;
	if (!ts.isCallExpression(use) || readBeside.test(at.text)) return false;
	return /^(attr|hasAttr|getAttribute|hasAttribute)$/.test(use.expression.name?.text ?? use.expression.text);
}

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
			(isGuess && breakable(at.expression)) ||
			isByHand(at, source.fileName.slice(folder.length))
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
