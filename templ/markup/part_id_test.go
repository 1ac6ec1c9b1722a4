package markup_test

import (
	"io"
	"testing"

	"github.com/goldfish-go/goldfish/templ/markup"
)

// Each part of a page has an ID of its own, whatever its path; and one that is chosen twice is an
// error.
func TestPartsWithOneID(t *testing.T) {
	var placed []markup.Part
	ctx := markup.WithPartCollector(t.Context(), &placed)
	for _, url := range []markup.URL{"/a/b", "/a-b", "/a/b?x=1", "/a/b-2"} {
		if err := (markup.Part{URL: url}).Render(ctx, io.Discard); err != nil {
			t.Fatal(err)
		}
	}
	ids := map[string]bool{}
	for _, p := range placed {
		ids[p.ID] = true
	}
	if len(ids) != 4 || placed[0].ID != "part-a-b" {
		t.Errorf("the IDs are %v", ids)
	}
	part := markup.Part{URL: "/c", ID: "part-a-b"}
	if err := part.Render(ctx, io.Discard); err == nil {
		t.Error("an ID was chosen twice")
	}
}
