package components_test

import (
	"context"
	"os"
	"time"

	. "github.com/goldfish-go/goldfish/components"
)

// The server writes UTC, so all viewers share one page. The browser shows the person's time zone.
func ExampleTime() {
	berlin := time.FixedZone("CET", 60*60)
	if err := Time(time.Date(2026, 3, 4, 16, 0, 0, 0, berlin)).Render(context.Background(), os.Stdout); err != nil {
		panic(err)
	}
	// Output: <time class="gf-time" datetime="2026-03-04T15:00:00Z" data-gf-time>4 Mar 2026, 15:00 UTC</time>
}

// A relative time is counted in the browser as time passes, without the server.
func ExampleRelativeTime() {
	if err := RelativeTime(time.Date(2026, 3, 4, 15, 0, 0, 0, time.UTC)).Render(context.Background(), os.Stdout); err != nil {
		panic(err)
	}
	// Output: <time class="gf-time" datetime="2026-03-04T15:00:00Z" data-gf-time="relative">4 Mar 2026, 15:00 UTC</time>
}
