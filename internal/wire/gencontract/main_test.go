package main

import (
	"os"
	"testing"
)

// The committed contract.ts is what the generator writes.
func TestContractIsCurrent(t *testing.T) {
	want, err := generate("../" + namesFile)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../" + contractFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("client/src/contract.ts differs from internal/wire: run go generate ./internal/wire")
	}
}
