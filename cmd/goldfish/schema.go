package main

import (
	"context"
	"flag"
	"fmt"
	"io"

	"github.com/goldfish-go/goldfish/store"
)

var schemaCommand = command{
	name:    "schema",
	args:    "[TABLE TOPIC…]",
	summary: "SQL of Goldfish's tables, or of triggers for a table",
	longHelp: `Prints the statements that make Goldfish's tables, for the app's own migrations. store.Migrate runs the same.

With a table and topics, it prints triggers for that table instead: then a change of its rows by any program, such as psql,
is live on the pages that depend on the topics. A topic may name columns of the row:

	goldfish schema -dialect postgresql tickets tickets "ticket:{id}"`,
	run: func(_ context.Context, c command, args []string, out, _ io.Writer) error {
		flags := flag.NewFlagSet(c.name, flag.ContinueOnError)
		name := flags.String("dialect", "sqlite", "`sqlite` or postgresql")
		rest, err := c.parse(flags, args, out)
		if err != nil {
			return err
		}
		dialect, ok := map[string]store.Dialect{"sqlite": store.SQLite, "postgresql": store.PostgreSQL}[*name]
		if !ok {
			return usageError(fmt.Sprintf("-dialect is sqlite or postgresql, not %q", *name))
		}
		statements := store.Schema(dialect)
		if len(rest) > 0 {
			if statements, err = store.Triggers(dialect, rest[0], rest[1:]...); err != nil {
				return usageError(err.Error())
			}
		}
		_, err = io.WriteString(out, statements)
		return err
	},
}
