package values

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goldfish-go/goldfish/templ/text"
)

// A fault is what is wrong with a value.
type fault struct {
	kind      faultKind
	low, high string // bounds of notBetween and of numbers of values and rows
	values    string // of notOneOf: the first ones
	others    bool   // there are more of them
	unmarshal error  // of a type's own UnmarshalText; it wins
}

type faultKind uint8

const (
	notUnderstood faultKind = iota
	notOneOf
	notOnOrOff
	notANumber
	tooLargeNumber
	notBetween
	notWhole
	notDigits
	notATime
	notADuration
	notText
	badEscape
	tooLong
	secondValue // where one is meant. The first is used; for a strict field it may be the wrong one
	tooManyValues
	rowsNotUnderstood
	tooManyRows   // in the form
	tooFewInList  // low is the limit
	tooManyInList // high is the limit
)

// of returns the sentence of a kind, with its placeholders.
func (k faultKind) of(t *text.Texts) string {
	switch k {
	case notOneOf:
		return t.NotOneOf
	case notOnOrOff:
		return t.NotOnOrOff
	case notANumber:
		return t.NotANumber
	case tooLargeNumber:
		return t.TooLargeNum
	case notBetween:
		return t.NotBetween
	case notWhole:
		return t.NotWhole
	case notDigits:
		return t.NotDigits
	case notATime:
		return t.NotATime
	case notADuration:
		return t.NotADuration
	case notText:
		return t.NotText
	case badEscape:
		return t.BadEscape
	case tooLong:
		return t.TooLong
	case secondValue:
		return t.SecondValue
	case tooManyValues:
		return t.TooManyValues
	case rowsNotUnderstood:
		return t.RowsNotUnderstood
	case tooManyRows:
		return t.TooManyRows
	case tooFewInList:
		return t.TooFewInList
	case tooManyInList:
		return t.TooManyInList
	}
	return t.NotUnderstood
}

// Sentence says what is wrong, for a person: “abc” is not a number.
//
// If a type's own UnmarshalText has refused a value of a form, the sentence is the text of its
// error. An error with a method
//
//	Translate(language string) string
//
// is asked for its text in the language of the reader, a BCP 47 tag.
func (p Problem) Sentence(t *text.Texts) string {
	f := p.fault
	if f.unmarshal != nil {
		if sentence := asSentence(f.unmarshal, t.Language); sentence != "" {
			return sentence
		}
	}
	value := t.ThisValue
	if p.Raw != "" {
		value = text.Fill(t.QuotedValue, "text", p.Raw)
	}
	values := f.values
	if f.others {
		values = text.Fill(t.AndOthers, "values", values)
	}
	return text.Fill(f.kind.of(t), "value", value, "values", values, "min", f.low, "max", f.high)
}

// asSentence returns the text of an error with a capital letter and a full stop.
func asSentence(err error, language string) string {
	sentence := err.Error()
	var translated interface{ Translate(language string) string }
	if errors.As(err, &translated) {
		sentence = translated.Translate(language)
	}
	sentence = strings.TrimSpace(sentence)
	if first, size := utf8.DecodeRuneInString(sentence); size > 0 {
		sentence = string(unicode.ToUpper(first)) + sentence[size:]
	}
	if sentence != "" && !strings.ContainsAny(sentence[len(sentence)-1:], ".!?") {
		sentence += "."
	}
	return sentence
}
