package chat

import (
	"net/http"

	"github.com/goldfish-go/goldfish/files"
)

// serveFile answers with a file of a message, for members. Who is signed out goes to the sign-in.
func (c *Chat) serveFile(w http.ResponseWriter, r *http.Request) {
	viewer, err := c.viewer(r)
	var a Attachment
	var found bool
	room := r.PathValue("room")
	if err == nil && viewer.ID != "" {
		a, found, err = c.store.Attachment(r.Context(), room, r.PathValue("id"))
	}
	w.Header().Set("Cache-Control", "private, no-cache")
	switch {
	case err != nil:
		c.store.log("a file is not served", err)
		http.Error(w, http.StatusText(http.StatusServiceUnavailable), http.StatusServiceUnavailable)
	//mutant:false TestFileIsForMembers: a stranger gets no file
	case viewer.ID == "":
		http.Redirect(w, r, string(signInFirst(Newest(room))), http.StatusSeeOther)
	//mutant:false TestFileIsForMembers: nobody sees what another person has not sent yet
	case !found || !a.visible(viewer.User):
		http.Error(w, text(inViewersLanguage(r, viewer), "There is no such file, or not any more."), http.StatusNotFound)
	default:
		files.Serve(w, r, c.files, a.File)
	}
}
