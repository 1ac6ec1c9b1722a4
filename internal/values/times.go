package values

import "time"

// The layouts of times without seconds, in UTC. <input type=date> and <input type=datetime-local>
// send the first two (HTML, 2.3.5 Dates and times), so what they send is canonical.
const (
	dateLayout   = "2006-01-02"
	minuteLayout = "2006-01-02T15:04"
	secondLayout = "2006-01-02T15:04:05" // datetime-local with a step; read, never written
)

// appendTime appends the shortest text of an instant, in UTC.
func appendTime(dst []byte, t time.Time) ([]byte, bool) {
	t = t.UTC()
	if y := t.Year(); y < 0 || y > 9999 {
		return dst, false // RFC 3339 has four digits
	}
	form := time.RFC3339Nano
	if t.Second() == 0 && t.Nanosecond() == 0 {
		form = minuteLayout
		if t.Hour() == 0 && t.Minute() == 0 {
			form = dateLayout
		}
	}
	return t.AppendFormat(dst, form), true
}

func parseTime(s string) (time.Time, bool) {
	form := time.RFC3339
	switch {
	case len(s) == len(dateLayout):
		form = dateLayout
	case len(s) == len(minuteLayout):
		form = minuteLayout
	case len(s) >= len(secondLayout) && !hasZone(s[len(secondLayout):]):
		form = secondLayout
	}
	t, err := time.Parse(form, s)
	t = t.UTC()
	return t, err == nil && t.Year() >= 0 && t.Year() <= 9999
}

// hasZone reports whether the text after the seconds, such as .5+02:00, ends in a zone.
func hasZone(rest string) bool {
	for i := range len(rest) {
		switch rest[i] {
		case 'Z', 'z', '+', '-':
			return true
		}
	}
	return false
}
