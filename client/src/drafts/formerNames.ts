// Fields that have another name in another build. A form lists the former names of its fields with
// the current ones (data-gf-alias): "title=heading item.*.text=item.*.label".

import { Alias, Keep } from "../contract";
import { setAttribute } from "../page/page";
import { attr, formOf, queryAll } from "../util/dom";

/**
 * The new names of fields that have another one now, by their old names. A field that is there
 * under its own name has no other one. Of several old names of one field, the first counts.
 */
export function newNames(
	lists: Iterable<string | null | undefined>,
	ours: Iterable<string>,
	theirs: Iterable<string>,
): Map<string, string> {
	const pairs = [...new Set(lists)].join(" ").split(" ");
	/** The name in the newest of the builds. */
	const newest = (name: string) => {
		for (const pair of pairs) {
			const [old, now] = pair.split("=") as [string, string?];
			const pattern = old.replace(/\W/g, "\\$&").replaceAll("\\*", "([^.]+)");
			if (now)
				name = name.replace(RegExp(`^${pattern}$`), (_, ...keys) => now.replace(/\*/g, () => keys.shift()));
		}
		return name;
	};
	const here = new Set(theirs);
	const known = new Set(ours);
	const added = new Map([...here].filter((name) => !known.has(name)).map((name) => [newest(name), name]));
	const found = new Map<string, string>();
	for (const name of known) {
		const now = added.get(newest(name));
		//mutant:true(2) TestRenamedFields/swapped: a field that has its name still is none that was renamed
		if (now && !here.has(name)) {
			found.set(name, now);
			//mutant:delete TestRenamedFields/two_former_names: two fields do not become one
			added.delete(newest(name));
		}
	}
	return found;
}

/**
 * Call it before a morph: the controls of another build get the names that they have now. So the
 * morph finds them, and they keep text, focus and caret.
 */
export function rename(root: Element, theirs: Element): void {
	const forms = [root, theirs].flatMap((el) => [...queryAll(el, `form[${Alias}]`)]);
	if (!forms.length) return;
	const actions = new Set(forms.map((form) => attr(form, "action")));
	const controls = (root: Element) =>
		[...queryAll(root, `[name]:not([${Keep}] *)`)].filter((el) => {
			//mutant:true(1) TestRenamedFields/password: a password is put into no other field
			//mutant:true(2) TestRenamedFields/other_forms: another form has names of its own
			return attr(el, "type") !== "password" && actions.has(attr(formOf(el), "action"));
		});
	const nameOf = (el: Element) => attr(el, "name")!;
	const ours = controls(root);
	const lists = forms.map((form) => attr(form, Alias));
	const names = newNames(lists, ours.map(nameOf), controls(theirs).map(nameOf));
	for (const el of ours) {
		const name = names.get(nameOf(el));
		if (name) setAttribute(el, "name", name);
	}
}
