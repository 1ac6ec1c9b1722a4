package main

import (
	"errors"
	"net/http"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/store"
)

// download answers with a file of an application, for its owner. Who is signed out signs in first.
func (w *Wizard) download(rw http.ResponseWriter, r *http.Request) {
	draft := r.PathValue("id")
	viewer, err := w.viewer(r)
	var a Attachment
	if err == nil && viewer.ID != "" {
		//mutant:arg(2, "amara") TestDownload: nobody else gets the file
		a, err = w.store.Attachment(r.Context(), viewer.ID, draft, r.PathValue("file"))
	}
	rw.Header().Set("Cache-Control", "private, no-cache")
	switch {
	case errors.Is(err, store.ErrNotFound):
		http.NotFound(rw, r)
	case err != nil:
		w.store.log("a file is not served", err)
		http.Error(rw, http.StatusText(http.StatusServiceUnavailable), http.StatusServiceUnavailable)
	case viewer.ID == "":
		http.Redirect(rw, r, string(SignIn.URL(SignInURL{Next: string(Review.URL(StepURL{ID: draft}))})), http.StatusSeeOther)
	default:
		files.Serve(rw, r, w.store.files, a.File)
	}
}
