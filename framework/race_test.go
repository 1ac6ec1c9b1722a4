//go:build race

package framework_test

func init() { raceAllocs = 15 }
