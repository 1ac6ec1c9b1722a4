package components_test

import (
	"context"
	"os"

	. "github.com/goldfish-go/goldfish/components"
)

// In a .templ file this is @components.Tabs("Tickets", components.Tab{…}, …).
func Example() {
	tabs := Tabs("Tickets",
		Tab{Label: "Open", Href: "/tickets", Current: true, Count: 12},
		Tab{Label: "Closed", Href: "/tickets?tab=closed"},
	)
	if err := tabs.Render(context.Background(), os.Stdout); err != nil {
		panic(err)
	}
	// Output:
	// <nav class="gf-tabs" aria-label="Tickets"><ul><li><a href="/tickets" aria-current="page"><span>Open</span> <span class="gf-count">12</span></a></li><li><a href="/tickets?tab=closed"><span>Closed</span> </a></li></ul></nav>
}

func ExampleBadge() {
	if err := Badge("Waiting", Warn).Render(context.Background(), os.Stdout); err != nil {
		panic(err)
	}
	// Output: <span class="gf-badge" data-tone="warn">Waiting</span>
}
