//go:build linux

// Bench answers: what does it cost? Each bench measures Goldfish against a named baseline in the
// same run, with the server in a process of its own:
//
//	go run ./bench                        # what there is
//	go run ./bench idle fanout            # a table for people
//	go run ./bench -json all              # one object a line for machines
//	go run ./bench -update bench/README.md all
//	go run ./bench -for 24h soak
//	go run ./bench scale                  # 90,000 tabs on five processes and NATS, and the model
//	go run ./bench model                  # what ten thousand to ten million tabs need; own flags
//	go run ./bench bus                    # nodes on PostgreSQL; a table of its own
//
// Flags may stand before or after the names.
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
	"time"
)

// A bench is one file that registers itself here.
type bench struct {
	name  string
	about string
	run   func(*run)
}

var benches []bench

func register(name, about string, run func(*run)) {
	benches = append(benches, bench{name, about, run})
}

func main() {
	if len(os.Args) > 2 && os.Args[1] == "serve" { // hidden: the server's side
		serve(os.Args[2], os.Args[3:])
		return
	}
	if len(os.Args) > 2 && os.Args[1] == "load" { // hidden: many tabs of bench scale
		if err := loadMain(os.Args[2:]); err != nil {
			fmt.Fprintln(os.Stderr, "bench load:", err)
			os.Exit(1)
		}
		return
	}
	if len(os.Args) > 1 && os.Args[1] == modelCommand {
		if err := runModel(os.Args[2:], os.Stdout, os.Stderr); err != nil {
			fmt.Fprintln(os.Stderr, "bench model:", err)
			os.Exit(1)
		}
		return
	}
	if len(os.Args) > 1 && os.Args[1] == busBench {
		if err := runBus(context.Background(), os.Args[2:]); err != nil {
			os.Exit(1) // what is wrong was shown
		}
		return
	}
	if err := command(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// command runs the benches that are named. A target that does not depend on time and is missed is
// an error; the others are shown.
func command(args []string, out, log io.Writer) error {
	r := &run{results: &results{}, log: log}
	o, err := r.parse(args)
	if err != nil {
		return err
	}
	chosen, err := choose(o.names)
	if err != nil {
		list(log)
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	for _, b := range chosen {
		fmt.Fprintf(log, "%s: %s\n", b.name, b.about)
		err := r.bounded(ctx, b)
		if errors.Is(err, errLeftOut) && len(chosen) > 1 {
			fmt.Fprintf(log, "%s: %v\n", b.name, err)
			continue
		}
		if err != nil {
			return fmt.Errorf("%s: %w", b.name, err)
		}
	}
	if o.json {
		err = r.results.writeJSON(out)
	} else {
		err = r.results.writeTable(out)
	}
	if err == nil && o.update != "" {
		err = updateReadme(o.update, r.results)
	}
	if err != nil {
		return err
	}
	return r.results.broken()
}

// options are the arguments of the command that do not belong to a run.
type options struct {
	json   bool
	update string
	names  []string
}

// parse reads the flags, which may stand before, between and after the names.
func (r *run) parse(args []string) (o options, err error) {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(r.log)
	flags.BoolVar(&o.json, "json", false, "one JSON object a line")
	flags.StringVar(&o.update, "update", "", "the README whose table is rewritten")
	flags.Float64Var(&r.scale, "scale", 1, "how many tabs, of the usual number")
	flags.IntVar(&r.rounds, "rounds", 3, "how often each subject has its turn")
	flags.DurationVar(&r.length, "for", 2*time.Minute, "how long soak lasts")
	flags.DurationVar(&r.limit, "limit", 20*time.Minute, "when a bench is ended, beside what -for says")
	flags.BoolVar(&r.part, "part", false, "idle: also tabs with a part in the shell")
	flags.BoolVar(&r.withoutNATS, "no-nats", false, "scale: nodes read the changes at intervals, without NATS")
	flags.StringVar(&r.profile, "profile", "", "a folder for CPU and heap profiles of the servers")
	for {
		if err := flags.Parse(args); err != nil { // it stops at a name
			return o, err
		}
		if flags.NArg() == 0 {
			return o, nil
		}
		o.names = append(o.names, flags.Arg(0))
		args = flags.Args()[1:]
	}
}

func choose(names []string) ([]bench, error) {
	if len(names) == 0 {
		return nil, fmt.Errorf("which one? Name some, or all")
	}
	if len(names) == 1 && names[0] == "all" {
		return benches, nil
	}
	var chosen []bench
	for _, name := range names {
		i := slices.IndexFunc(benches, func(b bench) bool { return b.name == name })
		if i < 0 {
			return nil, fmt.Errorf("there is no bench named %q", name)
		}
		chosen = append(chosen, benches[i])
	}
	return chosen, nil
}

func list(w io.Writer) {
	for _, b := range benches {
		fmt.Fprintf(w, "  %-8s %s\n", b.name, b.about)
	}
	fmt.Fprintf(w, "  %-8s %s\n", busBench, "from a commit to the tabs of another node, with PostgreSQL, NATS and Redis (not in all)")
	fmt.Fprintf(w, "  %-8s %s\n", modelCommand, "what tabs, screens and changes need, and what breaks first (not in all)")
}
