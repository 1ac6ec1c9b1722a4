//go:build race

package desk

func init() { everyNth = 20 }
