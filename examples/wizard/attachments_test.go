package main

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/framework/frameworktest"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/store"
)

const pdf = "%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n"

// kept are the IDs of the files that are kept in the folder beside a database. Others are those
// that no draft has, which are swept after a day.
func (f *folder) kept() (ids []string) {
	f.t.Helper()
	entries, err := os.ReadDir(f.path + "-files")
	if err != nil && !os.IsNotExist(err) {
		f.t.Fatal(err)
	}
	for _, entry := range entries {
		if entry.IsDir() {
			continue
		}
		u, err := f.w.store.files.Find(f.t.Context(), entry.Name())
		if err != nil {
			f.t.Fatal(err)
		}
		if u.State == files.Kept {
			ids = append(ids, u.ID)
		}
	}
	return ids
}

// fileID is the ID of a file that a refused form has.
var fileID = regexp.MustCompile(`type="checkbox" name="files" value="([^"]+)"`)

// A folder is an app, its database, and the people at it.
type folder struct {
	t    *testing.T
	path string
	w    *Wizard
	site *frameworktest.Site
}

func newFolder(t *testing.T) *folder {
	f := &folder{t: t, path: filepath.Join(t.TempDir(), "wizard.db")}
	s := newStore(t, f.path)
	f.site = frameworktest.Start(t, func() http.Handler { f.w = New(s); return f.w.Handler() })
	return f
}

func (f *folder) person(name string) *frameworktest.Visitor {
	v := f.site.Visitor(f.t)
	v.Open("/").Click(name)
	return v
}

// request answers a request of a person with its status, where it leads to, and its body.
func (f *folder) request(v *frameworktest.Visitor, method, path, kind string, body io.Reader) (status int, location, text string) {
	f.t.Helper()
	client := *v.Client()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	r, err := http.NewRequestWithContext(f.t.Context(), method, f.site.URL()+path, body)
	if err != nil {
		f.t.Fatal(err)
	}
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	response, err := client.Do(r)
	if err != nil {
		f.t.Fatal(err)
	}
	defer response.Body.Close()
	b, err := io.ReadAll(response.Body)
	if err != nil {
		f.t.Fatal(err)
	}
	return response.StatusCode, response.Header.Get("Location"), string(b)
}

// attach posts files, by name and content, or IDs of files that are there, as a browser without
// scripts does.
func (f *folder) attach(v *frameworktest.Visitor, id string, chosen ...[2]string) (status int, body string) {
	f.t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	for _, c := range chosen {
		if c[0] == "id" {
			_ = form.WriteField("files", c[1])
			continue
		}
		part, _ := form.CreateFormFile("files", c[0])
		_, _ = io.WriteString(part, c[1])
	}
	_ = form.WriteField("_form", "attach")
	_ = form.Close()
	status, _, body = f.request(v, "POST", string(Attach.URL(StepURL{ID: id})), form.FormDataContentType(), &b)
	return status, body
}

func (f *folder) post(v *frameworktest.Visitor, to router.URL, values string) (status int, location, body string) {
	f.t.Helper()
	return f.request(v, "POST", string(to), "application/x-www-form-urlencoded", strings.NewReader(values))
}

// attached are the files of a draft of Amara's, or of what it has become.
func (f *folder) attached(id string) []Attachment {
	f.t.Helper()
	all, err := f.w.store.Attachments(f.t.Context(), "amara", id)
	if err != nil {
		f.t.Fatal(err)
	}
	return all
}

// Files are added and removed with and without scripts, over a restart, beside what is typed. They
// are in the review and in what is sent.
func TestAttachments(t *testing.T) {
	s := newStore(t, filepath.Join(t.TempDir(), "wizard.db"))
	frameworktest.WithAndWithoutScripts(t, func() http.Handler { return New(s).Handler() }, func(t *testing.T, site *frameworktest.Site) {
		id := filled(t, New(s))
		amara := site.Visitor(t)
		amara.Open("/").Click("Amara Okafor")
		step := "/drafts/" + id + "/documents"
		tab := amara.Open(step)
		form := "#attach"
		if strings.HasSuffix(t.Name(), "no_scripts") {
			form = "#step"
		}
		add := func(name, content string) {
			t.Helper()
			tab.In(form).Attach("Plans, photos, cost estimates", name, content)
			tab.Click("Continue")
			tab.Go(step)
		}
		add("plan.pdf", pdf)
		tab.In(".attached").See("plan.pdf")
		add("page.pdf", "<!DOCTYPE html><script>alert(1)</script>")
		tab.In(".attached").DontSee("page.pdf")
		tab.Go(step)
		add("offer.pdf", pdf+"%2")
		tab.In(".attached").See("offer.pdf")
		// A save of the step leaves them.
		tab.Fill("Name of the project", "Garden of rain")
		site.Restart()
		tab.Go(step)
		tab.Click("Remove offer.pdf")
		tab.In(".attached").See("plan.pdf")
		tab.In(".attached").DontSee("offer.pdf")
		tab.Click("Continue")
		tab.In("#summary-documents").See("plan.pdf")
		tab.Check("All of this is right, as far as I know.")
		tab.Click("Send application")
		tab.See("We have received your application")
		tab.See("plan.pdf")
		sent, err := s.AllSent(t.Context(), "amara")
		if err != nil || len(sent) == 0 {
			t.Fatal(sent, err)
		}
		all, err := s.Attachments(t.Context(), "amara", sent[0].Draft)
		if err != nil || len(all) != 1 || all[0].Name != "plan.pdf" || all[0].Type != "application/pdf" || all[0].Size != int64(len(pdf)) {
			t.Errorf("the application has %+v, %v", all, err)
		}
	})
}

// What is no file of this person, or not one that is taken here, is refused with a sentence, and
// the good ones stay in the form.
func TestAttachBadInput(t *testing.T) {
	f := newFolder(t)
	id := filled(t, f.w)
	amara, jonas := f.person("Amara Okafor"), f.person("Jonas Lindner")
	for name, c := range map[string]struct {
		chosen   [2]string
		sentence string
	}{
		"empty":      {[2]string{"a.pdf", ""}, "“a.pdf” is empty."},
		"wrong type": {[2]string{"a.pdf", "<!DOCTYPE html>"}, "“a.pdf” is not of a type that can be used here."},
		"too large":  {[2]string{"a.pdf", pdf + strings.Repeat("x", int(attachRule.MaxSize))}, "“a.pdf” is larger than 25 MB."},
		"no ID":      {[2]string{"id", "../../etc/passwd"}, ""},
		"no file":    {[2]string{"id", files.NewID()}, ""},
	} {
		if status, body := f.attach(amara, id, c.chosen); status != http.StatusUnprocessableEntity || !strings.Contains(body, c.sentence) {
			t.Errorf("%s: %d, want 422 and %q", name, status, c.sentence)
		}
	}
	status, body := f.attach(amara, id, [2]string{"good.pdf", pdf}, [2]string{"bad.pdf", "x"})
	kept := fileID.FindStringSubmatch(body)
	if status != http.StatusUnprocessableEntity || kept == nil {
		t.Fatalf("a good file beside a bad one: %d, %q", status, kept)
	}
	// The file that the refused form has is Amara's, for a draft of hers.
	other := func() (id string) {
		err := f.w.store.live.Write(t.Context(), func(tx *store.Tx) (err error) {
			id, err = Applications.Create(t.Context(), tx, "jonas")
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}()
	f.attach(jonas, other, [2]string{"id", kept[1]})
	if all, err := f.w.store.Attachments(t.Context(), "jonas", other); len(all) != 0 || err != nil {
		t.Errorf("Jonas has a file of Amara's: %+v, %v", all, err)
	}
	if status, _ := f.attach(jonas, id, [2]string{"jonas.pdf", pdf}); status < 400 {
		t.Errorf("a draft of somebody else: %d", status)
	}
	if status, body := f.attach(amara, id, [2]string{"id", kept[1]}); status != http.StatusSeeOther {
		t.Errorf("the form again: %d %s", status, body)
	}
	if status, _ := f.attach(amara, id, [2]string{"id", kept[1]}); status != http.StatusUnprocessableEntity {
		t.Errorf("twice: %d", status)
	}
	if all := f.attached(id); len(all) != 1 || all[0].Name != "good.pdf" {
		t.Errorf("the draft has %+v", all)
	}
	if all := f.kept(); len(all) != 1 {
		t.Errorf("%d files are kept, want 1", len(all))
	}
}

func TestTooManyAttachments(t *testing.T) {
	f := newFolder(t)
	id, amara := filled(t, f.w), f.person("Amara Okafor")
	many := make([][2]string, attachRule.MaxCount-1)
	for i := range many {
		many[i] = [2]string{"a.pdf", pdf}
	}
	if status, _ := f.attach(amara, id, many...); status != http.StatusSeeOther {
		t.Fatal(status)
	}
	if status, body := f.attach(amara, id, many[0], many[0]); status != http.StatusUnprocessableEntity || !strings.Contains(body, "There can be at most 8 files.") {
		t.Errorf("9 files: %d", status)
	}
	if status, _ := f.attach(amara, id, many[0]); status != http.StatusSeeOther || len(f.attached(id)) != attachRule.MaxCount {
		t.Errorf("8 files: %d, %d", status, len(f.attached(id)))
	}
}

// The owner gets the file. Somebody else gets 404, and a stranger signs in first.
func TestDownload(t *testing.T) {
	f := newFolder(t)
	id := filled(t, f.w)
	amara, jonas, stranger := f.person("Amara Okafor"), f.person("Jonas Lindner"), f.site.Visitor(t)
	f.attach(amara, id, [2]string{"plan.pdf", pdf})
	link := string(f.attached(id)[0].URL())
	for name, c := range map[string]struct {
		v      *frameworktest.Visitor
		path   string
		status int
	}{
		"owner":         {amara, link, http.StatusOK},
		"somebody else": {jonas, link, http.StatusNotFound},
		"a stranger":    {stranger, link, http.StatusSeeOther},
		"no file":       {amara, "/drafts/" + id + "/files/" + files.NewID(), http.StatusNotFound},
		"another draft": {amara, strings.Replace(link, id, filled(t, f.w), 1), http.StatusNotFound},
	} {
		status, location, body := f.request(c.v, "GET", c.path, "", nil)
		if status != c.status || (body == pdf) != (status == http.StatusOK) || (status == http.StatusSeeOther) != strings.HasPrefix(location, "/sign-in?") {
			t.Errorf("%s: %d, %s, want %d", name, status, location, c.status)
		}
	}
}

// The files of a draft that is deleted, or that has expired, go with it.
func TestAttachToADraftThatIsGone(t *testing.T) {
	f := newFolder(t)
	deleted, expired, kept := filled(t, f.w), filled(t, f.w), filled(t, f.w)
	amara := f.person("Amara Okafor")
	for _, id := range []string{deleted, expired, kept} {
		f.attach(amara, id, [2]string{"plan.pdf", pdf})
	}
	link := string(f.attached(deleted)[0].URL())
	if status, _, _ := f.post(amara, Discard.URL(DraftURL{deleted}), ""); status != http.StatusSeeOther {
		t.Fatal(status)
	}
	if status, _, _ := f.request(amara, "GET", link, "", nil); status != http.StatusNotFound {
		t.Errorf("a file of a deleted draft: %d", status)
	}
	if got := len(f.kept()); got != 2 {
		t.Errorf("%d files are kept, want 2", got)
	}
	if _, err := f.w.store.db.Exec("UPDATE goldfish_drafts SET expires = unixepoch() - 1 WHERE id = ?", expired); err != nil {
		t.Fatal(err)
	}
	f.w.sweep(t.Context())
	if got := f.kept(); len(got) != 1 || got[0] != f.attached(kept)[0].ID {
		t.Errorf("%q are kept, want those of one draft", got)
	}
	if status, _ := f.attach(amara, deleted, [2]string{"late.pdf", pdf}); status != http.StatusNotFound {
		t.Errorf("a file for a deleted draft: %d", status)
	}
	if got := f.kept(); len(got) != 1 {
		t.Errorf("%d files are kept, want 1", len(got))
	}
}

// What was sent keeps its files, whatever an old tab does.
func TestAttachmentsOfSentApplication(t *testing.T) {
	f := newFolder(t)
	id, amara := filled(t, f.w), f.person("Amara Okafor")
	f.attach(amara, id, [2]string{"plan.pdf", pdf})
	a := f.attached(id)[0]
	if status, location, body := f.post(amara, Send.URL(StepURL{ID: id}), "agree=on"); status != http.StatusSeeOther || location != "/applications/1" {
		t.Fatal(status, location, body)
	}
	for _, to := range []router.URL{Detach.URL(StepURL{ID: id}), Discard.URL(DraftURL{id})} {
		if status, _, _ := f.post(amara, to, "file="+a.ID); status != http.StatusSeeOther {
			t.Errorf("%s: %d", to, status)
		}
	}
	if status, _ := f.attach(amara, id, [2]string{"late.pdf", pdf}); status != http.StatusSeeOther {
		t.Errorf("a file that is late: %d", status)
	}
	f.w.sweep(t.Context())
	if all := f.attached(id); len(all) != 1 || all[0].ID != a.ID || len(f.kept()) != 1 {
		t.Errorf("the application has %+v; %d are kept", all, len(f.kept()))
	}
}
