// Sentences for people. The client has the English ones, beside where they are used; the document
// carries those of another language. templ/text has the same English ones: a test compares them.

import { MessagesMeta } from "../contract";
import { document } from "./dom";

/** The sentence of this key in the language of the page. */
export function text(key: string, english: string): string {
	const meta = document.querySelector<HTMLMetaElement>(`head>meta[name=${MessagesMeta}]`);
	return (meta && (JSON.parse(meta.content)[key] as string)) || english;
}
