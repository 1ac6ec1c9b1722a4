//go:build race

package main

func init() { everyNth = 20 }
