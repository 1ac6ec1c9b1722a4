package components_test

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"slices"
	"time"

	"github.com/a-h/templ"

	. "github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// hostile is what people type: markup, quotes, an emoji of several code points, another direction,
// one long word.
const hostile = `<script>"O'Neill" & 👩‍👩‍👧 شكرا </script>` + "https://example.org/averyveryverylongwordwithoutanyplacetobreakitintwoaveryveryverylongword"

var (
	at   = time.Date(2026, time.March, 4, 15, 7, 0, 0, time.UTC)
	late = time.Date(2026, time.March, 5, 9, 41, 0, 0, time.FixedZone("CET", 3600))
)

// with gives a component its children, as a templ block does.
func with(c templ.Component, children ...templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return c.Render(templ.WithChildren(ctx, templ.Join(children...)), w)
	})
}

func raw(html string) templ.Component { return templ.Raw(html) }

// refused draws a component inside a form that an action has just refused.
func refused(r markup.InvalidForm, c ...templ.Component) templ.Component {
	r.Action = "/tickets?_action=open"
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return with(markup.Form{Action: markup.URL(r.Action)}, c...).Render(markup.WithInvalidForm(ctx, r), w)
	})
}

func clock(hour, minute, second int) *TimeOfDay {
	t := Clock(hour, minute, second)
	return &t
}

// guests are rows with a name each.
func guests(name string, values ...string) templ.Component {
	return Rows[string]{Name: name, Label: "Guests", Item: "Guest", Hint: "Three at most.", Values: values, Min: 1, Max: 3, New: "",
		Key: func(v string) string { return fmt.Sprint(slices.Index(values, v) + 1) },
		Row: func(row markup.Row, v string) templ.Component {
			return Field{Name: row.Field("name"), Label: "Name", Value: v}
		}}
}

func page(n int) URL { return URL(fmt.Sprintf("/tickets?page=%d", n)) }

type example struct {
	name string
	c    templ.Component
}

// widgets are the cases of each widget. Each has a file of that name in testdata, and a place in
// the gallery.
var widgets = []struct {
	name  string
	cases []example
}{
	{"rows", []example{
		{"usual", with(markup.Form{Action: "/tickets?_action=open"}, guests("guest", "Ann Lee", "Bo Berg"))},
		{"none", with(markup.Form{Action: "/tickets?_action=open"}, guests("nobody"))},
		{"refused", refused(markup.InvalidForm{
			Values: url.Values{"guest": {"1", "_new"}, "guest.1.name": {hostile}},
			Errors: map[string]string{"guest": "Three at most.", "guest._new": "Who is it?", "guest._new.name": "A name is missing."},
		}, guests("guest", "Ann Lee"))},
		{"added", refused(markup.InvalidForm{Values: url.Values{"guest": {"1", "_new"}, "guest.1.name": {"Ann"}}, Added: "guest._new.", Focus: "guest._new"}, guests("guest", "Ann Lee"))},
		{"moved", refused(markup.InvalidForm{Values: url.Values{"guest": {"2", "1"}}, Focus: "guest.2 up"}, guests("guest", "Ann Lee"))},
	}},
	{"tabs", []example{
		{"usual", Tabs("Tickets",
			Tab{Label: "Open", Href: "/tickets", Current: true, Count: 1312},
			Tab{Label: "Waiting", Href: "/tickets?tab=waiting", Count: 4},
			Tab{Label: "Closed", Href: "/tickets?tab=closed"},
		)},
		{"empty", Tabs("Nothing")},
		{"hostile", Tabs(hostile, Tab{Label: hostile, Href: `javascript:alert("x")`})},
		{"nav", Nav("Desk", Tab{Label: "Tickets", Href: "/tickets", Current: true, Count: 12}, Tab{Label: "Reports", Href: "/reports"})},
	}},
	{"table", []example{
		{"usual", with(Table{ID: "tickets", Caption: "Open tickets", Columns: []Column{
			{Label: "Subject", Sort: "/tickets?sort=subject"},
			{Label: "Status"},
			{Label: "Owner", LowPriority: true},
			{Label: "Age", Sort: "/tickets?desc", Order: Descending, Number: true},
			{Label: "Actions", LabelHidden: true},
		}},
			with(Row{ID: "ticket-42", Label: "Printer on fire", Href: "/tickets?ticket=42", Meta: "#42 · Ann Lee", Current: true, Unread: true, Focus: "drawer"},
				with(Cell{}, Badge("Open", Good)), with(Cell{LowPriority: true}, Person("Ann Lee")), Cell{Text: "2 d", Number: true, Label: "Age"}, with(Cell{}, raw(`<a href="/tickets/42">Open</a>`))),
			with(Row{ID: "ticket-43", Label: "Cannot sign in after the password reset", Href: "/tickets?ticket=43", Meta: "#43 · Bo Berg"},
				with(Cell{}, Badge("Waiting", Warn)), with(Cell{LowPriority: true}, Person("Bo Berg")), Cell{Text: "14 d", Number: true, Label: "Age"}, Cell{}),
			with(Row{ID: "ticket-44", Label: "No link here"}, Cell{Text: "–"}, Cell{LowPriority: true}, Cell{}, Cell{}),
		)},
		{"empty", Table{}},
		{"hostile", with(Table{ID: "h", Caption: hostile, Columns: []Column{{Label: hostile, Sort: `/x?a="b"&c=<d>`, Order: Ascending}}},
			with(Row{ID: "h1", Label: hostile, Href: "/", Meta: hostile}, Cell{Text: hostile, Label: hostile}))},
	}},
	{"pagination", []example{
		{"usual", Pagination{Noun: "tickets", Page: 2, Size: 50, Total: 1000, To: page}},
		{"middle", Pagination{Page: 10, Size: 50, Total: 1000, To: page}},
		{"last", Pagination{Page: 20, Size: 50, Total: 999, To: page}},
		{"past the end", Pagination{Page: 99, Size: 50, Total: 120, To: page}},
		{"one page", Pagination{Noun: "tickets", Page: 1, Size: 50, Total: 12, To: page}},
		{"one row", Pagination{Noun: "tickets", Page: 3, Size: 1, Total: 3, To: page}},
		{"empty", Pagination{Noun: "tickets"}},
		{"hostile", Pagination{Label: hostile, Noun: hostile, Page: -5, Size: 2, Total: 4, To: func(int) URL { return `/x?a="b"` }}},
	}},
	{"search", []example{
		{"usual", Search{Action: "/tickets", Value: "printer", Label: "Search tickets", Hidden: []Input{{Name: "tab", Value: "waiting"}}, Key: "/"}},
		{"zero", Search{}},
		{"hostile", Search{Action: "/", Name: "s", Value: hostile, Label: hostile, Hidden: []Input{{Name: hostile, Value: hostile}}}},
	}},
	{"filter", []example{
		{"usual", with(FilterBar{Label: "Filter tickets", Action: "/tickets", Hidden: []Input{{Name: "tab", Value: "open"}}, Clear: "/tickets", Chips: []Chip{
			{Label: "Owner", Value: "Ann Lee", Remove: "/tickets?tag=vip"},
			{Value: "VIP", Remove: "/tickets?owner=ann"},
		}}, Select{Name: "owner", Label: "Owner", Value: "ann", Options: []Option{{Label: "Anyone"}, {Value: "ann", Label: "Ann Lee"}}})},
		{"no form", with(FilterBar{}, Menu{ID: "filter-status", Label: "Status", Value: "Open", Items: []MenuItem{{Label: "Open", Href: "/tickets", Current: true}, {Label: "Any", Href: "/tickets?status=any"}}})},
		{"no chips", Chips("Filters")},
		{"hostile", Chips(hostile, Chip{Label: hostile, Value: hostile, Remove: `/x?a="b"`}, Chip{Label: "Only a label"})},
	}},
	{"badge", []example{
		{"usual", templ.Join(Badge("Closed", Neutral), Badge("New", Info), Badge("Open", Good), Badge("Waiting", Warn), Badge("Urgent", Bad))},
		{"hostile", Badge(hostile, Tone(`"><script>`))},
	}},
	{"avatar", []example{
		{"usual", templ.Join(Avatar{Name: "Ann Lee"}, Avatar{Name: "Bo"}, Avatar{Name: "Ørjan de la Cruz"}, Avatar{Name: "李小龍"}, Avatar{Name: "Dee Dee", Small: true}, Person("Eve Moneypenny"))},
		{"image", Avatar{Name: "Ann Lee", Image: "/people/ann.jpg"}},
		{"empty", Avatar{}},
		{"hostile", Person(hostile)},
	}},
	{"drawer", []example{
		{"usual", with(Drawer{Title: "Printer on fire", Meta: "#42", Close: "/tickets", ReturnFocusTo: "ticket-42", Footer: Submit{Label: "Reply"}}, PlainText("It burns."))},
		{"zero", Drawer{}},
		{"hostile", with(Drawer{ID: "d", Title: hostile, Meta: hostile, Close: `/x?a="b"`}, PlainText(hostile))},
		{"split", with(Split(), raw("<div>list</div>"), Drawer{ID: "side", Title: "Side", Close: "/"})},
	}},
	{"dialog", []example{
		{"in the page's state", with(Dialog{ID: "new", Title: "New ticket", Close: "/tickets", ReturnFocusTo: "open-new", Footer: Submit{Label: "Open ticket"}}, PlainText("Say what is broken."))},
		{"cosmetic", templ.Join(Button{Label: "Keyboard shortcuts", Opens: "keys"}, with(Dialog{ID: "keys", Title: "Keyboard shortcuts"}, Kbd("g", "t")))},
		{"hostile", Dialog{ID: "h", Title: hostile, Close: `/x?a="b"`}},
	}},
	{"menu", []example{
		{"usual", Menu{ID: "actions", Label: "Actions", Items: []MenuItem{
			{Label: "Copy as new", Href: "/tickets/new?from=42", Meta: "c"},
			{Label: "Close", Action: "/tickets?_action=close", Hidden: []Input{{Name: "id", Value: "42"}}, Busy: "Closing…"},
			{Label: "Delete", Action: "/tickets?_action=delete", Confirm: "Delete this ticket?", Danger: true},
		}}},
		{"choice", Menu{Label: "Sort by", Value: "Age", Items: []MenuItem{{Label: "Age", Href: "/?s=age", Current: true}, {Label: "Subject", Href: "/?s=subject"}}}},
		{"icon", Menu{ID: "more", Label: "More", Icon: true, Variant: Quiet, Items: []MenuItem{{Label: "Print", Href: "/print"}}}},
		{"hostile", Menu{ID: "h", Label: hostile, Value: hostile, Items: []MenuItem{{Label: hostile, Meta: hostile, Action: `/x?a="b"`, Confirm: hostile, Busy: hostile}}}},
	}},
	{"button", []example{
		{"usual", templ.Join(
			Submit{Label: "Open ticket", Busy: "Opening…"},
			Submit{Label: "Close", Variant: Danger, Name: "then", Value: "close"},
			Submit{},
			Submit{Label: "Off", Disabled: true},
			LinkButton{Label: "New ticket", Href: "/tickets/new", Variant: Primary, Key: "c"},
			LinkButton{Label: "Export", Href: "/tickets.csv", Attrs: templ.Attributes{"data-gf-patch": "off"}},
			LinkButton{Label: "Cancel", Href: "/tickets", Variant: Quiet},
		)},
		{"action", with(ActionButton{ID: "close-42", Label: "Close", Action: "/tickets?_action=close", Hidden: []Input{{Name: "id", Value: "42"}}, Busy: "Closing…", Confirm: "Close this ticket?", Variant: Danger}, raw(`<input type="hidden" name="note" value="">`))},
		{"hostile", templ.Join(Submit{Label: hostile, Busy: hostile, Name: hostile, Value: hostile}, LinkButton{Label: hostile, Href: "javascript:alert(1)"}, Button{Label: hostile})},
	}},
	{"field", []example{
		{"usual", templ.Join(
			Field{Name: "subject", Label: "Subject", Hint: "One line.", Value: "Printer on fire", Required: true},
			Field{Name: "email", Label: "E-mail", Type: "email", Placeholder: "you@example.org", Autocomplete: "email", ID: "who", Attrs: templ.Attributes{"data-gf-on": "change"}},
		)},
		{"password", Field{Name: "secret", Label: "Secret", Type: "password", Value: "never shown"}},
		{"refused", refused(markup.InvalidForm{Values: url.Values{"subject": {" "}, "secret": {"hunter2"}}, Errors: map[string]string{"subject": "Say what is broken.", "": "Nothing was saved."}},
			FormError(), Field{Name: "subject", Label: "Subject", Hint: "One line.", Value: "before"}, Field{Name: "note", Label: "Note", Value: "before"}, Field{Name: "secret", Label: "Secret", Type: "password"})},
		{"no error", FormError()},
		{"hostile", Field{Name: `a "b" <c>`, Label: hostile, Hint: hostile, Value: hostile, Placeholder: hostile}},
	}},
	{"textarea", []example{
		{"usual", Textarea{Name: "body", Label: "Message", Hint: "Plain text.", Value: "\nIt burns.\n\nPlease hurry.", Rows: 6, Required: true, Placeholder: "What happened?"}},
		{"refused", refused(markup.InvalidForm{Values: url.Values{"body": {"</textarea>"}}, Errors: map[string]string{"body": "Too short."}}, Textarea{Name: "body", Label: "Message", Value: "before"})},
		{"hostile", Textarea{Name: "h", Label: hostile, Value: hostile}},
	}},
	{"choice", []example{
		{"select", Select{Name: "status", Label: "Status", Hint: "As the customer sees it.", Value: "open", Required: true, Options: []Option{{Value: "open", Label: "Open"}, {Value: "waiting"}, {Value: "gone", Label: "Gone", Disabled: true}}}},
		{"checkbox", templ.Join(Checkbox{Name: "vip", Label: "VIP", Hint: "Jumps the queue.", Checked: true}, Checkbox{Name: "terms", Label: "I agree", Value: "v2", Required: true})},
		{"radios", Radios{Name: "priority", Label: "Priority", Hint: "Be honest.", Value: "low", Required: true, Options: []Option{{Value: "low", Label: "Low"}, {Value: "high", Label: "High", Hint: "Wakes somebody up."}, {Value: "never", Disabled: true}}}},
		{"refused", refused(markup.InvalidForm{Values: url.Values{"status": {"waiting"}, "priority": {"high"}}, Errors: map[string]string{"status": "Not yet.", "priority": "It is not.", "vip": "Not a VIP."}},
			Select{Name: "status", Label: "Status", Value: "open", Options: []Option{{Value: "open"}, {Value: "waiting"}}},
			Radios{Name: "priority", Label: "Priority", Value: "low", Options: []Option{{Value: "low"}, {Value: "high"}}},
			Checkbox{Name: "vip", Label: "VIP", Checked: true})},
		{"empty", templ.Join(Select{Name: "none", Label: "None"}, Radios{Name: "nothing", Label: "Nothing"})},
		{"hostile", templ.Join(
			Select{Name: "hs", Label: hostile, Value: hostile, Options: []Option{{Value: hostile}}},
			Checkbox{Name: "hc", Label: hostile, Value: hostile},
			Radios{Name: "hr", Label: hostile, Value: hostile, Options: []Option{{Value: hostile, Hint: hostile}}})},
	}},
	{"select", []example{
		{"groups", Select{Name: "city", Label: "City", Placeholder: "Choose one", Required: true, Options: []Option{{Value: "here"}, {Value: "b", Label: "Berlin", Group: "Germany"}, {Value: "m", Label: "Munich", Group: "Germany"}, {Value: "l", Label: "Lyon", Group: "France"}}}},
		{"several", Select{Name: "tags", Label: "Tags", Multiple: true, Values: []string{"a", "c"}, Size: 5, Optional: true, Options: []Option{{Value: "a"}, {Value: "b"}, {Value: "c"}}}},
		{"refused", refused(markup.InvalidForm{Values: url.Values{"city": {""}, "tags": {"b", "c"}}},
			Select{Name: "city", Label: "City", Placeholder: "Choose one", Value: "b", Options: []Option{{Value: "b"}}},
			Select{Name: "tags", Label: "Tags", Multiple: true, Values: []string{"a"}, Options: []Option{{Value: "a"}, {Value: "b"}, {Value: "c"}}})},
		{"off", Select{Name: "off", Label: "Off", Disabled: true, Options: []Option{{Value: "a"}}}},
	}},
	{"checkboxes", []example{
		{"usual", Checkboxes{Name: "days", Label: "Days", Hint: "When you are there.", Values: []string{"mo", "fr"}, Sent: "days-sent", Optional: true, Options: []Option{{Value: "mo", Label: "Monday"}, {Value: "we", Label: "Wednesday", Hint: "In the afternoon."}, {Value: "fr", Label: "Friday"}, {Value: "su", Label: "Sunday", Disabled: true}}}},
		{"limited", Checkboxes{Name: "top", Label: "Toppings", Max: 2, Required: true, Options: []Option{{Value: "a"}, {Value: "b"}, {Value: "c"}}}},
		{"refused", refused(markup.InvalidForm{Values: url.Values{"top": {"a", "b", "c"}}, Errors: map[string]string{"top": "Choose at most 2."}},
			Checkboxes{Name: "top", Label: "Toppings", Max: 2, Values: []string{"a"}, Options: []Option{{Value: "a"}, {Value: "b"}, {Value: "c"}, {Value: "d"}}})},
		{"off", templ.Join(Checkboxes{Name: "off", Label: "Off", Disabled: true, Options: []Option{{Value: "a"}}}, Radios{Name: "offtoo", Label: "Off too", Optional: true, Disabled: true, Options: []Option{{Value: "a"}}}, Checkbox{Name: "offthree", Label: "Off", Disabled: true})},
		{"hostile", Checkboxes{Name: "hx", Label: hostile, Hint: hostile, Options: []Option{{Value: hostile, Hint: hostile}}}},
	}},
	{"datefield", []example{
		{"usual", templ.Join(
			DateField{Name: "due", Label: "Due", Hint: "A working day.", Value: at, Min: at, Max: late, Required: true},
			TimeField{Name: "start", Label: "Start", Value: clock(9, 30, 0), Min: clock(8, 0, 0), Max: clock(18, 0, 15), Step: 15 * time.Minute},
			DateTimeField{Name: "call", Label: "Call", Hint: "UTC", Value: late, Min: at, Step: time.Second, Optional: true},
			DateTimeField{Name: "second", Label: "To the second", Value: at.Add(7 * time.Second)})},
		{"empty", templ.Join(DateField{Name: "d", Label: "Day"}, TimeField{Name: "t", Label: "Time"}, DateTimeField{Name: "dt", Label: "Day and time"})},
		{"refused", refused(markup.InvalidForm{Values: url.Values{"due": {"2026-02-31"}}, Errors: map[string]string{"due": "There is no such day."}}, DateField{Name: "due", Label: "Due", Value: at})},
		{"range", DateRange{Label: "Holiday", Hint: "Both days included.", From: DateField{Name: "from", Label: "First day", Value: at}, To: DateField{Name: "to", Label: "Last day"}}},
		{"refused range", refused(markup.InvalidForm{Values: url.Values{"from": {"2026-03-05"}, "to": {"2026-03-04"}}, Errors: map[string]string{"stay": "It ends before it begins.", "to": "Too early."}},
			DateRange{Name: "stay", Label: "Holiday", From: DateField{Name: "from", Label: "First day"}, To: DateField{Name: "to", Label: "Last day"}})},
		{"hostile", DateRange{Name: "hd", Label: hostile, Hint: hostile, From: DateField{Name: "hf", Label: hostile}, To: DateField{Name: "ht", Label: hostile, Hint: hostile}}},
	}},
	{"numberfield", []example{
		{"usual", templ.Join(
			NumberField{Name: "weight", Label: "Weight", Hint: "With the box.", Value: "12.5", Min: "0", Max: "1000", Step: "0.1", Unit: "kg", Required: true},
			NumberField{Name: "seats", Label: "Seats", Value: "4", Min: "1", Max: "9"},
			NumberField{Name: "temperature", Label: "Temperature", Value: "-3", Unit: "°C", Optional: true},
			NumberField{Name: "price", Label: "Price", Value: "1,234.50", Free: true, Unit: "€", UnitBefore: true})},
		{"refused", refused(markup.InvalidForm{Values: url.Values{"weight": {"heavy"}}, Errors: map[string]string{"weight": "“heavy” is not a number."}}, NumberField{Name: "weight", Label: "Weight", Hint: "With the box.", Value: "1", Unit: "kg"})},
		{"off", templ.Join(NumberField{Name: "n1", Label: "Off", Disabled: true}, NumberField{Name: "n2", Label: "As it is", Value: "3", ReadOnly: true, Unit: "pcs"}, Field{Name: "n3", Label: "As it is", Value: "fixed", ReadOnly: true}, Textarea{Name: "n4", Label: "Off", Disabled: true, Optional: true})},
		{"hostile", NumberField{Name: "hn", Label: hostile, Unit: hostile, Value: hostile}},
	}},
	{"errorsummary", []example{
		{"nothing wrong", ErrorSummary{}},
		{"refused", refused(markup.InvalidForm{Values: url.Values{"subject": {""}}, Errors: map[string]string{"": "Nothing was saved.", "subject": "Say what is broken.", "owner": "Nobody of this name.", "priority": "It is not.", "gone": "No such field."}},
			ErrorSummary{}, Field{Name: "subject", Label: "Subject"}, Radios{Name: "priority", Label: "Priority", Options: []Option{{Value: "low"}}}, Combobox{Name: "owner", Label: "Owner", Search: "/people"})},
		{"hostile", refused(markup.InvalidForm{Errors: map[string]string{"subject": hostile}}, ErrorSummary{ID: "h-sum", Title: hostile}, Field{Name: "subject", Label: hostile})},
	}},
	{"combobox", []example{
		{"usual", templ.Join(
			Combobox{Name: "owner", Label: "Owner", Hint: "Who answers.", Search: "/people?team=a+b", Value: "a b/7", Text: "Ann  Lee", Required: true, Placeholder: "Name"},
			Combobox{Name: "city", Label: "City", Search: "/cities", Query: "name", Optional: true})},
		{"refused", refused(markup.InvalidForm{Values: url.Values{"owner": {"Lee"}, "owner.chosen": {"7 Ann Lee"}}, Errors: map[string]string{"owner": "“Lee” is not in the list."}},
			Combobox{Name: "owner", Label: "Owner", Search: "/people", Value: "7", Text: "Ann Lee", Find: func(_ context.Context, typed string) ([]Option, error) {
				return []Option{{Value: "7", Label: "Ann " + typed, Hint: "Sales"}, {Value: "8", Label: "Bo " + typed}}, nil
			}})},
		{"options", OptionList{Options: []Option{{Value: "7", Label: "Ann Lee", Hint: "Sales"}, {Value: "8", Label: "Bo Berg", Disabled: true}}}},
		{"more options", OptionList{Options: []Option{{Value: "7"}}, More: true}},
		{"nothing found", OptionList{}},
		{"off", templ.Join(Combobox{Name: "c1", Label: "Off", Search: "/", Disabled: true}, Combobox{Name: "c2", Label: "As it is", Search: "/", Value: "1", Text: "One", ReadOnly: true})},
		{"hostile", templ.Join(Combobox{Name: "hb", Label: hostile, Value: hostile, Text: hostile, Search: `/x?a="b"`}, OptionList{Options: []Option{{Value: hostile, Hint: hostile}}})},
	}},
	{"filefield", []example{
		{"usual", FileField{Name: "photos", Label: "Photos", Hint: "Of the damage.", Rule: files.Rule{MaxSize: 5_000_000, MaxCount: 4, Many: true, Types: []string{"image/*"}}}},
		{"one", FileField{Name: "cv", Label: "CV", Required: true, Rule: files.Rule{MaxSize: 1_500_000, MaxCount: 1}}},
		{"refused", refused(markup.InvalidForm{Errors: map[string]string{"photos": "“x.exe” is not of a type that can be used here."},
			Files: map[string][]markup.File{"photos": {{ID: "a", Name: "sea.png", Size: 12_345}, {ID: "b", Name: hostile, Size: 7}}}},
			FileField{Name: "photos", Label: "Photos", Rule: files.Rule{MaxSize: 5_000_000, MaxCount: 4, Many: true}})},
		{"hostile", FileField{Name: "h", Label: hostile, Hint: hostile, Rule: files.Rule{MaxSize: 1, MaxCount: 1, Types: []string{hostile}}}},
	}},
	{"alert", []example{
		{"usual", with(Alert{Title: "This ticket is closed", Text: "A reply opens it again.", Tone: Info})},
		{"tones", templ.Join(Alert{Text: "Neutral."}, Alert{Text: "Good.", Tone: Good}, Alert{Text: "Warn.", Tone: Warn}, Alert{Text: "Bad.", Tone: Bad})},
		{"empty state", with(EmptyState{Title: "No open tickets", Text: "All customers are happy. New tickets appear here by themselves."}, LinkButton{Label: "New ticket", Href: "/tickets/new", Variant: Primary})},
		{"hostile", templ.Join(Alert{Title: hostile, Text: hostile}, EmptyState{Title: hostile, Text: hostile})},
	}},
	{"page", []example{
		{"usual", templ.Join(SkipLink(), with(TopBar{Brand: "Desk", Home: "/"}, Connection()), with(SidebarLayout(), Nav("Desk", Tab{Label: "Tickets", Href: "/tickets", Current: true}),
			with(Main(), with(PageHeader{Title: "Tickets", Text: "What customers are waiting for.", Back: "/", BackLabel: "Home"}, LinkButton{Label: "New ticket", Href: "/tickets/new"}))))},
		{"layout", with(Stack(), with(Cluster(), Badge("a", Neutral), Badge("b", Neutral)), VisuallyHidden("c"), with(Content(), VisuallyHidden("d")))},
		{"plain header", PageHeader{Title: "Tickets"}},
		{"hostile", PageHeader{Title: hostile, Text: hostile, Back: "javascript:alert(1)"}},
	}},
	{"card", []example{
		{"usual", with(Card{ID: "details", Title: "Details", Text: "As of today.", Actions: LinkButton{Label: "Edit", Href: "/edit"}},
			with(Definitions(), with(Definition("Status"), Badge("Open", Good)), with(Definition("Owner"), Person("Ann Lee")), with(Definition("Opened"), Date(at))))},
		{"flush", with(Card{Flush: true}, raw("<table></table>"))},
		{"hostile", with(Card{Title: hostile, Text: hostile}, with(Definitions(), with(Definition(hostile), PlainText(hostile))))},
	}},
	{"virtuallist", []example{
		{"in the middle", with(VirtualList{Above: "/log?up=150", Below: "/log?up=50"}, with(Timeline("Log"), TimelineItem{ID: "e1", By: "Ada", Text: "logged", At: at}))},
		{"at the end", with(VirtualList{Above: "/log?up=150", AboveLabel: "Later"}, Timeline("Log"))},
		{"all there is", with(VirtualList{}, Timeline("Log"))},
		{"hostile", with(VirtualList{Below: "/log?q=%3C%22&up=1", BelowLabel: hostile})},
	}},
	{"steps", []example{
		{"usual", Steps("Application", Step{Label: "Applicant", Href: "/a", State: Complete}, Step{Label: "Items", Href: "/b", State: Incomplete},
			Step{Label: "Documents", Href: "/c", Current: true}, Step{Label: "Review"})},
		{"hostile", Steps(hostile, Step{Label: hostile, Href: "javascript:alert(1)", Current: true}, Step{Label: hostile})},
	}},
	{"timeline", []example{
		{"usual", with(Timeline("History"),
			TimelineItem{ID: "event-1", By: "Ann Lee", Text: "opened this", At: at},
			with(TimelineItem{ID: "event-2", By: "Bo Berg", Text: "set the status to", At: late, Tone: Good}, Badge("Open", Good)),
			TimelineItem{Text: "Closed by itself after 30 days."})},
		{"empty", Timeline("History")},
		{"hostile", with(Timeline(hostile), TimelineItem{ID: "h", By: hostile, Text: hostile, At: at})},
	}},
	{"comment", []example{
		{"usual", with(Comments("Conversation"),
			Comment{ID: "comment-1", By: "Ann Lee", At: at, Text: "The printer on the 3rd floor is on fire.\n\nPlease hurry."},
			Comment{ID: "comment-2", By: "Bo Berg", At: late, Badge: "Staff", Text: "On my way.", Actions: Menu{ID: "comment-2-menu", Label: "More", Icon: true, Variant: Quiet, Items: []MenuItem{{Label: "Quote", Href: "/q"}}}},
			with(Comment{ID: "comment-3", By: "Bo Berg", At: late, Private: true}, PlainText("Third time this month.")),
			Comment{ID: "comment-4", By: "Bo Berg", At: late, Private: true, Badge: "Internal note", Text: "It was the toner."})},
		{"empty", Comments("Conversation")},
		{"hostile", with(Comments(hostile), Comment{ID: "h", By: hostile, Badge: hostile, Text: hostile})},
	}},
	{"time", []example{
		{"relative", RelativeTime(at)},
		{"countdown", Countdown(at)},
		{"usual", templ.Join(Time(at), Time(late), Date(at))},
		{"keys", Kbd("Ctrl", "K")},
	}},
	{"state", []example{
		{"usual", templ.Join(Progress{Label: "Uploading", Value: 30, Max: 100}, Progress{Label: "Working"}, Loading("Loading the report"), Connection())},
		{"out of bounds", Progress{Label: "Done", Value: 300, Max: 100}},
		{"hostile", templ.Join(Progress{Label: hostile}, Loading(hostile))},
	}},
}
