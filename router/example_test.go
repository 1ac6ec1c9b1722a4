package router_test

import (
	"fmt"

	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/text"
)

// TicketsURL, its enum Tab and its transitions OnTab and OnPage are in route_test.go; they look as
// in the package comment.

func ExampleRoute_URL() {
	fmt.Println(Tickets.URL(TicketsURL{Team: "red"}))
	fmt.Println(Tickets.URL(TicketsURL{Team: "red", Tab: Closed, Q: "on fire", Page: 2}))
	// Output:
	// /teams/red/tickets
	// /teams/red/tickets?tab=closed&q=on+fire&page=2
}

func ExampleNewAction() {
	type AssignForm struct{ Person string }
	assign := router.NewAction[AssignForm](Tickets, "assign")
	fmt.Println(assign.URL(TicketsURL{Team: "red", Page: 2}))
	// Output: /teams/red/tickets?page=2&_action=assign
}

func ExampleRoute_Parse() {
	u, report, ok := Tickets.Parse("/teams/red/tickets", "status=closed&page=two&utm_source=mail")
	fmt.Println(u.Team, u.Tab, u.Page, ok)
	fmt.Println("redirect:", report.UsedAlias, "status:", report.Status(true))
	fmt.Println(report.Message(&text.English))
	// Output:
	// red closed 1 true
	// redirect: true status: 0
	// Part of this address was not understood and left out. page: “two” is not a number.
}

func ExampleRoute_HistoryMode() {
	u := TicketsURL{Team: "red"}
	fmt.Println(Tickets.HistoryMode(u, u.OnTab(Closed)))
	fmt.Println(Tickets.HistoryMode(u, u.Search("fire")))
	// Output:
	// push
	// replace
}

func ExampleRoute_Schema() {
	fmt.Print(Tickets.Schema())
	// Output:
	// team string path
	// tab enum push default=open values=open,closed alias=status value-aliases=done>closed
	// q string -
	// tag []string -
	// page int push,reset default=1
}

func ExampleLinkBuilder_To() {
	here := Tickets.From(TicketsURL{Team: "red", Q: "fire", Page: 3})
	u := TicketsURL{Team: "red", Q: "fire", Page: 3}
	fmt.Println(here.To(u.OnPage(4)))
	fmt.Println(here.To(u.OnTab(Closed))) // on the first page again
	// Output:
	// /teams/red/tickets?q=fire&page=4
	// /teams/red/tickets?tab=closed&q=fire
}

func ExampleLinkBuilder_Hidden() {
	// <form action={ Tickets.URL(u) }><input name="q" value={ u.Q }> and these:
	here := Tickets.From(TicketsURL{Team: "red", Tab: Closed, Q: "fire", Page: 3})
	for _, input := range here.Hidden("q") {
		fmt.Printf("<input type=\"hidden\" name=%q value=%q>\n", input.Name, input.Value)
	}
	// Output: <input type="hidden" name="tab" value="closed">
}

func ExampleRoute_Redact() {
	type ResetURL struct {
		Token string `url:"token,secret"`
		Step  int    `url:"step"`
	}
	Reset := router.New("/reset", ResetURL{})
	fmt.Println(Reset.Redact(ResetURL{Token: "hunter2", Step: 2}))
	// Output: /reset?token=xxxxx&step=2
}

func ExampleParseLocal() {
	fmt.Println(router.ParseLocal("/teams/red/tickets?page=2"))
	fmt.Println(router.ParseLocal("//evil.example/teams"))
	// Output:
	// /teams/red/tickets?page=2 true
	//  false
}
