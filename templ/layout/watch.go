package layout

import "github.com/goldfish-go/goldfish/internal/templwatch"

func init() { templwatch.Install() }
