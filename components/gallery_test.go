package components_test

import (
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"github.com/a-h/templ"

	. "github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// TestGallery writes pages to look at: GALLERY=/tmp/gallery go test ./components -run Gallery
func TestGallery(t *testing.T) {
	dir := os.Getenv("GALLERY")
	if dir == "" {
		dir = t.TempDir()
	}
	write := func(name, html string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(html), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range both {
		css, err := Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		write(name, string(css))
	}
	for name, body := range gallery() {
		for _, theme := range []string{"light", "dark"} {
			write(name+"-"+theme+".html", framed(t, name, theme, "", body))
		}
	}
}

func gallery() map[string]templ.Component {
	return map[string]templ.Component{"widgets": allWidgets(), "desk": desk(false), "ticket": ticket(), "drawer": desk(true), "dialog": newTicket(), "nothing": nothing()}
}

// framed is a document around a page of the gallery. The folder is where its stylesheets are.
func framed(t *testing.T, name, theme, folder string, body templ.Component) string {
	return `<!DOCTYPE html><html lang="en" data-theme="` + theme + `" data-gf-stream="live"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>` + name +
		`</title><link rel="stylesheet" href="` + folder + `reset.css"><link rel="stylesheet" href="` + folder + `goldfish.css"></head><body>` + render(t, SkipLink()) +
		render(t, with(TopBar{Brand: "Goldfish Desk", Home: "/"}, with(Cluster(), Connection(), Avatar{Name: "Ann Lee"}))) +
		`<div class="gf-messages"><p role="status" data-gf-flash>Saved.</p><p role="status" data-gf-notice hidden></p></div>` +
		`<div id="page">` + render(t, body) + `</div></body></html>`
}

func allWidgets() templ.Component {
	var cards []templ.Component
	for _, w := range widgets {
		if w.name == "page" {
			continue
		}
		var cases []templ.Component
		for _, e := range w.cases {
			// They cover the page.
			if w.name == "dialog" && e.name != "cosmetic" || e.name == "split" {
				continue
			}
			cases = append(cases, raw("<h3>"+e.name+"</h3><div>"), e.c, raw("</div>"))
		}
		cards = append(cards, with(Card{Title: w.name}, with(Stack(), cases...)))
	}
	return with(Main(), append([]templ.Component{PageHeader{Title: "Widgets", Text: "All of them, in all their cases."}}, cards...)...)
}

func side() templ.Component {
	return Nav("Desk",
		Tab{Label: "Tickets", Href: "/tickets", Current: true, Count: 1312},
		Tab{Label: "Customers", Href: "/customers"},
		Tab{Label: "Reports", Href: "/reports"},
		Tab{Label: "Settings", Href: "/settings"})
}

func desk(open bool) templ.Component {
	subjects := []string{"Printer on the third floor is on fire", "Cannot sign in after the password reset", "Invoice 2026-031 shows the wrong VAT number", "Feature request: dark mode for the customer portal",
		"الطابعة لا تعمل منذ الصباح", "App crashes when a photo is attached on Android 16, but only when the photo was taken in portrait", "Webhook deliveries are delayed by several minutes", "Please delete our account", "Export to CSV misses the last row", "Where do I find my API key?"}
	people := []string{"Ann Lee", "Bo Berg", "Chidi Anagonye", "Dee Dee", "Eve Moneypenny"}
	statuses := []struct {
		label string
		tone  Tone
	}{{"Open", Good}, {"Waiting", Warn}, {"Urgent", Bad}, {"New", Info}, {"Closed", Neutral}}
	var rows []templ.Component
	for i, s := range subjects {
		st := statuses[i%5]
		rows = append(rows, with(Row{ID: "ticket-" + string(rune('a'+i)), Label: s, Href: "/tickets?ticket=1", Meta: "#10" + string(rune('0'+i)) + " · Acme Ltd", Unread: i < 3, Current: open && i == 1},
			with(Cell{}, Badge(st.label, st.tone)), with(Cell{LowPriority: true}, Person(people[i%5])), with(Cell{LowPriority: true}, Date(at)), Cell{Text: string(rune('1'+i%9)) + " d", Number: true}))
	}
	list := with(Card{Flush: true},
		with(Table{ID: "tickets", Caption: "Open tickets", Columns: []Column{
			{Label: "Subject", Sort: "/"}, {Label: "Status"}, {Label: "Owner", LowPriority: true, Sort: "/"}, {Label: "Opened", LowPriority: true, Sort: "/"}, {Label: "Age", Sort: "/", Order: Descending, Number: true}}}, rows...),
		Pagination{Noun: "tickets", Page: 2, Size: 50, Total: 1312, To: page})
	split := []templ.Component{list}
	if open {
		split = append(split, with(Drawer{Meta: "#101 · Acme Ltd", Title: "Cannot sign in after the password reset", Close: "/", Footer: with(Stack(), Textarea{Name: "reply", Label: "Reply", Rows: 2}, with(Cluster(), Submit{Label: "Send reply"}, Submit{Label: "Send and close", Variant: Secondary}))},
			with(Definitions(), with(Definition("Status"), Badge("Waiting", Warn)), with(Definition("Owner"), Person("Bo Berg")), with(Definition("Opened"), Time(at))),
			thread(), history()))
	}
	return with(SidebarLayout(), side(), with(Main(),
		with(PageHeader{Title: "Tickets", Text: "What customers are waiting for."}, LinkButton{Label: "Export", Href: "/csv"}, LinkButton{Label: "New ticket", Href: "/new", Variant: Primary, Key: "c"}),
		Tabs("Tickets", Tab{Label: "Open", Href: "/", Current: true, Count: 1312}, Tab{Label: "Waiting", Href: "/", Count: 48}, Tab{Label: "Closed", Href: "/"}, Tab{Label: "All", Href: "/"}),
		with(FilterBar{Clear: "/", Chips: []Chip{{Label: "Owner", Value: "Ann Lee", Remove: "/"}, {Value: "VIP", Remove: "/"}}},
			Search{Action: "/", Label: "Search tickets", Key: "/"},
			Menu{ID: "m-status", Label: "Status", Value: "Any", Items: []MenuItem{{Label: "Any", Href: "/", Current: true}, {Label: "Open", Href: "/"}}},
			Menu{ID: "m-owner", Label: "Owner", Items: []MenuItem{{Label: "Any", Href: "/", Current: true}}}),
		with(Split(), split...)))
}

func thread() templ.Component {
	return with(Comments("Conversation"),
		Comment{ID: "comment-1", By: "Ann Lee", At: at, Text: "I reset my password this morning and since then the page only says “Something went wrong”.\n\nThis is quite urgent, we have a release today."},
		Comment{ID: "comment-2", By: "Bo Berg", At: late, Badge: "Staff", Text: "Thank you, we can see it in the log. Could you try a private window?", Actions: Menu{ID: "c2", Label: "More", Icon: true, Variant: Quiet, Items: []MenuItem{{Label: "Quote", Href: "/q"}}}},
		Comment{ID: "comment-3", By: "Bo Berg", At: late, Private: true, Badge: "Internal note", Text: "Third one this week. I think the cache keeps the old hash."})
}

func history() templ.Component {
	return with(Timeline("History"),
		TimelineItem{ID: "e1", By: "Ann Lee", Text: "opened this ticket", At: at},
		with(TimelineItem{ID: "e2", By: "Bo Berg", Text: "set the status to", At: late, Tone: Warn}, Badge("Waiting", Warn)),
		TimelineItem{ID: "e3", By: "Chidi Anagonye", Text: "took over from Bo Berg", At: late})
}

func ticket() templ.Component {
	form := []templ.Component{
		FormError(),
		Field{Name: "subject", Label: "Subject", Hint: "One line that tells it from all others.", Required: true},
		Field{Name: "email", Label: "E-mail", Type: "email", Placeholder: "you@example.org"},
		Select{Name: "status", Label: "Status", Value: "open", Options: []Option{{Value: "open", Label: "Open"}, {Value: "waiting", Label: "Waiting"}}},
		Radios{Name: "priority", Label: "Priority", Value: "low", Options: []Option{{Value: "low", Label: "Low"}, {Value: "high", Label: "High", Hint: "Wakes somebody up."}}},
		Checkbox{Name: "vip", Label: "VIP", Hint: "Jumps the queue.", Checked: true},
		Textarea{Name: "body", Label: "Message", Value: "It burns."},
		with(Cluster(), Submit{Label: "Open ticket"}, LinkButton{Label: "Cancel", Href: "/", Variant: Quiet}, Submit{Label: "Delete", Variant: Danger}),
	}
	return with(SidebarLayout(), side(), with(Main(),
		with(PageHeader{Title: "Cannot sign in after the password reset", Text: "#101 · opened by Ann Lee of Acme Ltd", Back: "/", BackLabel: "Tickets"}, Badge("Waiting", Warn), Menu{ID: "acts", Label: "Actions", Items: []MenuItem{{Label: "Copy", Href: "/"}}}, Submit{Label: "Close ticket", Variant: Secondary}),
		with(Split(),
			with(Stack(), Alert{Title: "Waiting for the customer", Text: "It closes by itself on 4 Apr 2026.", Tone: Warn}, thread(),
				with(Card{Title: "New ticket", Text: "Refused, so that the errors show."}, refused(refusal, form...))),
			with(Stack(), with(Card{ID: "details", Title: "Details", Actions: LinkButton{Label: "Edit", Href: "/", Variant: Quiet}},
				with(Definitions(), with(Definition("Status"), Badge("Waiting", Warn)), with(Definition("Owner"), Person("Bo Berg")), with(Definition("Customer"), Person("Ann Lee")), with(Definition("Opened"), Time(at)), with(Definition("Shortcut"), Kbd("g", "t")))),
				with(Card{Title: "History"}, history()),
				with(Card{Title: "Upload"}, with(Stack(), Progress{Label: "Uploading", Value: 40, Max: 100}, Loading("Loading")))))))
}

func newTicket() templ.Component {
	return templ.Join(desk(false), with(Dialog{ID: "new", Title: "New ticket", Close: "/", Footer: templ.Join(LinkButton{Label: "Cancel", Href: "/", Variant: Quiet}, Submit{Label: "Open ticket"})},
		Field{Name: "subject", Label: "Subject", Required: true}, Textarea{Name: "body", Label: "Message"}))
}

func nothing() templ.Component {
	return with(SidebarLayout(), side(), with(Main(), PageHeader{Title: "Tickets"}, with(Card{Flush: true}, with(EmptyState{Title: "No open tickets", Text: "All customers are happy. New tickets appear here by themselves, as soon as somebody is not."}, LinkButton{Label: "New ticket", Href: "/", Variant: Primary}))))
}

var refusal = markup.InvalidForm{
	Values: url.Values{"subject": {""}, "email": {"ann@"}, "status": {"waiting"}, "priority": {"high"}, "body": {"It burns."}},
	Errors: map[string]string{"": "Nothing was saved.", "subject": "Say what is broken.", "priority": "It is not."},
}
