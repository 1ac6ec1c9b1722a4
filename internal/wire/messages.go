package wire

import "encoding/json"

// A HistoryMode says what a navigation does to the history of the browser.
type HistoryMode string

// The history modes.
const (
	Push    HistoryMode = "push"
	Replace HistoryMode = "replace"
)

// A Patch is the answer to a patch request or a post. Empty fields are absent.
type Patch struct {
	URL          string            `json:"url,omitempty"`
	History      HistoryMode       `json:"history,omitempty"`
	Fingerprints string            `json:"fingerprints,omitempty"`
	Title        *string           `json:"title,omitempty"`
	Description  string            `json:"description,omitempty"`
	Version      string            `json:"version,omitempty"`
	Body         *string           `json:"body,omitempty"`
	Delta        json.RawMessage   `json:"delta,omitempty"`
	Notice       string            `json:"notice,omitempty"`
	Flash        string            `json:"flash,omitempty"`
	Fields       map[string]string `json:"fields,omitempty"`
	Message      string            `json:"message,omitempty"`
	Next         string            `json:"next,omitempty"`
	Location     string            `json:"location,omitempty"`
	Confirm      *Confirm          `json:"confirm,omitempty"`
	Conflict     *Conflict         `json:"conflict,omitempty"`
	Parts        []Part            `json:"parts,omitempty"`
}

// Confirm is a question that the person must say yes to before the action runs.
type Confirm struct {
	Question string `json:"question"`
	Yes      string `json:"yes"` // label of the button
}

// Conflict says what others have changed since a form was drawn. Texts are those of a form: one for
// each value, none for an empty field or a box that is not checked.
type Conflict struct {
	Base   string              `json:"base"`   // the new value of the field _base
	Theirs map[string][]string `json:"theirs"` // by field: what the person must decide about
	Merged map[string][]string `json:"merged"` // by field: what the person has not changed
}

// A Part is what a patch or an event says of one part.
type Part struct {
	URL     string          `json:"url"`
	Title   *string         `json:"title,omitempty"`
	Version string          `json:"version,omitempty"`
	Body    *string         `json:"body,omitempty"`
	Delta   json.RawMessage `json:"delta,omitempty"`
	Message string          `json:"message,omitempty"`
}

// Hello is the data of the first event of a stream.
type Hello struct {
	Fingerprints string `json:"fingerprints"`
	Heartbeat    int    `json:"heartbeat"` // seconds
}

// Body is the data of an event without a name that holds a whole page.
type Body struct {
	Title string `json:"title"`
	Body  string `json:"body"`
}

// Stale is the data of the event stale.
type Stale struct {
	Message string `json:"message"`
}

// Delayed is the data of the event delayed.
type Delayed struct {
	Delayed bool `json:"delayed"`
}

// Bye is the data of the event bye: the server is about to stop. The client opens its stream anew,
// and keeps this one until the new one has said hello.
type Bye struct {
	Seconds int `json:"seconds"` // for how long this stream is open at least
}

// Event reads the data of an event without a name: a [Body], or an array, which is a delta.
func Event(version string, data []byte) (Patch, error) {
	p := Patch{Version: version}
	if len(data) > 0 && data[0] == '[' {
		p.Delta = data
		return p, nil
	}
	err := json.Unmarshal(data, &p)
	p.Version = version
	return p, err
}
