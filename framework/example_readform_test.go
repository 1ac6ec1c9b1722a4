package framework_test

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/goldfish-go/goldfish/framework"
)

// TimeOfDay is a field that reads itself. Its error is a sentence for the person.
type TimeOfDay string

func (t *TimeOfDay) UnmarshalText(text []byte) error {
	if !strings.Contains(string(text), ":") {
		return errors.New("this is no time of day, such as 9:30")
	}
	*t = TimeOfDay(text)
	return nil
}

func (t TimeOfDay) MarshalText() ([]byte, error) { return []byte(t), nil }

// AppointmentForm checks what its fields cannot check by themselves.
type AppointmentForm struct {
	Title string
	Start TimeOfDay
	Seats int
}

func (f AppointmentForm) Check(context.Context) framework.FieldErrors {
	if f.Title == "" {
		return framework.FieldErrors{"title": "Say what it is about."}
	}
	return nil
}

// A field's own UnmarshalText says what is wrong with it. The form's Check runs as well, so the
// person reads of all errors at once.
func ExampleReadForm() {
	_, errs := framework.ReadForm[AppointmentForm](context.Background(), url.Values{
		"title": {""}, "start": {"half past nine"}, "seats": {"many"},
	})
	for _, field := range []string{"title", "start", "seats"} {
		fmt.Printf("%s: %s\n", field, errs[field])
	}
	// Output:
	// title: Say what it is about.
	// start: This is no time of day, such as 9:30.
	// seats: “many” is not a number.
}
