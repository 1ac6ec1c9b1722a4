// Package components answers one question: what do widgets look like?
//
// A widget takes plain values and links. It knows no routes, runs no queries and holds no script:
// what is worth sharing lives in the URL, so a widget is given the addresses that its controls lead
// to, and every one of them works with scripting off.
//
//	templ ticketsPage(u TicketsURL, rows []Ticket) {
//		@components.Tabs("Tickets",
//			components.Tab{Label: "Open", Href: at.To(u.OnTab(Open)), Current: u.Tab == Open, Count: 12},
//			components.Tab{Label: "Closed", Href: at.To(u.OnTab(Closed)), Current: u.Tab == Closed},
//		)
//		@components.Search{Action: Tickets.URL(TicketsURL{}), Name: "q", Value: u.Q, Hidden: at.Hidden("q", "page")}
//		@(components.Table{ID: "tickets", Caption: "Tickets", Columns: columns(u)}) {
//			for _, t := range rows {
//				@(components.Row{ID: t.Key(), Label: t.Subject, Href: at.To(u.Showing(t.ID))}) {
//					<td>{ t.By }</td>
//				}
//			}
//		}
//	}
//
// # How to write one
//
// A widget with one or two plain values is a function: Badge("Open", Good). Any other is a struct
// whose zero fields mean the usual: Field{Name: "subject", Label: "Subject"}. Where a struct takes
// children, templ wants it in parentheses:
//
//	@(components.Card{Title: "Details"}) {
//		<p>…</p>
//	}
//
// # Attributes of your own
//
// Every widget that is a struct has Attrs. They go on its outermost element; those of a form
// control go on the control itself, those of a [Dialog] on the <dialog>. A class among them is
// added to the widget's own. Other attributes must not be ones that the widget writes itself, such
// as id where it has a field ID.
//
//	@(components.Card{Title: "Details", Attrs: templ.Attributes{"class": "wide", "data-gf-hook": "chart"}}) { … }
//
// A widget that is a function has none, nor has what a widget is given as a list: [Tab],
// [MenuItem], [Column], [Chip], [Option].
//
// # How it looks
//
// [Files] holds two stylesheets. goldfish.css is the look of the widgets and touches nothing else.
// reset.css is the look of bare elements: leave it out where the app has base styles of its own,
// and put those into a layer that comes before:
//
//	@layer base, goldfish;
//
// Both are in the cascade layer "goldfish", so any rule of an app that is in no layer wins. The
// custom properties at the top of goldfish.css are the theme, and hold every colour. Dark colours
// need color-scheme: light dark on the root, which reset.css sets. Classes begin with gf-, and
// variants are attributes such as data-tone.
//
// # Patched, not redrawn
//
// Equal values give equal bytes: no clock, no random ids, no map order. An ID that is given names
// the element, and the parts of a widget are named after it.
package components
