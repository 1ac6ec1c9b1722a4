package components_test

import (
	"fmt"
	"testing"

	"github.com/a-h/templ"

	. "github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/internal/lint"
)

// A loop over widgets of different names, and the options inside of one, are no list without ids:
// development mode must not blame an author for elements that only the widget can name.
func TestLoopsOfWidgetsHaveIDs(t *testing.T) {
	options := []Option{{Value: "a"}, {Value: "b"}, {Value: "c"}, {Value: "d"}}
	for kind, widget := range map[string]func(name string) templ.Component{
		"Checkboxes":   func(name string) templ.Component { return Checkboxes{Name: name, Label: name, Options: options} },
		"Combobox":     func(name string) templ.Component { return Combobox{Name: name, Label: name, Search: "/"} },
		"DateField":    func(name string) templ.Component { return DateField{Name: name, Label: name} },
		"NumberField":  func(name string) templ.Component { return NumberField{Name: name, Label: name} },
		"Checkbox":     func(name string) templ.Component { return Checkbox{Name: name, Label: name} },
		"Field":        func(name string) templ.Component { return Field{Name: name, Label: name} },
		"Radios":       func(name string) templ.Component { return Radios{Name: name, Label: name, Options: options} },
		"Select":       func(name string) templ.Component { return Select{Name: name, Label: name, Options: options} },
		"Textarea":     func(name string) templ.Component { return Textarea{Name: name, Label: name} },
		"ActionButton": func(name string) templ.Component { return ActionButton{ID: name, Label: name, Action: "/"} },
		"Comment":      func(name string) templ.Component { return Comment{ID: name, By: name} },
		"Event":        func(name string) templ.Component { return TimelineItem{ID: name, By: name} },
		"Card":         func(name string) templ.Component { return Card{ID: name, Title: name} },
		"Alert": func(name string) templ.Component {
			return Alert{Text: name, Attrs: templ.Attributes{"id": name}}
		},
		"Menu": func(name string) templ.Component { return Menu{ID: name, Label: name} },
		"Chip": func(name string) templ.Component {
			return Chips(name, Chip{Value: name + "1"}, Chip{Value: name + "2"}, Chip{Value: name + "3"})
		},
	} {
		var loop []templ.Component
		for i := range 4 {
			loop = append(loop, widget(fmt.Sprintf("n%d", i)))
		}
		// Without traces, lint takes all neighbours of one name for rows of one loop.
		for _, f := range lint.Check(render(t, with(FilterBar{}, loop...)), nil) {
			t.Errorf("%s: %s", kind, f.Message)
		}
	}
}
