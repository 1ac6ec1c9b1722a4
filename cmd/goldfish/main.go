// Goldfish is the command for looking into a running app.
//
//	goldfish tail URL     prints what happens on a page, line by line
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"syscall"
)

// A command is a subcommand. Each is in a file of its own and in the table below.
type command struct {
	name     string
	args     string
	summary  string
	longHelp string // for its help text
	run      func(ctx context.Context, c command, args []string, out, log io.Writer) error
}

var commands = []command{tailCommand}

// Exit codes.
const (
	exitDone   = 0 // finished or interrupted
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run runs one command and returns the exit code.
func run(ctx context.Context, args []string, out, log io.Writer) int {
	name := "help"
	if len(args) > 0 {
		name, args = args[0], args[1:]
	}
	switch name {
	case "help", "-h", "-help", "--help":
		if len(args) > 0 {
			return run(ctx, []string{args[0], "-h"}, out, log)
		}
		printUsage(out)
		return exitDone
	}
	i := slices.IndexFunc(commands, func(c command) bool { return c.name == name })
	if i < 0 {
		fmt.Fprintf(log, "goldfish: there is no command named %q\n", name)
		printUsage(log)
		return exitUsage
	}
	c := commands[i]
	err := c.run(ctx, c, args, out, log)
	if err == nil || errors.Is(err, flag.ErrHelp) {
		return exitDone
	}
	fmt.Fprintf(log, "goldfish %s: %v\n", c.name, err)
	if _, ok := errors.AsType[usageError](err); ok {
		fmt.Fprintf(log, "usage: goldfish %s [flags] %s\n", c.name, c.args)
		return exitUsage
	}
	return exitFailed
}

func printUsage(w io.Writer) {
	fmt.Fprintln(w, "usage: goldfish COMMAND …")
	for _, c := range commands {
		fmt.Fprintf(w, "  %-20s %s\n", c.name+" "+c.args, c.summary)
	}
	fmt.Fprintln(w, "goldfish help COMMAND says more")
}

// A usageError is a command line that cannot be understood.
type usageError string

func (e usageError) Error() string { return string(e) }

// parse parses the command line and returns the arguments. Flags may stand before and after them.
// For -h it prints the help text.
func (c command) parse(f *flag.FlagSet, args []string, out io.Writer) (rest []string, err error) {
	f.SetOutput(io.Discard)
	f.Usage = func() {}
	for {
		switch err := f.Parse(args); {
		case errors.Is(err, flag.ErrHelp):
			fmt.Fprintf(out, "usage: goldfish %s [flags] %s\n\n%s\n\n", c.name, c.args, c.longHelp)
			f.SetOutput(out)
			f.PrintDefaults()
			return nil, err
		case err != nil:
			return nil, usageError(err.Error())
		case f.NArg() == 0:
			return rest, nil
		}
		rest = append(rest, f.Arg(0))
		args = f.Args()[1:]
	}
}
