package main

import (
	"context"
	"net/mail"
	"strings"
	"time"

	"github.com/goldfish-go/goldfish/framework"
)

// An ApplicantForm is who asks for the grant.
type ApplicantForm struct {
	Name   string
	Email  string
	Birth  time.Time
	Street string
	Zip    string
	City   string
}

// Check implements [framework.Checker].
func (f ApplicantForm) Check(ctx context.Context) framework.FieldErrors {
	wrong := framework.FieldErrors{}
	need(ctx, wrong, "name", f.Name, 120, text(ctx, "Please give your name."))
	need(ctx, wrong, "street", f.Street, 120, text(ctx, "Please give your street and number."))
	need(ctx, wrong, "zip", f.Zip, 12, text(ctx, "Please give your postcode."))
	need(ctx, wrong, "city", f.City, 120, text(ctx, "Please give your town."))
	if _, err := mail.ParseAddress(strings.TrimSpace(f.Email)); err != nil || len(f.Email) > 200 {
		wrong["email"] = text(ctx, "Please give an e-mail address such as ada@example.org.")
	}
	switch {
	case f.Birth.IsZero():
		wrong["birth"] = text(ctx, "Please give your date of birth.")
	case f.Birth.AddDate(18, 0, 0).After(time.Now()):
		wrong["birth"] = text(ctx, "Applicants must be 18 or older. Please ask somebody older to apply.")
	}
	return wrong
}
