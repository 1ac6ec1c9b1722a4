package router_test

import (
	"fmt"
	"time"

	"github.com/goldfish-go/goldfish/router"
)

// A field without a tag has its lower-cased name as its key. The fields of an embedded struct stand
// in its place. The fields of a named struct have dotted keys.
func ExampleNew_keys() {
	type Paging struct{ Page, PerPage int }
	type SearchURL struct {
		Query string
		Paging
		Price struct{ Min, Max int }
	}
	search := router.New("/search", SearchURL{Paging: Paging{Page: 1, PerPage: 20}})

	u := SearchURL{Query: "tea", Paging: Paging{Page: 2}}
	u.Price.Max = 9
	fmt.Println(search.URL(u))
	// Output: /search?query=tea&page=2&price.max=9
}

// A time is written in UTC, as short as it can be: a date, minutes, or RFC 3339. What the inputs
// <input type="date"> and <input type="datetime-local"> send is read as UTC.
func ExampleNew_times() {
	type ReportURL struct{ From, Until time.Time }
	report := router.New("/report", ReportURL{})

	fmt.Println(report.URL(ReportURL{
		From:  time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC),
		Until: time.Date(2026, 3, 4, 18, 30, 0, 0, time.FixedZone("CET", 3600)),
	}))
	u, _, _ := report.Parse("/report", "from=2026-03-04T10:00:00%2B02:00")
	fmt.Println(u.From)
	// Output:
	// /report?from=2026-03-04&until=2026-03-04T17%3A30
	// 2026-03-04 08:00:00 +0000 UTC
}

// Zero means the default. Where zero is a choice of its own, the field is a pointer: nil is absent.
func ExampleNew_empty() {
	type ListURL struct {
		Page  int  `url:"page"` // 1 unless the URL says otherwise
		Limit *int `url:"limit"`
	}
	list := router.New("/", ListURL{Page: 1})

	for _, query := range []string{"", "page=&limit=", "page=0&limit=0", "page=x"} {
		u, report, _ := list.Parse("/", query)
		limit := "none"
		if u.Limit != nil {
			limit = fmt.Sprint(*u.Limit)
		}
		fmt.Printf("%q: page %d, limit %s, %d problems\n", query, u.Page, limit, len(report.Problems))
	}
	// Output:
	// "": page 1, limit none, 0 problems
	// "page=&limit=": page 1, limit none, 0 problems
	// "page=0&limit=0": page 1, limit 0, 0 problems
	// "page=x": page 1, limit none, 1 problems
}

// URL builds a link from a whole state. From builds a link from where the person is: a field that
// is tagged reset falls back to its default when another field changes.
func ExampleRoute_From() {
	type TicketsURL struct {
		Q    string `url:"q"`
		Tab  string `url:"tab,push"`
		Page int    `url:"page,push,reset"`
	}
	tickets := router.New("/tickets", TicketsURL{Page: 1})

	here := TicketsURL{Q: "printer", Page: 7}
	there := here
	there.Tab = "closed"
	fmt.Println(tickets.URL(there))           // page 7 of another list
	fmt.Println(tickets.From(here).To(there)) // its first page
	// Output:
	// /tickets?q=printer&tab=closed&page=7
	// /tickets?q=printer&tab=closed
}
