// The style of the overlay, light and dark. It is in a shadow tree, apart from the style of the
// page.

export const style = `
:host { all: initial; color-scheme: light dark; }
* { box-sizing: border-box; margin: 0; font: inherit; color: inherit; letter-spacing: normal; }
.dev {
	--back: #fffffff2; --line: #d8dce2; --text: #1f2328; --soft: #59636e; --tint: #f3f4f6; --warn: #9a6700; --warn-back: #fff8e5; --warn-line: #eed9a2; --accent: #c2410c;
	position: fixed; z-index: 2147483647; inset: auto 12px 12px auto; display: grid; justify-items: end; gap: 8px;
	font: 13px/1.45 system-ui, sans-serif; color: var(--text);
}
@media (prefers-color-scheme: dark) {
	.dev { --back: #16191ff2; --line: #343a44; --text: #e6e9ee; --soft: #99a3b0; --tint: #232831; --warn: #e3b341; --warn-back: #2b2310; --warn-line: #584615; --accent: #fb923c; }
}
@media print { .dev { display: none; } }
.pill, .panel { background: var(--back); border: 1px solid var(--line); box-shadow: 0 6px 24px #0000002e; backdrop-filter: blur(8px); }
.pill { display: flex; align-items: center; gap: 8px; border-radius: 99px; padding: 5px 12px 5px 10px; cursor: pointer; }
.pill i { width: 8px; height: 8px; border-radius: 50%; background: var(--accent); }
.pill b { font-weight: 600; color: var(--warn); }
.panel { width: min(430px, calc(100vw - 24px)); max-height: min(70vh, 560px); border-radius: 12px; display: flex; flex-direction: column; overflow: hidden; }
[hidden] { display: none !important; }
header { display: flex; align-items: center; gap: 4px; padding: 8px 8px 8px 14px; border-bottom: 1px solid var(--line); }
header h2 { font-weight: 600; flex: 1; }
header button { background: none; border: 0; border-radius: 6px; padding: 3px 8px; cursor: pointer; color: var(--soft); }
header button:hover { background: var(--tint); color: var(--text); }
header button[aria-pressed=true] { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.body { overflow: auto; overscroll-behavior: contain; padding: 10px 14px 14px; display: grid; gap: 12px; }
h3, summary { font-weight: 600; font-size: 11px; letter-spacing: .06em; text-transform: uppercase; color: var(--soft); margin-bottom: 4px; }
summary { cursor: pointer; border-radius: 3px; }
ol { list-style: none; padding: 0; display: grid; gap: 6px; }
.warnings li { background: var(--warn-back); border: 1px solid var(--warn-line); border-radius: 8px; padding: 7px 10px; overflow-wrap: anywhere; }
code { font: 12px/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.warnings code { color: var(--warn); font-weight: 600; user-select: all; }
.warnings small, .soft { color: var(--soft); font-size: 12px; }
.patches li { border-top: 1px solid var(--line); padding-top: 6px; }
.patches li:first-child { border: 0; padding: 0; }
.head { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 8px; }
.head time { color: var(--soft); font-variant-numeric: tabular-nums; font-size: 12px; }
.tag { background: var(--tint); border-radius: 5px; padding: 0 6px; font-size: 12px; font-weight: 600; }
.tag.push { color: #2f81f7; } .tag.visit { color: #8250df; } .tag.submit { color: #1a7f37; }
@media (prefers-color-scheme: dark) { .tag.visit { color: #b08cf5; } .tag.submit { color: #4ac26b; } .tag.push { color: #6cb0ff; } }
.size { font-variant-numeric: tabular-nums; }
.changes { margin-top: 3px; gap: 1px; }
.patches .changes li { border: 0; padding: 0; overflow-wrap: anywhere; }
.changes button { background: none; border: 0; padding: 0; cursor: pointer; text-align: start; border-radius: 3px; }
.changes button:hover code { text-decoration: underline; }
.changes .kind { display: inline-block; min-width: 62px; color: var(--soft); font-size: 12px; }
.why { color: var(--soft); }
`;
