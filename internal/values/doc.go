// Package values answers one question: how does a struct become url.Values and back?
package values
