package desk

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goldfish-go/goldfish/router"
)

// The pages of the desk. Whatever a person can point at is one of these types, and nothing else is
// state.
var (
	Home      = router.New("/", HomeURL{})
	SignIn    = router.New("/sign-in", SignInURL{})
	Tickets   = router.New("/tickets", TicketsURL{Tab: Open, Sort: Sort{"updated", true}, Page: 1})
	NewTicket = router.New("/tickets/new", NewTicketURL{})
	OneTicket = router.New("/tickets/{id}", TicketURL{})
	History   = router.New("/tickets/{id}/history", HistoryURL{})
	Edit      = router.New("/tickets/{id}/edit", EditURL{})
	Activity  = router.New("/activity", ActivityURL{})

	// Parts of other pages.
	Mine       = router.New("/mine", MineURL{})
	Statistics = router.New("/statistics", StatisticsURL{Days: 30})
)

// What people can do on these pages, each with the form that it reads.
var (
	SignInAs   = router.NewAction[SignInForm](SignIn, "in")
	SignOut    = router.NewAction[struct{}](SignIn, "out")
	Speak      = router.NewAction[SpeakForm](SignIn, "speak")
	Create     = router.NewAction[TicketForm](NewTicket, "create")
	Save       = router.NewAction[TicketForm](Edit, "save")
	AddComment = router.NewAction[CommentForm](OneTicket, "comment")

	// A ticket can be worked on wherever one is shown: on its own page, and in the drawer beside
	// the list.
	OnePage = newTicketActions(OneTicket)
	Drawer  = newTicketActions(Tickets)
)

type (
	HomeURL      struct{}
	NewTicketURL struct{}
	MineURL      struct{}

	SignInURL struct {
		Next string // where the person was going
	}
	TicketURL struct {
		ID int64 `path:"id"`
	}
	HistoryURL struct {
		ID int64 `path:"id"`
	}
	StatisticsURL struct {
		Days Days `url:"days,push"`
	}
	// ActivityURL is a window on all that happened: where it stands, counted from the oldest, so
	// that what comes does not move it.
	ActivityURL struct {
		Up int `url:"up"` // to this one; 0: to the newest, whatever comes
	}
	EditURL struct {
		ID int64 `path:"id"`
	}
)

// TicketsURL is the whole state of the list. What narrows it is strict: rather no list than one
// that is wider than asked for.
type TicketsURL struct {
	Tab      Tab      `url:"tab,push,strict" alias:"status"`
	Q        string   `url:"q,strict"`
	Assignee string   `url:"assignee,push,strict"`
	Priority Priority `url:"priority,push,strict"`
	Label    Label    `url:"label,push,strict"`
	Sort     Sort     `url:"sort"`
	Page     int      `url:"page,push,reset"`
	Ticket   int64    `url:"ticket,push,reset,strict"` // in the drawer
}

func (u TicketsURL) OnTab(t Tab) TicketsURL            { u.Tab = t; return u }
func (u TicketsURL) Search(q string) TicketsURL        { u.Q = q; return u }
func (u TicketsURL) Of(person string) TicketsURL       { u.Assignee = person; return u }
func (u TicketsURL) Rated(p Priority) TicketsURL       { u.Priority = p; return u }
func (u TicketsURL) Labelled(l Label) TicketsURL       { u.Label = l; return u }
func (u TicketsURL) SortedBy(column string) TicketsURL { u.Sort = u.Sort.by(column); return u }
func (u TicketsURL) OnPage(n int) TicketsURL           { u.Page = n; return u }

// Choose opens the drawer on the page that the person is on, where a change of anything else leads
// back to the first page.
func (u TicketsURL) Choose(id int64) router.URL { u.Ticket = id; return Tickets.URL(u) }

// Bare is the list without anything that narrows it but the tab.
func (u TicketsURL) Bare() TicketsURL { return TicketsURL{Tab: u.Tab, Sort: u.Sort} }

// Narrowed reports whether anything but the tab hides tickets.
func (u TicketsURL) Narrowed() bool {
	return u.Q != "" || u.Assignee != "" || u.Priority != "" || u.Label != ""
}

// A Tab is which tickets a list shows.
type Tab string

const (
	Open   Tab = "open"
	Closed Tab = "closed"
	All    Tab = "all"
)

func (Tab) Values() []Tab { return []Tab{Open, Closed, All} }

// Nobody is the assignee of tickets that wait for one.
const Nobody = "nobody"

// A Sort is the order of the list, in addresses as subject or -subject.
type Sort struct {
	Column string
	Desc   bool
}

// sortable are the columns that sort, each with the direction that people want first.
var sortable = map[string]bool{"subject": false, "requester": false, "priority": true, "assignee": false, "updated": true}

// by sorts by a column, or turns the order around where it does already.
func (s Sort) by(column string) Sort {
	if s.Column == column {
		return Sort{column, !s.Desc}
	}
	return Sort{column, sortable[column]}
}

func (s Sort) MarshalText() ([]byte, error) {
	if s.Desc {
		return []byte("-" + s.Column), nil
	}
	return []byte(s.Column), nil
}

func (s *Sort) UnmarshalText(text []byte) error {
	column, desc := strings.CutPrefix(string(text), "-")
	if _, ok := sortable[column]; !ok {
		return fmt.Errorf("no column %q", column)
	}
	*s = Sort{column, desc}
	return nil
}

// Days are how far back the statistics look.
type Days int

func (Days) Values() []Days { return []Days{7, 30, 90} }

// A Priority says how soon. The zero value is any of them.
type Priority string

func (Priority) Values() []Priority { return []Priority{"urgent", "high", "normal", "low"} }

// A Label says what about. The zero value is any of them.
type Label string

func (Label) Values() []Label {
	return []Label{"billing", "hardware", "login", "network", "request", "shipping", "software"}
}

// known reports whether a value is one that its type lists.
func known[T interface {
	comparable
	Values() []T
}](v T) bool {
	return slices.Contains(v.Values(), v)
}
