// Package money is an example of a type of one's own as the field of a form: an amount of money.
// Copy it, and make it what your app needs.
//
//	type InvoiceForm struct{ Price money.Money }
//
//	@components.NumberField{Name: "price", Label: "Price", Free: true, Unit: "EUR",
//		Value: invoice.Price.Amount(text.From(ctx).Language)}
//
// The framework reads the field by UnmarshalText, and shows the text of its error beside the field,
// in the language of the page.
package money

import (
	"math"
	"strconv"
	"strings"
)

// Default is the currency of an amount that names none.
const Default = "EUR"

// digits are those after the point, of currencies that have not two.
var digits = map[string]int{"JPY": 0, "KRW": 0, "ISK": 0, "BHD": 3, "KWD": 3, "TND": 3}

var signs = map[string]string{"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}

// Money is an amount in one currency. The zero value is no money, in no currency.
type Money struct {
	Minor    int64  // in the smallest unit of the currency, such as cents
	Currency string // ISO 4217
}

func digitsOf(currency string) int {
	if n, ok := digits[currency]; ok {
		return n
	}
	return 2
}

// Amount writes the amount as people do in a language, without the currency: "1234,50" in German.
// There is no separator of thousands, so UnmarshalText reads it in every language.
func (m Money) Amount(language string) string {
	n := digitsOf(m.Currency)
	text := strconv.FormatInt(m.Minor, 10)
	sign := ""
	if m.Minor < 0 {
		sign, text = "-", text[1:]
	}
	if n == 0 {
		return sign + text
	}
	if missing := n + 1 - len(text); missing > 0 {
		text = strings.Repeat("0", missing) + text
	}
	point := "."
	if language == "de" || strings.HasPrefix(language, "de-") {
		point = ","
	}
	return sign + text[:len(text)-n] + point + text[len(text)-n:]
}

// MarshalText implements [encoding.TextMarshaler]: "1234.50 EUR". The zero value is "".
func (m Money) MarshalText() ([]byte, error) {
	if m == (Money{}) {
		return nil, nil
	}
	return []byte(m.Amount("en") + " " + m.Currency), nil
}

// UnmarshalText implements [encoding.TextUnmarshaler]. It reads what people write in English and in
// German: "1234.5", "1.234,50", "1,234.50", "1 234,50 €", "USD 12".
//
// It does not know the language of the page, so it takes what has one meaning alone. "1.234" has
// two, a thousand in German and little more than one in English. It is refused with a sentence
// that says so.
func (m *Money) UnmarshalText(text []byte) error {
	s := strings.TrimSpace(strings.NewReplacer("\u00a0", " ", "\u202f", " ", "−", "-", "’", "'").Replace(string(text)))
	if s == "" {
		*m = Money{}
		return nil
	}
	currency, s := currencyOf(s)
	minor, err := parse(s, digitsOf(currency))
	if err != "" {
		return Error{err, string(text)}
	}
	*m = Money{minor, currency}
	return nil
}

// currencyOf takes the code or the sign of a currency off the text.
func currencyOf(s string) (currency, rest string) {
	for sign, code := range signs {
		if rest, found := strings.CutPrefix(s, sign); found {
			return code, strings.TrimSpace(rest)
		}
		if rest, found := strings.CutSuffix(s, sign); found {
			return code, strings.TrimSpace(rest)
		}
	}
	if len(s) > 3 && isCode(s[:3]) {
		return strings.ToUpper(s[:3]), strings.TrimSpace(s[3:])
	}
	if n := len(s) - 3; n > 0 && isCode(s[n:]) {
		return strings.ToUpper(s[n:]), strings.TrimSpace(s[:n])
	}
	return Default, s
}

func isCode(s string) bool {
	for _, c := range strings.ToUpper(s) {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	return true
}

// parse returns the amount in the smallest unit, or a reason.
func parse(s string, digits int) (int64, reason) {
	negative := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	whole, fraction := s, ""
	last := strings.LastIndexAny(s, ".,")
	if last >= 0 {
		separator, after := s[last:last+1], s[last+1:]
		once := strings.Count(s, separator) == 1
		mixed := strings.ContainsAny(s[:last], ".,' ")
		switch {
		case !once: // of several equal separators, none is the point
		case !mixed && len(after) == 3 && last > 0 && last <= 3 && s[0] != '0':
			return 0, ambiguous
		default:
			whole, fraction = s[:last], after
		}
	}
	whole, ok := ungroup(whole)
	switch {
	case !ok || whole == "" || strings.Trim(fraction, "0123456789") != "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, ","):
		return 0, noAmount
	case len(fraction) > digits:
		return 0, tooFine
	}
	minor, err := strconv.ParseInt(whole+fraction+strings.Repeat("0", digits-len(fraction)), 10, 64)
	if err != nil || minor == math.MaxInt64 {
		return 0, tooLarge
	}
	if negative {
		minor = -minor
	}
	return minor, ""
}

// ungroup takes the separators of thousands out of a whole number. They must all be the same.
func ungroup(s string) (string, bool) {
	i := strings.IndexAny(s, "., '")
	if i < 0 {
		return s, strings.Trim(s, "0123456789") == ""
	}
	groups := strings.Split(s, s[i:i+1])
	for n, g := range groups {
		if strings.Trim(g, "0123456789") != "" || len(g) != 3 && n > 0 || n == 0 && (len(g) == 0 || len(g) > 3) {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

// A reason says why a text is no amount.
type reason string

const (
	noAmount  reason = "no amount"
	ambiguous reason = "ambiguous"
	tooFine   reason = "too fine"
	tooLarge  reason = "too large"
)

// An Error says why a text is no amount of money.
type Error struct {
	reason reason
	text   string
}

// Error implements error, in English.
func (e Error) Error() string { return e.Translate("en") }

// Translate returns the sentence for the person. The framework calls it with the language of the
// page.
func (e Error) Translate(language string) string {
	sentences := english
	if language == "de" || strings.HasPrefix(language, "de-") {
		sentences = german
	}
	plain := strings.NewReplacer(".", "", ",", "").Replace(e.text)
	return strings.NewReplacer("{text}", e.text, "{plain}", plain).Replace(sentences[e.reason])
}

// {text} is what was entered, {plain} the same without separators.
var (
	english = map[reason]string{
		noAmount:  "“{text}” is not an amount of money such as 1234.50.",
		ambiguous: "“{text}” can mean two amounts. Write {plain}, without a separator of thousands.",
		tooFine:   "“{text}” has too many digits after the point.",
		tooLarge:  "“{text}” is too large an amount.",
	}
	german = map[reason]string{
		noAmount:  "„{text}“ ist kein Geldbetrag wie 1234,50.",
		ambiguous: "„{text}“ kann zwei Beträge bedeuten. Schreiben Sie {plain}, ohne Punkt.",
		tooFine:   "„{text}“ hat zu viele Stellen nach dem Komma.",
		tooLarge:  "„{text}“ ist ein zu großer Betrag.",
	}
)
