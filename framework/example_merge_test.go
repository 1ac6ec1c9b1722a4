package framework_test

import (
	"context"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

// Two people may edit one note: what both have changed, the second decides. The form is drawn with
// markup.Form{Action: Save.URL(u), Base: Save.Base(NoteForm{…})}.
func ExampleMerge() {
	type NoteForm struct{ Title, Text string }
	saved := NoteForm{Title: "Milk", Text: "2 litres"}
	_ = func(ctx context.Context, _ User, _ struct{}, mine NoteForm) (router.URL, error) {
		merged, err := framework.Merge(ctx, mine, saved, "Ben") // in the transaction that writes
		if err != nil {
			return framework.Stay, err
		}
		saved = merged
		return framework.Stay, nil
	}
}
