// Package vectors holds what the client of a Goldfish app does, as cases: what the server answers,
// what the person does, and what the tab must show. The client in client/ runs them in Chromium,
// and framework/frameworktest runs them without a browser. Where docs/protocol.md leaves a choice,
// the client in Chromium is right.
package vectors

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"
)

// A Case is one course of events.
type Case struct {
	Name string

	// Open is the path of the page that the tab opens first.
	Open string

	// Answers are the answers of the server, by what is requested: "GET /b" for documents and
	// patches, "patch GET /b" for patches alone, "POST /b?_action=save". If there are several, each
	// request takes the next one, and the last one is repeated.
	Answers map[string][]Answer

	Steps []Step
}

// A Step is what the person or the server does, and what the tab must show after it. At most one of
// the fields before Want is set.
type Step struct {
	Click      string             // a link or a button, by its text
	Fill       Field              // a field, by its name
	Back       bool               // in the history
	Forward    bool               // in the history
	Reload     bool               // the document
	Go         string             // opens a path of the site in the same tab
	Send       func(*Server) Page // sends an event on the tab's stream; see Event and the like
	Disconnect bool               // the server ends the stream, and the tab reconnects
	Shell      Shell              // the server has another shell or viewer from now on
	Want       Want
}

// A Field is a field of a form with a value.
type Field struct{ Name, Value string }

// A Shell is what surrounds the page in documents, and its fingerprints.
type Shell struct{ Chrome, Fingerprint, Viewer string }

// A Want is what the tab must show, now or soon. Fields that are zero are not compared; the text
// "-" stands for the empty text.
type Want struct {
	URL       string            // path, query and fragment in the address bar
	Entries   int               // history entries since the tab was opened, the first one included
	Title     string            // of the document
	Text      string            // is visible in the page
	NoText    string            // is not
	Chrome    string            // text of the shell beside the page
	Flash     string            // message of an action or of a failed request
	Notice    string            // message about the address
	Errors    map[string]string // all field errors that are shown, by field; "" is the form
	Fields    []Field           // values of fields
	Focus     string            // name of the field that has the focus, where there is a browser
	Stale     string            // "yes" or "no": the page says that it may be out of date
	Delayed   string            // "yes" or "no": the page says that updates are delayed
	Offered   string            // "yes" or "no": a draft can be taken
	Documents int               // that were loaded, those fetched for their shell not counted
	Stream    string            // path of the open stream
	Held      string            // version that the request of the open stream had
	Parts     string            // header Goldfish-Parts of the open stream
	Request   string            // the last request that was no stream, such as "patch GET /b"
	From      string            // its header Goldfish-From
}

// A State is what a tab shows.
type State struct {
	URL, Title, Text, Chrome, Flash, Notice string
	Entries                                 int
	Errors, Fields                          map[string]string
	Focus                                   string // "?" where there is no browser
	Stale, Delayed, Offered                 bool
}

// A Tab runs steps.
type Tab interface {
	Click(name string)
	Fill(name, value string)
	Back()
	Forward()
	Reload()
	Go(path string)
	State() State
}

// Run runs a case. open opens the site that handler serves, at a path.
func (c Case) Run(t *testing.T, open func(handler http.Handler, path string) Tab) {
	s := newServer(c)
	tab := open(s, c.Open)
	for i, step := range c.Steps {
		switch {
		case step.Click != "":
			tab.Click(step.Click)
		case step.Fill.Name != "":
			tab.Fill(step.Fill.Name, step.Fill.Value)
		case step.Back:
			tab.Back()
		case step.Forward:
			tab.Forward()
		case step.Reload:
			tab.Reload()
		case step.Go != "":
			tab.Go(step.Go)
		case step.Send != nil:
			s.send(t, step.Send(s).event)
		case step.Disconnect:
			s.disconnect(t)
		case step.Shell != Shell{}:
			s.setShell(step.Shell)
		}
		var problems []string
		for deadline := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
			if problems = step.Want.compare(tab.State(), s); len(problems) == 0 {
				break
			}
			if time.Now().After(deadline) {
				t.Fatalf("step %d: %s\nrequests: %s", i+1, strings.Join(problems, "; "), strings.Join(s.log(), ", "))
			}
		}
	}
}

// compare returns what is not as wanted.
func (w Want) compare(is State, s *Server) (problems []string) {
	differ := func(what string, got, want any) {
		problems = append(problems, fmt.Sprintf("%s is %q, want %q", what, fmt.Sprint(got), fmt.Sprint(want)))
	}
	text := func(what, got, want string) {
		if want != "" && got != strings.TrimPrefix(want, "-") {
			differ(what, got, want)
		}
	}
	yes := func(what string, got bool, want string) {
		if want != "" && got != (want == "yes") {
			differ(what, got, want)
		}
	}
	text("URL", is.URL, w.URL)
	text("title", is.Title, w.Title)
	text("flash", is.Flash, w.Flash)
	text("notice", is.Notice, w.Notice)
	text("chrome", is.Chrome, w.Chrome)
	yes("stale", is.Stale, w.Stale)
	yes("delayed", is.Delayed, w.Delayed)
	yes("offered draft", is.Offered, w.Offered)
	if is.Focus != "?" {
		text("focus", is.Focus, w.Focus)
	}
	if w.Entries != 0 && is.Entries != w.Entries {
		differ("number of history entries", is.Entries, w.Entries)
	}
	if !strings.Contains(is.Text, w.Text) {
		differ("text", is.Text, w.Text)
	}
	if w.NoText != "" && strings.Contains(is.Text, w.NoText) {
		differ("text", is.Text, "no "+w.NoText)
	}
	if w.Errors != nil && !maps.Equal(is.Errors, w.Errors) {
		differ("field errors", is.Errors, w.Errors)
	}
	for _, f := range w.Fields {
		if is.Fields[f.Name] != f.Value {
			differ("field "+f.Name, is.Fields[f.Name], f.Value)
		}
	}
	return append(problems, s.compare(w)...)
}

// A Page is content that the server sends.
type Page struct{ event string }

// Event sends an event with a name. data is JSON.
func Event(name, id, data string) func(*Server) Page {
	return func(*Server) Page {
		event := "event: " + name + "\n"
		if id != "" {
			event += "id: " + id + "\n"
		}
		return Page{event + "data: " + data + "\n\n"}
	}
}

// Push sends a whole page, with its version.
func Push(title, body string) func(*Server) Page {
	return func(*Server) Page {
		a := Content(title, body)
		data, _ := json.Marshal(map[string]string{"title": a.Title, "body": a.Body})
		return Page{"id: " + a.Version + "\ndata: " + string(data) + "\n\n"}
	}
}
