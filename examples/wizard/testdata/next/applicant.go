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
	Name     string
	Email    string
	Phone    string
	Street   string
	Postcode string
	City     string
	Birth    time.Time `url:"-"`
}

// Check implements [framework.Checker].
func (f ApplicantForm) Check(ctx context.Context) framework.FieldErrors {
	wrong := framework.FieldErrors{}
	need(ctx, wrong, "name", f.Name, 120, text(ctx, "Please give your name."))
	need(ctx, wrong, "phone", f.Phone, 40, "Please give your phone number.")
	need(ctx, wrong, "street", f.Street, 120, text(ctx, "Please give your street and number."))
	need(ctx, wrong, "postcode", f.Postcode, 12, text(ctx, "Please give your postcode."))
	need(ctx, wrong, "city", f.City, 120, text(ctx, "Please give your town."))
	if _, err := mail.ParseAddress(strings.TrimSpace(f.Email)); err != nil {
		wrong["email"] = text(ctx, "Please give an e-mail address such as ada@example.org.")
	}
	return wrong
}
