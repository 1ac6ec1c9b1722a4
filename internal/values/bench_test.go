package values_test

import (
	"net/url"
	"reflect"
	"testing"
	"time"

	"github.com/go-playground/form/v4"
	"github.com/goldfish-go/goldfish/internal/values"
)

// A search has eight fields of the kinds that pages have. Both codecs know its tags.
type search struct {
	Q     string    `url:"q" form:"q"`
	Tab   tab       `url:"tab" form:"tab"`
	Page  int       `url:"page" form:"page"`
	Live  bool      `url:"live" form:"live"`
	Min   float64   `url:"min" form:"min"`
	Since time.Time `url:"since" form:"since"`
	Tags  []string  `url:"tag" form:"tag"`
	IDs   []int64   `url:"id" form:"id"`
}

var full = search{
	Q: "printer on fire", Tab: closed, Page: 3, Live: true, Min: 1.5,
	Since: time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC),
	Tags:  []string{"red", "green", "blue"}, IDs: []int64{1, 22, 333},
}

const fullQuery = "q=printer+on+fire&tab=closed&page=3&live=true&min=1.5&since=2026-03-04T05%3A06%3A07Z" +
	"&tag=red&tag=green&tag=blue&id=1&id=22&id=333"

func BenchmarkDecode(b *testing.B) {
	codec, _ := values.For[search]()
	b.Run("values", func(b *testing.B) {
		b.ReportAllocs()
		var s search
		v := reflect.ValueOf(&s).Elem()
		for b.Loop() {
			s = search{}
			codec.Decode(v, fullQuery, values.QueryLimits)
		}
	})
	b.Run("two-keys", func(b *testing.B) {
		b.ReportAllocs()
		var s search
		v := reflect.ValueOf(&s).Elem()
		for b.Loop() {
			s = search{}
			codec.Decode(v, "tab=closed&page=3", values.QueryLimits)
		}
	})
	b.Run("url.ParseQuery", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			url.ParseQuery(fullQuery)
		}
	})
	b.Run("playground", func(b *testing.B) {
		b.ReportAllocs()
		decoder := form.NewDecoder()
		var s search
		for b.Loop() {
			s = search{}
			q, _ := url.ParseQuery(fullQuery)
			if err := decoder.Decode(&s, q); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkEncode(b *testing.B) {
	codec, _ := values.For[search]()
	b.Run("values", func(b *testing.B) {
		b.ReportAllocs()
		v := reflect.ValueOf(&full).Elem()
		buf := make([]byte, 0, 512)
		for b.Loop() {
			buf = codec.Append(buf[:0], v)
		}
	})
	b.Run("playground", func(b *testing.B) {
		b.ReportAllocs()
		encoder := form.NewEncoder()
		for b.Loop() {
			q, err := encoder.Encode(&full)
			if err != nil {
				b.Fatal(err)
			}
			_ = q.Encode()
		}
	})
}
