// Files is a gallery of attachments: forms with files, kept in a folder.
package main

import (
	"embed"
	"flag"
	"log"
	"net/http"
	"path/filepath"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/layout"
)

type GalleryURL struct{}

// An AddForm adds an album.
type AddForm struct {
	Title string
	Cover files.File   `file:"max=10MB,types=image/*"`
	Files []files.File `file:"max=1GB,count=5"`
}

// A RemoveForm removes an album.
type RemoveForm struct{ ID string }

var (
	Gallery = router.New("/", GalleryURL{})
	Add     = router.NewAction[AddForm](Gallery, "add")
	Remove  = router.NewAction[RemoveForm](Gallery, "remove")

	coverRule = files.RuleOf[AddForm]("cover")
	filesRule = files.RuleOf[AddForm]("files")
)

//go:embed files.css
var styles embed.FS

var assets = layout.NewAssets("/assets/", components.Files, styles)

// newGallery returns the app and its handler, which also serves the files. Everything is in the
// folder.
func newGallery(dir string, options framework.Options[framework.Anyone]) (*framework.App[framework.Anyone], http.Handler) {
	g := &gallery{path: filepath.Join(dir, "albums.json"), store: files.Folder(filepath.Join(dir, "files"))}
	options.Files, options.FileInUse = g.store, g.inUse
	options.Shell = func(_ framework.Anyone, doc layout.Document) templ.Component { return shell(doc) }
	app := framework.New(framework.Public, options)
	framework.Get(app, Gallery, framework.Everyone, g.view)
	framework.Post(app, Add, framework.Everyone, g.add)
	framework.Post(app, Remove, framework.Everyone, g.remove)
	g.notify = app.Notify
	mux := http.NewServeMux()
	mux.Handle("/", app)
	mux.Handle("/assets/", assets)
	mux.HandleFunc("GET /files/{id}", g.download)
	return app, mux
}

func main() {
	addr := flag.String("addr", "localhost:8080", "where to listen")
	dir := flag.String("dir", "gallery", "where the albums are")
	flag.Parse()
	app, handler := newGallery(*dir, framework.Options[framework.Anyone]{})
	if err := app.Run(*addr, handler); err != nil {
		log.Fatal(err)
	}
}
