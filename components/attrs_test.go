package components_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/a-h/templ"

	. "github.com/goldfish-go/goldfish/components"
)

// structs has each widget that is a struct, with what it needs in order to draw all that it can.
var structs = []templ.Component{
	ActionButton{}, Avatar{}, TopBar{}, Button{}, Card{}, Cell{}, Checkbox{}, Comment{}, Dialog{Close: "/"}, Drawer{}, EmptyState{}, TimelineItem{}, Field{},
	FilterBar{Action: "/"}, LinkButton{}, Menu{}, Alert{}, PageHeader{}, Pagination{}, Progress{}, Radios{}, Row{}, Search{}, Select{},
	Submit{}, Table{}, Textarea{}, VirtualList{}, Dialog{ID: "opened-by-a-button"},
	Checkboxes{}, Combobox{}, DateField{}, DateRange{}, DateTimeField{}, ErrorSummary{}, FileField{}, NumberField{Unit: "kg"}, OptionList{}, TimeField{},
}

// marked returns the widget with attributes of a caller's.
func marked(t *testing.T, c templ.Component) templ.Component {
	t.Helper()
	copied := reflect.New(reflect.TypeOf(c)).Elem()
	copied.Set(reflect.ValueOf(c))
	field := copied.FieldByName("Attrs")
	if !field.IsValid() {
		t.Fatalf("%T has no Attrs", c)
	}
	field.Set(reflect.ValueOf(templ.Attributes{"class": "mine", "data-mine": "yes"}))
	return copied.Interface().(templ.Component)
}

// Every widget that is a struct takes attributes, on one element, and keeps its own class.
func TestEveryStructTakesAttributes(t *testing.T) {
	listed := map[string]bool{}
	for _, c := range structs {
		name := reflect.TypeOf(c).Name()
		listed[name] = true
		count := func(c templ.Component, what string) int { return strings.Count(render(t, c), what) }
		bare, got := c, marked(t, c)
		if n := count(got, `data-mine="yes"`); n != 1 {
			t.Errorf("%s: the attribute is there %d times: %s", name, n, render(t, got))
		}
		if n := count(got, "mine\"") + count(got, "mine "); n != 1 {
			t.Errorf("%s: the class is there %d times: %s", name, n, render(t, got))
		}
		for line := range strings.SplitSeq(render(t, got), "<") {
			if tag, _, _ := strings.Cut(line, ">"); strings.Count(tag, " class=") > 1 {
				t.Errorf("%s: two classes: <%s>", name, tag)
			}
		}
		if before := classes(t, bare); !strings.HasPrefix(strings.ReplaceAll(classes(t, got), " mine", ""), before) {
			t.Errorf("%s: its own classes were %s, and with another are %s", name, before, classes(t, got))
		}
	}
	for name := range renderers(t) {
		if !listed[name] {
			t.Errorf("%s is not in this test", name)
		}
	}
}

// classes lists the classes of the package in a widget.
func classes(t *testing.T, c templ.Component) string {
	return strings.Join(class.FindAllString(render(t, c), -1), ",")
}

// renderers are the types of the package that have a Render method.
func renderers(t *testing.T) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	files, err := filepath.Glob("*_templ.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Recv == nil || f.Name.Name != "Render" {
				continue
			}
			if name, ok := f.Recv.List[0].Type.(*ast.Ident); ok {
				found[name.Name] = true
			}
		}
	}
	if len(found) < 20 {
		t.Fatalf("only %d widgets were found", len(found))
	}
	return found
}
