package framework

import (
	"bytes"
	"crypto/rand"

	"github.com/goldfish-go/goldfish/internal/wire"
)

var (
	postForm      = []byte(`<form method="post"`) // as markup.Form writes it
	templateStart = []byte("<template")
	templateEnd   = []byte("</template>")
)

// addKeys adds a hidden input with a new key to each form of a document that posts, for browsers
// without scripts. All forms of a document share the key, since the URL of the action is part of
// the submission. The body of the page, which many people share, and its version do not have it:
// the client takes the inputs out before it reads the body.
func addKeys(document []byte) []byte {
	if !bytes.Contains(document, postForm) {
		return document
	}
	input := []byte(`<input type="hidden" name="` + wire.KeyField + `" value="` + rand.Text() + `">`)
	out := make([]byte, 0, len(document)+8*len(input))
	for len(document) > 0 {
		form := bytes.Index(document, postForm)
		if form < 0 {
			break
		}
		// A form in a template is not in the page, and the client would not find its input.
		if template := bytes.Index(document[:form], templateStart); template >= 0 {
			end := bytes.Index(document[template:], templateEnd)
			if end < 0 {
				break
			}
			end += template + len(templateEnd)
			out, document = append(out, document[:end]...), document[end:]
			continue
		}
		end := bytes.IndexByte(document[form:], '>') // in attributes it is escaped
		if end < 0 {
			break
		}
		end += form + 1
		out = append(append(out, document[:end]...), input...)
		document = document[end:]
	}
	return append(out, document...)
}
