package values_test

import (
	"errors"
	"net/netip"
	"testing"

	"github.com/goldfish-go/goldfish/internal/values"
	"github.com/goldfish-go/goldfish/templ/text"
)

// A half is a half hour, and reads itself.
type half string

func (h half) MarshalText() ([]byte, error) { return []byte(h), nil }

func (h *half) UnmarshalText(text []byte) error {
	if string(text) == "silent" {
		return errors.New("")
	}
	return errors.New("a meeting starts at :00 or :30")
}

// The reason of a problem is what the type says, if the limits ask for it.
func TestUnmarshalTextErrorMessage(t *testing.T) {
	type meeting struct {
		Start  half
		More   []half
		Maybe  *half
		Silent half
		Code   half `url:"code,secret"`
		Host   netip.Addr
	}
	form := map[string][]string{"start": {"9:15"}, "more": {"9:15", "9:20"}, "maybe": {"9:25"}, "silent": {"silent"}, "code": {"9:40"}, "host": {"x"}}
	reasons := func(limits values.Limits) map[string]string {
		var m meeting
		report, err := values.DecodeValues(&m, form, limits)
		if err != nil {
			t.Fatal(err)
		}
		all := map[string]string{}
		for _, p := range report.Problems {
			all[p.Key] = p.Sentence(&text.English)
		}
		return all
	}
	const message = "A meeting starts at :00 or :30."
	for key, want := range map[string]string{
		"start": message, "more": message, "maybe": message,
		"silent": "“silent” is not understood.",
		"code":   "This value is not understood.",
		"host":   "“x” is not understood.",
	} {
		if got := reasons(values.Limits{UnmarshalErrors: true})[key]; got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
	if got := reasons(values.Limits{})["start"]; got != "“9:15” is not understood." {
		t.Errorf("in an address: %q", got)
	}
}

// A room speaks two languages.
type room string

func (r room) MarshalText() ([]byte, error)  { return []byte(r), nil }
func (r *room) UnmarshalText(b []byte) error { return noRoom(b) }

type noRoom string

func (n noRoom) Error() string { return "there is no room " + string(n) }

// Translate implements what [values.Problem.Sentence] looks for.
func (n noRoom) Translate(language string) string {
	if language == "de" {
		return "den Raum " + string(n) + " gibt es nicht"
	}
	return n.Error()
}

// Every problem has a sentence in the language of the reader.
func TestSentencesInGerman(t *testing.T) {
	type meeting struct {
		Room  room
		Start half
		Seats int8
		Level level
		Code  int `url:"code,secret"`
	}
	var m meeting
	report, err := values.DecodeValues(&m, map[string][]string{
		"room": {"12"}, "start": {"9:15"}, "seats": {"200"}, "level": {"9"}, "code": {"x"},
	}, values.Limits{UnmarshalErrors: true})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, p := range report.Problems {
		got[p.Key] = p.Sentence(&text.German)
	}
	for key, want := range map[string]string{
		"room":  "Den Raum 12 gibt es nicht.",
		"start": "A meeting starts at :00 or :30.", // the type has no other language
		"seats": "„200“ liegt nicht zwischen -128 und 127.",
		"level": "„9“ ist keiner der Werte 1, 2, 3.",
		"code":  "Dieser Wert ist keine Zahl.",
	} {
		if got[key] != want {
			t.Errorf("%s: %q, want %q", key, got[key], want)
		}
	}
}
