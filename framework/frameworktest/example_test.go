package frameworktest_test

import (
	"fmt"

	"github.com/goldfish-go/goldfish/framework/frameworktest"
)

// In a test, t is the *testing.T.
var t = &exampleT{}

type exampleT struct{ ends []func() }

func (*exampleT) Helper()                           {}
func (*exampleT) Fatalf(format string, args ...any) { panic(fmt.Sprintf(format, args...)) }
func (t *exampleT) Cleanup(f func())                { t.ends = append(t.ends, f) }

func (t *exampleT) end() {
	for ; len(t.ends) > 0; t.ends = t.ends[:len(t.ends)-1] {
		t.ends[len(t.ends)-1]()
	}
}

func Example() {
	defer t.end()
	site := frameworktest.Start(t, newBoard("milk").serve)
	ana, ben := site.Visitor(t), site.Visitor(t)

	board := ben.Open("/board").Live()

	tab := ana.Open("/board")
	tab.Fill("New note", "bread")
	tab.Click("Add")
	fmt.Println(tab.Flash())

	board.See("bread")
	fmt.Println(board.Title())
	// Output:
	// Added.
	// Board (2)
}

func ExampleTab_Errors() {
	defer t.end()
	site := frameworktest.Start(t, newBoard().serve)
	tab := site.Visitor(t).Open("/board")
	tab.Click("Add")
	fmt.Println(tab.Status(), tab.Errors()["note"])
	// Output: 422 Say something.
}

func ExampleTab_In() {
	defer t.end()
	site := frameworktest.Start(t, newBoard("milk", "bread").serve)
	tab := site.Visitor(t).Open("/board")
	tab.In("li", "bread").Click("Toggle")
	fmt.Println(tab.In("li", "milk").Text())
	fmt.Println(tab.In("li", "bread").Text())
	// Output:
	// milk by : open Toggle
	// bread by : done Toggle
}

func ExampleTab_Disconnect() {
	defer t.end()
	site := frameworktest.Start(t, newBoard("milk").serve)
	ana := site.Visitor(t)
	there, here := ana.Open("/board").Live(), ana.Open("/board")
	there.Disconnect()
	here.Enter("New note", "bread")
	there.See("bread")
	there.AssertMatchesReload()
	fmt.Println(there.Version() == here.Version())
	// Output: true
}

func ExampleSite_Deploy() {
	defer t.end()
	b := newBoard("milk")
	site := frameworktest.Start(t, b.build(0))
	tab := site.Visitor(t).Open("/board").Live()
	tab.Fill("New note", "half a sentence")

	site.Deploy(b.build(1)) // with another shell, and other templates
	tab.See("Template 1")
	tab.In("header").See("Diary of build 1")
	fmt.Println(tab.Value("New note"), tab.Documents())

	tab.Click("Add")
	fmt.Println(tab.Flash(), tab.Documents())

	tab.Click("milk") // another path
	fmt.Println(tab.Title(), tab.Documents())
	// Output:
	// half a sentence 1
	// Added. 1
	// milk 2
}

func ExampleTab_Next() {
	defer t.end()
	site := frameworktest.Start(t, newBoard("milk").serve)
	ana := site.Visitor(t)
	list := ana.Open("/board").Live()
	ana.Open("/board").Enter("New note", "bread")
	fmt.Println(list.Next().Text())
	// Output: Board All Done Mine 2 notes milk by : open Toggle bread by : open Toggle New note Add Name Sign in More
}

func ExampleVisitor_NoScript() {
	defer t.end()
	site := frameworktest.Start(t, newBoard("milk").serve)
	tab := site.Visitor(t).NoScript().Open("/board")
	tab.Click("milk")
	fmt.Println(tab.Title(), tab.URL())
	// Output: milk /notes/1
}
