package files

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// inline are the types that a browser may show by itself: images that run no script.
var inline = map[string]bool{
	"image/png": true, "image/jpeg": true, "image/gif": true, "image/webp": true, "image/avif": true, "image/bmp": true,
}

// Serve answers a GET or HEAD with a file: with its name, with ranges, and with an ETag. Images are
// shown in the browser; everything else is downloaded, and nothing is run. The app must have
// checked that the viewer may have the file. An empty Name or Type is that of the store. If there
// is no such file, Serve answers 404.
func Serve(w http.ResponseWriter, r *http.Request, s Store, f File) {
	u, err := s.Find(r.Context(), f.ID)
	if err == nil && u.State == Arriving {
		err = ErrNotFound
	}
	if err != nil {
		fail(w, err)
		return
	}
	content, err := s.Open(r.Context(), f.ID)
	if err != nil {
		fail(w, err)
		return
	}
	defer content.Close()
	if f.Name == "" {
		f.Name = u.Name
	}
	if f.Type == "" {
		f.Type = u.Type
	}
	h := w.Header()
	h.Set("Content-Type", f.Type)
	h.Set("X-Content-Type-Options", "nosniff")
	//mutant:delete TestServe: a file of a person runs nothing
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	kind := "attachment"
	if inline[f.Type] {
		kind = "inline"
	}
	h.Set("Content-Disposition", Disposition(kind, f.Name))
	h.Set("ETag", `"`+f.ID+`"`) // the content of an ID never changes
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "private, no-cache")
	}
	http.ServeContent(w, r, "", time.Time{}, content)
}

func fail(w http.ResponseWriter, err error) {
	status := http.StatusInternalServerError
	if errors.Is(err, ErrNotFound) {
		status = http.StatusNotFound
	}
	http.Error(w, http.StatusText(status), status)
}

// Disposition returns the header Content-Disposition with a file name, as RFC 6266 and RFC 8187
// write it: in ASCII for old clients, and in UTF-8.
func Disposition(kind, name string) string {
	name = CleanName(name)
	ascii := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' || r == '"' || r == '\\' || r == '%' {
			return '_'
		}
		return r
	}, name)
	value := kind + `; filename="` + ascii + `"`
	if ascii != name {
		value += "; filename*=UTF-8''" + escapeName(name)
	}
	return value
}

// escapeName escapes all bytes but the attr-char of RFC 8187.
func escapeName(name string) string {
	escaped := strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
	return strings.NewReplacer("*", "%2A", "'", "%27", "(", "%28", ")", "%29").Replace(escaped)
}
