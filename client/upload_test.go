package client_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/a-h/templ"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/test/wait"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

type albumForm struct {
	Title  string
	Cover  files.File   `file:"max=10KB,types=image/*"`
	Photos []files.File `file:"max=5MB,count=3"`
}

// An albumSite is a server of an app with files, behind a proxy that can cut connections. The
// server can be started again on the same folder.
type albumSite struct {
	t       testing.TB
	dir     string
	address string // of the proxy
	forms   chan albumForm

	mu     sync.Mutex
	server *http.Server
	app    *framework.App[framework.Anyone]
	target string
	conns  map[net.Conn]bool
	down   bool

	patched  atomic.Int64 // PATCH requests
	deny     atomic.Int64 // the status of all requests of uploads, if above zero
	denied   atomic.Int64 // requests that had it
	dieAfter atomic.Int64 // bytes of files after which the server is killed, if above zero
	title    atomic.Pointer[string]
	attrs    templ.Attributes // of the form

	holdForms, holdFiles chan struct{} // if they are not nil, answers wait until they are closed
}

func serveAlbum(t testing.TB) *albumSite {
	// A request that was cut may still write: a folder that is not empty is no failure.
	dir, err := os.MkdirTemp("", "album")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	s := &albumSite{t: t, dir: dir, forms: make(chan albumForm, 10), conns: map[net.Conn]bool{}}
	title := "Album"
	s.title.Store(&title)
	proxy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.address = "http://" + proxy.Addr().String()
	go func() {
		for {
			conn, err := proxy.Accept()
			if err != nil {
				return
			}
			go s.forward(conn)
		}
	}()
	s.start()
	t.Cleanup(func() {
		proxy.Close()
		s.stop()
	})
	return s
}

func (s *albumSite) start() {
	album := router.New("/", struct{}{})
	add := router.NewAction[albumForm](album, "add")
	app := framework.New(framework.Public, framework.Options[framework.Anyone]{Files: files.Folder(s.dir)})
	framework.Get(app, album, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		fields := templ.Join(templ.Raw(`<h1>`+*s.title.Load()+`</h1><input name="title"><p data-gf-error="title" hidden></p>`),
			components.FileField{Name: "cover", Label: "Cover", Rule: files.RuleOf[albumForm]("cover")},
			components.FileField{Name: "photos", Label: "Photos", Rule: files.RuleOf[albumForm]("photos")}, templ.Raw(`<button>Add</button>`))
		body := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			return markup.Form{Action: add.URL(struct{}{}), ID: "add", Files: true, Attrs: s.attrs}.Render(templ.WithChildren(ctx, fields), w)
		})
		return framework.Page{Title: "Album", Body: body, Topics: []string{"album"}}, nil
	})
	framework.Post(app, add, framework.Everyone, func(_ context.Context, _ framework.Anyone, _ struct{}, f albumForm) (router.URL, error) {
		if f.Title == "" {
			return framework.Stay, framework.FieldErrors{"title": "Give a title."}
		}
		s.forms <- f
		if s.holdForms != nil {
			<-s.holdForms
		}
		return framework.Stay, nil
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		s.t.Fatal(err)
	}
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPatch {
			s.patched.Add(1)
			if s.holdFiles != nil {
				<-s.holdFiles
			}
			r.Body = dyingBody{r.Body, s}
		}
		if status := s.deny.Load(); status > 0 && r.Header.Get("Tus-Resumable") != "" {
			s.denied.Add(1)
			w.Header().Set("Content-Type", wire.PatchType)
			w.WriteHeader(int(status))
			fmt.Fprintf(w, `{"message":"Refused with %d."}`, status)
			return
		}
		app.ServeHTTP(w, r)
	})}
	go func() { _ = server.Serve(listener) }()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.server, s.app, s.target, s.down = server, app, listener.Addr().String(), false
}

// stop kills the server: connections end at once.
func (s *albumSite) stop() {
	s.mu.Lock()
	s.down = true
	for conn := range s.conns {
		conn.Close()
	}
	server, app := s.server, s.app
	s.mu.Unlock()
	server.Close()
	app.Close()
}

// A dyingBody kills the server in the middle of a PATCH request. The app keeps what it has read.
type dyingBody struct {
	io.ReadCloser
	site *albumSite
}

func (b dyingBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.site.dieAfter.Load() > 0 && b.site.dieAfter.Add(-int64(n)) <= 0 {
		b.site.stop()
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

func (s *albumSite) forward(conn net.Conn) {
	defer conn.Close()
	s.mu.Lock()
	target, down := s.target, s.down
	s.conns[conn] = true
	s.mu.Unlock()
	if down {
		return
	}
	server, err := net.Dial("tcp", target)
	if err != nil {
		return
	}
	defer server.Close()
	go func() {
		_, _ = io.Copy(conn, server)
		conn.Close()
	}()
	buffer := make([]byte, 16<<10)
	for {
		n, err := conn.Read(buffer)
		if _, failed := server.Write(buffer[:n]); err != nil || failed != nil {
			return
		}
	}
}

func (s *albumSite) next() albumForm {
	s.t.Helper()
	select {
	case f := <-s.forms:
		return f
	case <-time.After(wait.Limit()):
		s.t.Fatal("no form has arrived")
		return albumForm{}
	}
}

// content returns what the store has of a file.
func (s *albumSite) content(f files.File) []byte {
	b, err := os.ReadFile(filepath.Join(s.dir, f.ID))
	if err != nil {
		s.t.Error(err)
	}
	return b
}

func (s *albumSite) file(name string, content []byte) string {
	path := filepath.Join(s.t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		s.t.Fatal(err)
	}
	return path
}

func (s *albumSite) open(chromium *browser.Browser) *browser.Tab {
	tab := chromium.Tab(s.t)
	tab.Allow("favicon.ico")
	tab.Open(s.address)
	tab.Until("document.documentElement.dataset.gfStream === 'live'")
	tab.Until("performance.getEntriesByType('resource').some(r => /upload-/.test(r.name) && r.responseEnd)")
	return tab
}

const photos = `[name=photos][type=file]`

// items is a script: the number of files of a field that have arrived.
func items(name string) string {
	return `document.querySelectorAll("[name=` + name + `][type=hidden]").length`
}

var png = []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + string(make([]byte, 100)))

// Files are uploaded when they are chosen, and the form has them.
func TestUpload(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)

	t.Run("two files, a refused form keeps them", func(t *testing.T) {
		s := serveAlbum(t)
		tab := s.open(chromium)
		tab.Allow("422")
		a, b := s.file("a.txt", bytes.Repeat([]byte("a"), 700_000)), s.file("ä b.txt", []byte("b"))
		tab.Run(chromedp.SetUploadFiles(photos, []string{a, b}))
		tab.Until(items("photos") + " === 2")
		want(t, "progress", tab.Text("document.querySelectorAll('progress').length"), "0")
		tab.Run(chromedp.Click("button:not([type])"))
		tab.Until("document.querySelector('[data-gf-error=title]').textContent")
		// A push leaves them too.
		title := "Changed"
		s.title.Store(&title)
		s.app.Notify("album")
		tab.Until("document.querySelector('h1').textContent === 'Changed'")
		want(t, "files", tab.Text(items("photos")), "2")
		tab.Run(chromedp.SendKeys("[name=title]", "Sea"), chromedp.Click("button:not([type])"))
		f := s.next()
		want(t, "files", len(f.Photos), 2)
		want(t, "name", f.Photos[1].Name, "ä b.txt")
		want(t, "content", len(s.content(f.Photos[0])), 700_000)
		tab.Until(items("photos") + " === 0 && !document.querySelector('.gf-file')")
	})

	t.Run("cut, and a new server", func(t *testing.T) {
		s := serveAlbum(t)
		tab := s.open(chromium)
		tab.Allow("ERR_|502")
		content := make([]byte, 4_000_000)
		for i := range content {
			content[i] = byte(i * i >> 7)
		}
		s.dieAfter.Store(1_000_000)
		tab.Run(chromedp.SetUploadFiles(photos, []string{s.file("large.bin", content)}))
		tab.Until("document.querySelector('.gf-file-note').textContent")
		before := s.patched.Load()
		stored, _ := filepath.Glob(filepath.Join(s.dir, "????????????????????????????????"))
		if len(stored) != 1 {
			t.Fatalf("%d files", len(stored))
		}
		// The client does not know that the server has a part of the second piece.
		for late := time.Now().Add(wait.Limit()); ; time.Sleep(time.Millisecond) {
			if info, _ := os.Stat(stored[0]); info.Size() >= 1_000_000 && info.Size() < 4_000_000 {
				break
			} else if time.Now().After(late) {
				t.Fatalf("%d bytes are there after the cut", info.Size())
			}
		}
		s.start()
		tab.Until(items("photos") + " === 1")
		if before == 0 {
			t.Error("nothing was sent before the cut")
		}
		tab.Run(chromedp.SendKeys("[name=title]", "Sea"), chromedp.Click("button:not([type])"))
		if f := s.next(); !bytes.Equal(s.content(f.Photos[0]), content) {
			t.Error("the content is another one")
		}
		stored, _ = filepath.Glob(filepath.Join(s.dir, "????????????????????????????????"))
		want(t, "files", len(stored), 1)
	})

	level.Long(t)
	t.Run("waits for files, and removes one", func(t *testing.T) {
		s := serveAlbum(t)
		tab := s.open(chromium)
		tab.Allow("ERR_|502")
		s.dieAfter.Store(800_000)
		tab.Run(chromedp.SetUploadFiles(photos, []string{s.file("a.bin", make([]byte, 3_000_000)), s.file("b.bin", make([]byte, 3_000_000))}))
		tab.Until("document.querySelector('.gf-file-note').textContent")
		tab.Run(chromedp.SendKeys("[name=title]", "Sea"), chromedp.Click("button:not([type])"))
		tab.Until("document.querySelector('[data-gf-flash]').textContent.includes('when all files')")
		want(t, "forms", len(s.forms), 0)
		tab.Run(chromedp.Click(".gf-file-remove"))
		want(t, "focus", tab.Text("document.activeElement.name"), "photos")
		s.start()
		want(t, "files", len(s.next().Photos), 1)
		tab.Until("!document.querySelector('.gf-file')")
	})

	t.Run("unsaved while a file is on its way", func(t *testing.T) {
		s := serveAlbum(t)
		s.attrs = templ.Attributes{markup.Unsaved: ""}
		s.holdFiles = make(chan struct{})
		tab := s.open(chromium)
		tab.Until("performance.getEntriesByType('resource').some(r => /ask-/.test(r.name) && r.responseEnd)")
		tab.Run(chromedp.SetUploadFiles(photos, []string{s.file("a.txt", []byte("a"))}))
		tab.Until("document.querySelector('.gf-file')")
		tab.Run(chromedp.Evaluate("void goldfish.visit('/elsewhere')", nil))
		tab.Until("document.querySelector('dialog.goldfish-ask')")
		tab.Run(chromedp.KeyEvent(kb.Escape))
		close(s.holdFiles)
		tab.Until(items("photos") + " === 1")
		tab.Eval("document.getElementById('add').removeAttribute('data-gf-unsaved')", nil)
	})

	t.Run("chosen while the form is sent", func(t *testing.T) {
		s := serveAlbum(t)
		s.holdForms = make(chan struct{})
		tab := s.open(chromium)
		tab.Run(chromedp.SetUploadFiles(photos, []string{s.file("a.txt", []byte("a"))}), chromedp.SendKeys("[name=title]", "Sea"))
		tab.Until(items("photos") + " === 1")
		tab.Run(chromedp.Click("button:not([type])"))
		want(t, "name", s.next().Photos[0].Name, "a.txt")
		tab.Run(chromedp.SetUploadFiles(photos, []string{s.file("b.txt", []byte("b"))}))
		tab.Until(items("photos") + " === 2")
		close(s.holdForms)
		tab.Until("[...document.querySelectorAll('.gf-file-name')].map(el => el.textContent).join() === 'b.txt' && " + items("photos") + " === 1")
		tab.Until("document.querySelector('[name=title]').value === ''")
		tab.Run(chromedp.SendKeys("[name=title]", "Lake"), chromedp.Click("button:not([type])"))
		f := s.next()
		want(t, "files", len(f.Photos), 1)
		want(t, "name", f.Photos[0].Name, "b.txt")
	})

	// A form that saves by itself is not shown to wait. What the person has pressed is.
	t.Run("waits in a form that saves by itself", func(t *testing.T) {
		s := serveAlbum(t)
		s.holdFiles = make(chan struct{})
		tab := s.open(chromium)
		tab.Eval(`document.querySelector("#add").setAttribute("data-gf-on", "input delay:10ms"),
			addEventListener("goldfish:submit", ({ detail }) => { window.tries = (window.tries ?? 0) + 1; window.pressed = !!detail.submitter })`, nil)
		input := "document.querySelector('[name=title]').dispatchEvent(new Event('input', { bubbles: true }))"
		tab.Eval("document.querySelector('[name=title]').value = 'Sea', "+input, nil)
		want(t, "files", len(s.next().Photos), 0) // one event is one post
		tab.Eval("window.tries = 0", nil)
		tab.Run(chromedp.SetUploadFiles(photos, []string{s.file("a.txt", []byte("a"))}))
		tab.Until("tries > 0")
		want(t, "message", tab.Text("document.querySelector('[data-gf-flash]').textContent"), "")
		tab.Run(chromedp.Click("button:not([type])"))
		tab.Until("document.querySelector('[data-gf-flash]').textContent.includes('when all files')")
		tab.Eval("window.tries = 0, "+input, nil)
		tab.Until("tries > 0 && !pressed")
		close(s.holdFiles)
		want(t, "files", len(s.next().Photos), 1)
		want(t, "pressed", tab.Text("pressed"), "true")
	})

	t.Run("keeps files over a reload", func(t *testing.T) {
		s := serveAlbum(t)
		tab := s.open(chromium)
		tab.Run(chromedp.SetUploadFiles(photos, []string{s.file("a.txt", []byte("a"))}))
		tab.Until(items("photos") + " === 1")
		tab.Run(chromedp.Reload())
		tab.Until(items("photos") + " === 1")
		tab.Run(chromedp.SendKeys("[name=title]", "Sea"), chromedp.Click("button:not([type])"))
		want(t, "name", s.next().Photos[0].Name, "a.txt")
		tab.Until("!document.querySelector('.gf-file')")
	})

	t.Run("refused at once", func(t *testing.T) {
		s := serveAlbum(t)
		tab := s.open(chromium)
		tab.Allow("415|422|413|404")
		errorOf := func(field string) string {
			return `document.querySelector("[data-gf-error=` + field + `]").textContent`
		}
		for _, c := range []struct{ field, name, content, sentence string }{
			{"cover", "a.png", string(make([]byte, 10_001)), "“a.png” is larger than 10 kB."},
			{"cover", "a.txt", "text", "“a.txt” is not of a type that can be used here."},
			{"photos", "b.txt", "", "“b.txt” is empty."},
			{"cover", "lie.png", "text", "“lie.png” is not of a type that can be used here."},
		} {
			tab.Run(chromedp.SetUploadFiles("[name="+c.field+"][type=file]", []string{s.file(c.name, []byte(c.content))}))
			tab.Until(errorOf(c.field) + " === " + fmt.Sprintf("%q", c.sentence))
			tab.Until("!document.querySelector('.gf-file')")
		}
		one := s.file("a.txt", []byte("a"))
		tab.Run(chromedp.SetUploadFiles(photos, []string{one, one, one, one}))
		tab.Until(items("photos") + " === 3")
		want(t, "the error, when the others have arrived", tab.Text(errorOf("photos")), "There can be at most 3 files here.")
		left, _ := filepath.Glob(filepath.Join(s.dir, "*", "*.json"))
		if len(left) > 3 {
			t.Errorf("%d descriptions are left", len(left))
		}
	})

	for _, status := range []int64{401, 403} {
		t.Run(fmt.Sprint("not allowed: ", status), func(t *testing.T) {
			s := serveAlbum(t)
			tab := s.open(chromium)
			tab.Allow("401|403")
			s.deny.Store(status)
			tab.Run(chromedp.SetUploadFiles(photos, []string{s.file("a.txt", []byte("a"))}))
			tab.Until(fmt.Sprintf("document.querySelector('.gf-file-note').textContent === 'Refused with %d.'", status))
			tab.Run(chromedp.SendKeys("[name=title]", "Sea"), chromedp.Click("button:not([type])"))
			tab.Until("document.querySelector('[data-gf-flash]').textContent.includes('when all files')")
			want(t, "requests", s.denied.Load(), 1)
			// Another viewer, who may not either; then one who may.
			tab.Eval("document.dispatchEvent(new Event('goldfish:shell', { bubbles: true }))", nil)
			for until := time.Now().Add(wait.Limit()); s.denied.Load() < 2 && time.Now().Before(until); {
				time.Sleep(5 * time.Millisecond)
			}
			want(t, "requests", s.denied.Load(), 2)
			s.deny.Store(0)
			tab.Eval("setInterval(() => document.dispatchEvent(new Event('goldfish:shell', { bubbles: true })), 50)", nil)
			want(t, "name", s.next().Photos[0].Name, "a.txt")
		})
	}

	t.Run("drop and paste", func(t *testing.T) {
		s := serveAlbum(t)
		tab := s.open(chromium)
		send := func(event, target, name string) {
			tab.Eval(fmt.Sprintf(`(() => {
				const data = new DataTransfer();
				data.items.add(new File([%q], %q, { type: "image/png" }));
				const target = document.querySelector(%q);
				const init = { bubbles: true, cancelable: true, dataTransfer: data, clipboardData: data };
				const event = new %s(init);
				target.dispatchEvent(event);
				if (!event.defaultPrevented) throw Error("the browser would act");
			})()`, "x", name, target, event), nil)
		}
		send("(class extends DragEvent { constructor(i) { super('dragover', i) } })", "[data-gf-upload='max:5000000 count:3']", "a.png")
		want(t, "marked", tab.Text("document.querySelectorAll('[data-drop]').length"), "1")
		send("(class extends DragEvent { constructor(i) { super('drop', i) } })", "[data-gf-upload='max:5000000 count:3']", "a.png")
		send("(class extends ClipboardEvent { constructor(i) { super('paste', i) } })", photos, "b.png")
		// Beside the fields nothing is added, and the page stays.
		send("(class extends DragEvent { constructor(i) { super('drop', i) } })", "h1", "c.png")
		tab.Until(items("photos") + " === 2")
		want(t, "marked", tab.Text("document.querySelectorAll('[data-drop]').length"), "0")
		tab.Run(chromedp.SendKeys("[name=title]", "Sea"), chromedp.Click("button:not([type])"))
		want(t, "files", len(s.next().Photos), 2)
		tab.Until("!document.querySelector('.gf-file')")
	})

	t.Run("one replaces another", func(t *testing.T) {
		s := serveAlbum(t)
		tab := s.open(chromium)
		for _, name := range []string{"a.png", "b.png"} {
			tab.Run(chromedp.SetUploadFiles("[name=cover][type=file]", []string{s.file(name, png)}))
			tab.Until(`document.querySelector(".gf-file-name")?.textContent === "` + name + `" && ` + items("cover") + " === 1")
		}
		tab.Run(chromedp.SendKeys("[name=title]", "Sea"), chromedp.Click("button:not([type])"))
		want(t, "cover", s.next().Cover.Name, "b.png")
		tab.Until("!document.querySelector('.gf-file')")
	})

	t.Run("without scripts", func(t *testing.T) {
		s := serveAlbum(t)
		tab := chromium.Tab(t)
		tab.Allow("422|favicon.ico")
		tab.Run(emulation.SetScriptExecutionDisabled(true))
		tab.Open(s.address)
		tab.Run(chromedp.SetUploadFiles(photos, []string{s.file("a.txt", []byte("a")), s.file("b.txt", []byte("b"))}), chromedp.Click("button:not([type])"))
		tab.Run(chromedp.WaitVisible(`.gf-file [type=checkbox]`))
		tab.Run(chromedp.Click(`.gf-file:last-child [type=checkbox]`), chromedp.SendKeys("[name=title]", "Sea"), chromedp.Click("button:not([type])"))
		f := s.next()
		want(t, "files", len(f.Photos), 1)
		want(t, "name", f.Photos[0].Name, "a.txt")
		tab.Run(chromedp.WaitNotPresent(`.gf-file`))
	})
}
