package values

import "reflect"

// Decode reads a form body, or a raw query, into dst, and forgets what dst was before. The error is
// that of [Of], for the author of T: who calls For[T] at the start never sees it here.
func Decode[T any](dst *T, body string, limits Limits) (Report, error) {
	c, err := For[T]()
	if err != nil {
		return Report{}, err
	}
	*dst = *new(T)
	return c.Decode(reflect.ValueOf(dst).Elem(), body, limits), nil
}

// DecodeValues is [Decode] for a form that is parsed already, such as a multipart one.
func DecodeValues[T any](dst *T, form map[string][]string, limits Limits) (Report, error) {
	c, err := For[T]()
	if err != nil {
		return Report{}, err
	}
	*dst = *new(T)
	return c.DecodeValues(reflect.ValueOf(dst).Elem(), form, limits), nil
}

// Encode returns the canonical text of a struct, which [Decode] reads.
func Encode[T any](v T) (string, error) {
	c, err := For[T]()
	if err != nil {
		return "", err
	}
	return string(c.Append(nil, reflect.ValueOf(&v).Elem())), nil
}
