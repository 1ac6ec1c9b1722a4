package mutants

import (
	"fmt"
	"go/ast"
	"go/token"
	"strconv"
	"strings"
)

// An edit replaces the source between two positions.
type edit struct {
	from, to token.Pos
	text     string
}

// without returns the source between two positions without the guard, which is between them.
func (m marker) without(from, to token.Pos) (string, error) {
	e, err := m.edit()
	if err != nil {
		return "", fmt.Errorf("%s: %w", m, err)
	}
	return m.text(from, e.from) + e.text + m.text(e.to, to), nil
}

func (m marker) edit() (edit, error) {
	switch m.operator {
	case "delete":
		return m.deletion()
	case "true":
		return m.condition("((%s) || true)")
	case "false":
		if c, ok := m.guard.(*ast.CommClause); ok && m.argument == "" {
			return m.never(c)
		}
		return m.condition("((%s) && false)")
	case "zero":
		return m.condition("0*(%s)")
	case "set":
		return m.assignment()
	case "arg":
		return m.callArgument()
	case "insert":
		return edit{m.guard.Pos(), m.guard.Pos(), m.argument + "; "}, nil
	}
	return edit{}, fmt.Errorf("there is no such operator")
}

// deletion keeps the statement where it never runs, so that all that it uses is still used.
func (m marker) deletion() (edit, error) {
	switch m.guard.(type) {
	case *ast.CaseClause, *ast.CommClause:
		return edit{m.guard.Pos(), m.guard.End(), ""}, nil
	case ast.Stmt:
	default:
		return edit{}, fmt.Errorf("it stands before a %T, not before a statement", m.guard)
	}
	n := 1
	if m.argument != "" {
		var err error
		if n, err = strconv.Atoi(m.argument); err != nil {
			return edit{}, err
		}
	}
	end := token.NoPos
	ast.Inspect(m.parsed, func(node ast.Node) bool {
		var list []ast.Stmt
		switch node := node.(type) {
		case *ast.BlockStmt:
			list = node.List
		case *ast.CaseClause:
			list = node.Body
		case *ast.CommClause:
			list = node.Body
		}
		for i, s := range list {
			if s == m.guard && i+n <= len(list) {
				end = list[i+n-1].End()
			}
		}
		return true
	})
	if end == token.NoPos {
		return edit{}, fmt.Errorf("there are no %d statements", n)
	}
	return edit{m.guard.Pos(), end, "if false { " + m.text(m.guard.Pos(), end) + " }"}, nil
}

// never makes a case of a select wait for a channel that is nil.
func (m marker) never(c *ast.CommClause) (edit, error) {
	var channel ast.Expr
	ast.Inspect(c.Comm, func(n ast.Node) bool {
		if receive, ok := n.(*ast.UnaryExpr); ok && receive.Op == token.ARROW && channel == nil {
			channel = receive.X
		}
		return true
	})
	if channel == nil {
		return edit{}, fmt.Errorf("this case receives nothing")
	}
	return edit{channel.Pos(), channel.End(), "mutantNever(" + m.text(channel.Pos(), channel.End()) + ")"}, nil
}

// condition rewrites the condition, or the operand that the argument names.
func (m marker) condition(format string) (edit, error) {
	list := m.values()
	if list == nil {
		return edit{}, fmt.Errorf("there is no condition")
	}
	at := list[0]
	if m.argument != "" {
		for number := range strings.SplitSeq(m.argument, ".") {
			if list == nil {
				list = operands(at)
			}
			if len(list) == 1 {
				list = operands(list[0])
			}
			n, err := strconv.Atoi(number)
			if err != nil || n < 1 || n > len(list) {
				return edit{}, fmt.Errorf("there is no operand %q in %s", m.argument, m.text(m.guard.Pos(), m.guard.End()))
			}
			at, list = list[n-1], nil
		}
		list = nil
	}
	from, to := at.Pos(), at.End()
	if len(list) > 1 {
		return edit{}, fmt.Errorf("there are %d values: name one", len(list))
	}
	return edit{from, to, fmt.Sprintf(format, m.text(from, to))}, nil
}

// values returns what the guard tests, returns or assigns.
func (m marker) values() []ast.Expr {
	switch g := m.guard.(type) {
	case *ast.IfStmt:
		return []ast.Expr{g.Cond}
	case *ast.ForStmt:
		return []ast.Expr{g.Cond}
	case *ast.CaseClause:
		return g.List
	case *ast.ReturnStmt:
		return g.Results
	case *ast.AssignStmt:
		return g.Rhs
	case *ast.KeyValueExpr:
		return []ast.Expr{g.Value}
	case *ast.GenDecl:
		if len(g.Specs) == 1 {
			if v, ok := g.Specs[0].(*ast.ValueSpec); ok {
				return v.Values
			}
		}
	case ast.Expr:
		return []ast.Expr{g}
	}
	return nil
}

// operands returns the operands of a chain such as a || b || c.
func operands(e ast.Expr) []ast.Expr {
	e = ast.Unparen(e)
	binary, ok := e.(*ast.BinaryExpr)
	if !ok {
		return nil
	}
	left := []ast.Expr{binary.X}
	if l, ok := binary.X.(*ast.BinaryExpr); ok && l.Op == binary.Op {
		left = operands(l)
	}
	return append(left, binary.Y)
}

// assignment replaces what the guard assigns or returns; of an if, what it assigns first.
func (m marker) assignment() (edit, error) {
	list := m.values()
	if g, ok := m.guard.(*ast.IfStmt); ok {
		if init, ok := g.Init.(*ast.AssignStmt); ok {
			list = init.Rhs
		} else {
			list = nil
		}
	}
	if len(list) == 0 {
		return edit{}, fmt.Errorf("nothing is assigned")
	}
	from, to := list[0].Pos(), list[len(list)-1].End()
	return edit{from, to, m.replaced(m.argument, from, to)}, nil
}

// callArgument replaces an argument of the first call in the guard.
func (m marker) callArgument() (edit, error) {
	number, text, _ := strings.Cut(m.argument, ", ")
	n, err := strconv.Atoi(number)
	if err != nil {
		return edit{}, err
	}
	var call *ast.CallExpr
	ast.Inspect(m.guard, func(node ast.Node) bool {
		if c, ok := node.(*ast.CallExpr); ok && call == nil {
			call = c
		}
		return call == nil
	})
	if call == nil || n < 1 || n > len(call.Args) {
		return edit{}, fmt.Errorf("there is no argument %d", n)
	}
	from, to := call.Args[n-1].Pos(), call.Args[n-1].End()
	return edit{from, to, m.replaced(text, from, to)}, nil
}

func (m marker) replaced(text string, from, to token.Pos) string {
	text = strings.ReplaceAll(text, "sometimes()", "mutantSometimes()")
	return strings.ReplaceAll(text, "$", m.text(from, to))
}
