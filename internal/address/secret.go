package address

import "strings"

// IsPassword reports whether the name of a form's field says that its value is secret. A field with
// another name says it by the tag url:"pin,secret".
func IsPassword(name string) bool { return strings.Contains(strings.ToLower(name), "password") }
