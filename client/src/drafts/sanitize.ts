// The HTML of a draft: it comes from the storage, where other scripts of the site can write.

import { attributes, is, queryAll, removeAttr, removeNode } from "../util/dom";

/** Removes what could run, or load a document or a style, from the HTML of a draft. */
export function sanitize(holder: HTMLElement): HTMLElement {
	const unsafe =
		"script,style,link,meta,base,iframe,object,embed,template,animate,set,form,input,button,textarea,select";
	for (const el of queryAll(holder, "*")) {
		//mutant:delete TestHostileDraft: no element of a draft runs or loads another document
		if (is(el, unsafe)) removeNode(el);
		for (const { name, value } of [...attributes(el)]) {
			// A browser leaves out control characters in front of a scheme and in it.
			const address = value.replace(/[\0- ]/g, "");
			//mutant:false TestHostileDraft: no attribute of a draft runs
			if (/^on|^srcdoc$/i.test(name) || /^(javascript|data|vbscript):/i.test(address))
				removeAttr(el, name);
		}
	}
	return holder;
}
