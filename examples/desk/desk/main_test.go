package desk

import (
	"os"
	"testing"

	chromium "github.com/goldfish-go/goldfish/internal/test/browser"
)

func TestMain(m *testing.M) { os.Exit(chromium.Main{M: m}.Run()) }
