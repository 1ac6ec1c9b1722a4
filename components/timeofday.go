package components

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// A TimeOfDay is the time since midnight on a clock, at least 0 and less than 24 hours. It is what
// a [TimeField] sends. Its text is "17:30", or "17:30:15" where there are seconds.
type TimeOfDay time.Duration

// Clock returns the time of the day at this hour, minute and second. It panics if there is none.
func Clock(hour, minute, second int) TimeOfDay {
	if hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 {
		panic(fmt.Sprintf("components: there is no %02d:%02d:%02d", hour, minute, second))
	}
	return TimeOfDay(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute + time.Duration(second)*time.Second)
}

// String returns "17:30".
func (t TimeOfDay) String() string {
	s := time.Duration(t) / time.Second
	text := fmt.Sprintf("%02d:%02d", s/3600, s/60%60)
	if s%60 != 0 {
		text += fmt.Sprintf(":%02d", s%60)
	}
	return text
}

// MarshalText implements [encoding.TextMarshaler].
func (t TimeOfDay) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText implements [encoding.TextUnmarshaler]. It drops parts of a second.
func (t *TimeOfDay) UnmarshalText(text []byte) error {
	s, _, _ := strings.Cut(string(text), ".")
	for _, layout := range []string{"15:04", time.TimeOnly} {
		if at, err := time.Parse(layout, s); err == nil && len(s) == len(layout) {
			*t = Clock(at.Clock())
			return nil
		}
	}
	return errNoTimeOfDay
}

type noTimeOfDay struct{ error }

var errNoTimeOfDay = noTimeOfDay{errors.New("no time of day such as 17:30")}

// Translate leaves the sentence to the framework, which says it in the language of the page.
func (noTimeOfDay) Translate(string) string { return "" }
