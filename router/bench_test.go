package router_test

import (
	"net/url"
	"testing"

	"github.com/go-playground/form/v4"
)

// A tickets is TicketsURL as the other codec wants it.
type tickets struct {
	Tab  string   `form:"tab"`
	Q    string   `form:"q"`
	Tags []string `form:"tag"`
	Page int      `form:"page"`
}

// BenchmarkLink is what a page does hundreds of times: one link with one change.
func BenchmarkLink(b *testing.B) {
	at := TicketsURL{Team: "red", Q: "printer", Page: 3}
	b.Run("From.To", func(b *testing.B) {
		b.ReportAllocs()
		from := Tickets.From(at)
		for b.Loop() {
			from.To(at.OnTab(Closed))
		}
	})
	b.Run("URL", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			Tickets.URL(at)
		}
	})
	b.Run("Append", func(b *testing.B) {
		b.ReportAllocs()
		buf := make([]byte, 0, 256)
		for b.Loop() {
			buf = Tickets.Append(buf[:0], at)
		}
	})
	b.Run("playground", func(b *testing.B) {
		b.ReportAllocs()
		encoder := form.NewEncoder()
		for b.Loop() {
			q, err := encoder.Encode(&tickets{Tab: "closed", Q: "printer"})
			if err != nil {
				b.Fatal(err)
			}
			_ = "/teams/" + url.PathEscape("red") + "/tickets?" + q.Encode()
		}
	})
}

// BenchmarkParse is what a request does once.
func BenchmarkParse(b *testing.B) {
	const query = "tab=closed&q=printer+on+fire&tag=red&tag=blue&page=3"
	b.Run("Parse", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			Tickets.Parse("/teams/red/tickets", query)
		}
	})
	b.Run("url.ParseQuery", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			url.ParseQuery(query)
		}
	})
}
