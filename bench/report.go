//go:build linux

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A line is one figure as machines read it. Relative targets have lines of their own, with the unit
// "ratio".
type line struct {
	Bench   string   `json:"bench"`
	Case    string   `json:"case"`
	Subject string   `json:"subject"`
	Metric  string   `json:"metric"`
	Value   float64  `json:"value"`
	Unit    string   `json:"unit"`
	Spread  float64  `json:"spread,omitempty"` // from least to most
	Rounds  int      `json:"rounds,omitempty"`
	Target  *float64 `json:"target,omitempty"`
	Met     *bool    `json:"met,omitempty"`
}

func (r *results) writeJSON(w io.Writer) error {
	out := json.NewEncoder(w)
	for _, s := range r.list {
		l := line{Bench: s.bench, Case: s.cas, Subject: s.subject, Metric: s.metric, Value: s.median(), Unit: s.unit,
			Spread: s.spread(), Rounds: len(s.values)}
		for _, t := range r.targetsOf(s) {
			if _, met, ok := r.judge(t); ok && t.of == "" {
				l.Target, l.Met = &t.limit, &met
			}
		}
		if err := out.Encode(l); err != nil {
			return err
		}
		for _, t := range r.targetsOf(s) {
			if value, met, ok := r.judge(t); ok && t.of != "" {
				ratio := line{Bench: s.bench, Case: s.cas, Subject: s.subject, Metric: s.metric + ", of " + t.of, Value: value,
					Unit: "ratio", Target: &t.limit, Met: &met}
				if err := out.Encode(ratio); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (r *results) targetsOf(s *series) (list []target) {
	for _, t := range r.targets {
		if s.subject == goldfish && t.bench == s.bench && t.cas == s.cas && t.metric == s.metric {
			list = append(list, t)
		}
	}
	return list
}

// writeTable is for people; it is Markdown too.
func (r *results) writeTable(w io.Writer) error {
	for _, b := range benches {
		rows := r.rows(b.name)
		if len(rows) == 1 {
			continue
		}
		if _, err := fmt.Fprintf(w, "### %s: %s\n\n%s\n", b.name, b.about, align(rows)); err != nil {
			return err
		}
	}
	return nil
}

// rows is the table of one bench: a column for each subject.
func (r *results) rows(bench string) [][]string {
	subjects := []string{goldfish}
	type row struct{ cas, metric string }
	var order []row
	for _, s := range r.list {
		if s.bench != bench {
			continue
		}
		if !slices.Contains(subjects, s.subject) {
			subjects = append(subjects, s.subject)
		}
		if k := (row{s.cas, s.metric}); !slices.Contains(order, k) {
			order = append(order, k)
		}
	}
	rows := [][]string{slices.Concat([]string{"case", "metric"}, subjects, []string{"target"})}
	for _, k := range order {
		cells := []string{k.cas, k.metric}
		ratioText := ""
		for _, subject := range subjects {
			s := r.find(bench, k.cas, subject, k.metric)
			if s == nil {
				cells = append(cells, "")
				continue
			}
			cells = append(cells, figure(s))
			ratioText += r.ratioText(s)
		}
		rows = append(rows, append(cells, ratioText))
	}
	return rows
}

func (r *results) ratioText(s *series) string {
	var list []string
	for _, t := range r.targetsOf(s) {
		value, met, ok := r.judge(t)
		if !ok {
			continue
		}
		sign, mark := "≤", "✓"
		if t.least {
			sign = "≥"
		}
		if !met {
			mark = "**missed**"
		}
		if t.of == "" {
			list = append(list, fmt.Sprintf("%s %s %s", sign, number(t.limit), mark))
		} else {
			list = append(list, fmt.Sprintf("%s %s of %s: %.2f %s", sign, number(t.limit), t.of, value, mark))
		}
	}
	return strings.Join(list, "; ")
}

// figure is a median with its unit, and half the spread where it is worth a word.
func figure(s *series) string {
	text := strings.TrimSpace(number(s.median()) + " " + s.unit)
	if half := s.spread() / 2; len(s.values) > 1 && half > 0.02*math.Abs(s.median()) {
		text += " ±" + number(half)
	}
	return text
}

// number shows three digits, as nobody believes more.
func number(v float64) string {
	if math.Abs(v) >= 100 || v == math.Trunc(v) {
		return strconv.FormatFloat(math.Round(v), 'f', -1, 64)
	}
	return strconv.FormatFloat(v, 'g', 3, 64)
}

func align(rows [][]string) string {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], len([]rune(cell)))
		}
	}
	var b strings.Builder
	for n, row := range rows {
		for i, cell := range row {
			fmt.Fprintf(&b, "| %s%s ", cell, strings.Repeat(" ", widths[i]-len([]rune(cell))))
		}
		b.WriteString("|\n")
		if n == 0 {
			for _, width := range widths {
				b.WriteString("|" + strings.Repeat("-", width+2))
			}
			b.WriteString("|\n")
		}
	}
	return b.String()
}
