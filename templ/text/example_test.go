package text_test

import (
	"fmt"

	"github.com/goldfish-go/goldfish/templ/text"
)

// A language of the app's own. What its table leaves empty is English.
func ExampleTexts() {
	french := text.Texts{Language: "fr", Save: "Enregistrer"}
	complete := french.Complete()
	fmt.Println(complete.Save, complete.Back)
	// Output: Enregistrer Back
}
