package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goldfish-go/goldfish/framework"
	sentences "github.com/goldfish-go/goldfish/templ/text"
)

// need notes what is wrong with a text that must be there.
func need(ctx context.Context, wrong framework.FieldErrors, field, value string, most int, missing string) {
	switch value = strings.TrimSpace(value); {
	case value == "":
		wrong[field] = missing
	case utf8.RuneCountInString(value) > most:
		wrong[field] = fmt.Sprintf(text(ctx, "This is too long: at most %d letters."), most)
	}
}

// Cents is an amount of euros. People write 12, 12.50 or 12,50.
type Cents int64

// UnmarshalText implements [encoding.TextUnmarshaler].
func (c *Cents) UnmarshalText(b []byte) error {
	euros, cents, _ := strings.Cut(strings.ReplaceAll(strings.TrimSpace(strings.Trim(string(b), "€ ")), ",", "."), ".")
	if len(cents) > 2 {
		return errAmount
	}
	n, err := strconv.ParseUint(euros+(cents + "00")[:2], 10, 32)
	if err != nil || euros == "" {
		return errAmount
	}
	*c = Cents(n)
	return nil
}

// MarshalText implements [encoding.TextMarshaler].
func (c Cents) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "%d.%02d", c/100, c%100), nil }

// In writes an amount as people do in the language of the page.
func (c Cents) In(ctx context.Context) string {
	t := sentences.From(ctx)
	whole := strconv.FormatInt(int64(c/100), 10)
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + t.ThousandsSeparator + whole[i:]
	}
	point := "."
	if t.ThousandsSeparator == "." {
		point = ","
	}
	return fmt.Sprintf("%s%s%02d €", whole, point, c%100)
}

// An amountError says in the person's language that a text is no amount.
type amountError struct{}

var errAmount amountError

func (amountError) Error() string { return amountSentence }

const amountSentence = "Please give an amount such as 12.50."

// Translate implements what the framework asks for.
func (amountError) Translate(language string) string { return inLanguage(language, amountSentence) }
