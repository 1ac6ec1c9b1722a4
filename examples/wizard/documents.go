package main

import (
	"context"
	"strings"
	"time"

	"github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/framework"
)

// A DocumentsForm says what the grant is for, and how the signed form arrives.
type DocumentsForm struct {
	Title string
	About string
	From  time.Time
	Area  Area
	By    By
}

// An Area is what a project is about.
type Area string

// Values lists all areas.
func (Area) Values() []Area { return []Area{"garden", "repair", "youth", "culture", "other"} }

// By is how the signed form arrives.
type By string

// Values lists all ways.
func (By) Values() []By { return []By{"email", "post", "person"} }

// words are the values of the enums as people read them.
var words = map[string]string{
	"garden": "Gardens and green spaces", "repair": "Repair and reuse", "youth": "Children and young people", "culture": "Arts and culture", "other": "Something else",
	"email": "By e-mail", "post": "By post", "person": "In person",
}

// Check implements [framework.Checker].
func (f DocumentsForm) Check(ctx context.Context) framework.FieldErrors {
	wrong := framework.FieldErrors{}
	need(ctx, wrong, "title", f.Title, 120, text(ctx, "Please give your project a name."))
	need(ctx, wrong, "about", f.About, 2000, text(ctx, "Please describe your project."))
	if n := len(strings.TrimSpace(f.About)); n > 0 && n < 20 {
		wrong["about"] = text(ctx, "Please say a little more: a sentence or two.")
	}
	if f.From.IsZero() {
		wrong["from"] = text(ctx, "Please say when the project begins.")
	}
	if f.Area == "" {
		wrong["area"] = text(ctx, "Please choose what the project is about.")
	}
	if f.By == "" {
		wrong["by"] = text(ctx, "Please choose how you send us the signed form.")
	}
	return wrong
}

// options lists the values of an enum.
func options[T interface {
	~string
	Values() []T
}](ctx context.Context, empty string) (all []components.Option) {
	if empty != "" {
		all = append(all, components.Option{Label: empty})
	}
	var v T
	for _, value := range v.Values() {
		all = append(all, components.Option{Value: string(value), Label: text(ctx, words[string(value)])})
	}
	return all
}
