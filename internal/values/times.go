package values

import "time"

// The spellings of a time, from the shortest that a text may be written in. The first two are what <input
// type=date> and <input type=datetime-local> send (HTML, 2.3.5 Dates and times); so what they send is
// canonical.
const (
	dateForm   = "2006-01-02"
	minuteForm = "2006-01-02T15:04"
	secondForm = "2006-01-02T15:04:05" // datetime-local with a step; read, never written
)

// appendTime appends the shortest text of an instant, in UTC.
func appendTime(dst []byte, t time.Time) ([]byte, bool) {
	t = t.UTC()
	if y := t.Year(); y < 0 || y > 9999 {
		return dst, false // RFC 3339 has four digits
	}
	form := time.RFC3339Nano
	if t.Second() == 0 && t.Nanosecond() == 0 {
		form = minuteForm
		if t.Hour() == 0 && t.Minute() == 0 {
			form = dateForm
		}
	}
	return t.AppendFormat(dst, form), true
}

func parseTime(s string) (time.Time, bool) {
	form := time.RFC3339
	switch {
	case len(s) == len(dateForm):
		form = dateForm
	case len(s) == len(minuteForm):
		form = minuteForm
	case len(s) > len(minuteForm) && s[len(minuteForm)] != ':':
		form = minuteForm + "Z07:00" // ISO 8601 lets the seconds be left out, RFC 3339 does not
	case len(s) >= len(secondForm) && !zoned(s[len(secondForm):]):
		form = secondForm
	}
	t, err := time.Parse(form, s)
	t = t.UTC()
	return t, err == nil && t.Year() >= 0 && t.Year() <= 9999
}

// zoned reports whether what follows the seconds, such as .5+02:00, ends in a zone.
func zoned(rest string) bool {
	for i := range len(rest) {
		switch rest[i] {
		case 'Z', 'z', '+', '-':
			return true
		}
	}
	return false
}
