package components_test

import (
	"os"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/browser"
)

func TestMain(m *testing.M) { os.Exit(browser.Main{M: m}.Run()) }
