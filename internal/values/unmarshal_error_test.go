package values_test

import (
	"errors"
	"net/netip"
	"testing"

	"github.com/goldfish-go/goldfish/internal/values"
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
			all[p.Key] = p.Reason
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
