// What the tests use of it.
declare module "idiomorph/dist/idiomorph.esm.js" {
	export const Idiomorph: { morph(old: Element, html: string, config: { morphStyle: "innerHTML" | "outerHTML" }): void };
}
