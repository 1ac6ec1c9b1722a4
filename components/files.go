package components

import "embed"

// Files holds the stylesheet, goldfish.css. An app serves it with its own files:
//
//	assets := layout.NewAssets("/assets/", components.Files, files)
//	layout.Stylesheet(assets.URL("goldfish.css"))
//
//go:embed goldfish.css
var Files embed.FS
