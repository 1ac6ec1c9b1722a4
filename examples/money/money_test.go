package money_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/goldfish-go/goldfish/examples/money"
)

func ExampleMoney() {
	for _, entered := range []string{"1.234,56", "1,234.56", "1234,5 €", "JPY 500", "1.234"} {
		var m money.Money
		if err := m.UnmarshalText([]byte(entered)); err != nil {
			fmt.Println(err)
			fmt.Println(err.(money.Error).Translate("de"))
			continue
		}
		text, _ := m.MarshalText()
		fmt.Printf("%s: %d, %s, in German %s\n", entered, m.Minor, text, m.Amount("de"))
	}
	// Output:
	// 1.234,56: 123456, 1234.56 EUR, in German 1234,56
	// 1,234.56: 123456, 1234.56 EUR, in German 1234,56
	// 1234,5 €: 123450, 1234.50 EUR, in German 1234,50
	// JPY 500: 500, 500 JPY, in German 500
	// “1.234” can mean two amounts. Write 1234, without a separator of thousands.
	// „1.234“ kann zwei Beträge bedeuten. Schreiben Sie 1234, ohne Punkt.
}

func TestAmounts(t *testing.T) {
	for entered, want := range map[string]string{
		"":                      "",
		"0":                     "0.00 EUR",
		"0,05":                  "0.05 EUR",
		"-7":                    "-7.00 EUR",
		"−0.07":                 "-0.07 EUR",
		"1 234 567,8":           "1234567.80 EUR",
		"1'234.50 chf":          "1234.50 CHF",
		"1.234.567":             "1234567.00 EUR",
		"1,234,567":             "1234567.00 EUR",
		"$5":                    "5.00 USD",
		"5.5":                   "5.50 EUR",
		"KWD 0,125":             "0.125 KWD",
		"92233720368547758,06":  "92233720368547758.06 EUR",
		"1.234":                 "refused",
		"12,345":                "refused",
		"0.123":                 "refused",
		"1234.567":              "refused",
		"5,":                    "refused",
		",5":                    "refused",
		"1.23.456":              "refused",
		"1,234,56":              "refused",
		"1.234,567,8":           "refused",
		"five":                  "refused",
		"EUR":                   "refused",
		"- 5":                   "refused",
		"--5":                   "refused",
		"1e3":                   "refused",
		"JPY 1.5":               "refused",
		"92233720368547758,08":  "refused",
		"999999999999999999999": "refused",
	} {
		var m money.Money
		if err := m.UnmarshalText([]byte(entered)); err != nil {
			if want != "refused" {
				t.Errorf("%q: %v", entered, err)
			} else if e, ok := errors.AsType[money.Error](err); !ok || e.Translate("de") == e.Translate("en") {
				t.Errorf("%q: %v is not translated", entered, err)
			}
			continue
		}
		text, err := m.MarshalText()
		if err != nil || string(text) != want {
			t.Errorf("%q is %s, want %s", entered, text, want)
		}
		var again money.Money
		if err := again.UnmarshalText(text); err != nil || again != m {
			t.Errorf("%q: %s is read as %v: %v", entered, text, again, err)
		}
		if german := m.Amount("de-AT") + " " + m.Currency; m.Currency != "" && m.Currency != "KWD" {
			if err := again.UnmarshalText([]byte(german)); err != nil || again != m {
				t.Errorf("%q: %s is read as %v: %v", entered, german, again, err)
			}
		}
	}
}

func FuzzUnmarshalText(f *testing.F) {
	f.Add("1.234,56 €")
	f.Fuzz(func(t *testing.T, s string) {
		var m, again money.Money
		if m.UnmarshalText([]byte(s)) != nil {
			return
		}
		text, err := m.MarshalText()
		if err == nil {
			err = again.UnmarshalText(text)
		}
		if err != nil || again != m {
			t.Errorf("%q is %v, its text %s is %v: %v", s, m, text, again, err)
		}
	})
}
