package components

import "embed"

// Files holds two stylesheets. An app serves them with its own files:
//
//	assets := layout.NewAssets("/assets/", components.Files, files)
//	layout.Stylesheet(assets.URL("reset.css"))
//	layout.Stylesheet(assets.URL("goldfish.css"))
//
// goldfish.css is the look of the widgets and styles nothing else. reset.css styles bare elements,
// such as body and a: an app with base styles of its own leaves it out.
//
//go:embed goldfish.css reset.css
var Files embed.FS
