package frameworktest_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/framework/frameworktest"
)

const everyField = `<!doctype html><title>Form</title>
<form id="f" action="/echo?old=1" method="%s" enctype="%s">
	<label>Subject <input name="subject" value="a&#10;b"></label>
	<label for="body">What happened</label><textarea id="body" name="body">
one
two</textarea>
	<input name="nothing" value="">
	<input type="hidden" name="kept" value="1"> <input type="hidden" name="_charset_">
	<input name="off" value="1" disabled> <input value="nameless">
	<fieldset disabled><legend><input name="legend" value="in"></legend><input name="set" value="1"></fieldset>
	<label><input type="checkbox" name="tag" value="red" checked> Red</label>
	<label><input type="checkbox" name="tag" value="blue"> Blue</label>
	<label><input type="checkbox" name="agree"> I agree</label>
	<fieldset><legend>Size</legend>
		<label><input type="radio" name="size" value="s" checked> Small</label>
		<label><input type="radio" name="size" value="l"> Large</label>
	</fieldset>
	<label>Priority <select name="priority"><option>low<option value="n" disabled>normal<option value="h">high</select></label>
	<label>Labels <select name="labels" multiple><option selected>x<option>y<option>z</select></label>
	<label>Photo <input type="file" name="photo"></label>
	<datalist><input name="suggestion" value="1"></datalist>
	<button name="act" value="save">Save</button>
	<button name="act" value="get" formaction="/echo" formmethod="get" aria-label="Look only">?</button>
	<input type="image" name="at" alt="Here">
	<button type="button">Nothing</button>
	<button disabled>Never</button>
</form>
<input form="f" name="outside" value="yes">`

func formSite(t *testing.T, method, enctype string) *frameworktest.Tab {
	t.Helper()
	site := frameworktest.Start(t, func() http.Handler {
		mux := http.NewServeMux()
		mux.HandleFunc("/echo", echo)
		mux.HandleFunc("GET /form", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprintf(w, everyField, method, enctype)
		})
		mux.HandleFunc("POST /parts", func(w http.ResponseWriter, r *http.Request) {
			f, head, err := r.FormFile("photo")
			if err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
			content, _ := io.ReadAll(f)
			fmt.Fprintf(w, "%s: %s; %q", head.Filename, content, r.FormValue("body"))
		})
		return mux
	})
	return site.Visitor(t).Open("/form")
}

// What a form sends is what a browser sends (HTML standard, 4.10.21.4).
func TestFormDataSet(t *testing.T) {
	const head = "POST /echo?old=1\napplication/x-www-form-urlencoded\n"
	const first = "subject=ab&body=one%0D%0Atwo&nothing=&kept=1&_charset_=UTF-8&legend=in&"
	for _, test := range []struct {
		name string
		do   func(tab *frameworktest.Tab)
		want string
	}{
		{"as it is", func(tab *frameworktest.Tab) { tab.Submit("Save") },
			head + first + "tag=red&size=s&priority=low&labels=x&photo=&act=save&outside=yes"},
		{"filled", func(tab *frameworktest.Tab) {
			tab.Fill("Subject", "grüße & more")
			tab.Fill("What happened", "1\n2\r\n3")
			tab.Uncheck("Red")
			tab.Check("Blue")
			tab.Check("I agree")
			tab.Choose("Size", "Large")
			tab.Choose("Priority", "high")
			tab.Choose("Labels", "y", "z")
			tab.Click("Save")
		}, head + "subject=gr%C3%BC%C3%9Fe+%26+more&body=1%0D%0A2%0D%0A3&nothing=&kept=1&_charset_=UTF-8&legend=in&" +
			"tag=blue&agree=on&size=l&priority=h&labels=y&labels=z&photo=&act=save&outside=yes"},
		{"image", func(tab *frameworktest.Tab) { tab.Click("Here") },
			head + first + "tag=red&size=s&priority=low&labels=x&photo=&at.x=0&at.y=0&outside=yes"},
		{"button's own", func(tab *frameworktest.Tab) { tab.Click("Look only") },
			"GET /echo?" + first + "tag=red&size=s&priority=low&labels=x&photo=&act=get&outside=yes\n\n"},
		{"enter", func(tab *frameworktest.Tab) { tab.Enter("Subject", "x") },
			head + strings.Replace(first, "=ab", "=x", 1) + "tag=red&size=s&priority=low&labels=x&photo=&act=save&outside=yes"},
	} {
		t.Run(test.name, func(t *testing.T) {
			tab := formSite(t, "post", "")
			test.do(tab)
			same(t, "sent", tab.Text(), strings.Join(strings.Fields(test.want), " "))
		})
	}
}

func TestMultipartFileUpload(t *testing.T) {
	site := formSite(t, "post", "multipart/form-data")
	site.Attach("Photo", "fish.png", "blub")
	site.Submit("Save")
	site.See(`name="photo"; filename="fish.png"`)
	site.See("blub")
	site.See("multipart/form-data; boundary=")
}

func TestFieldValues(t *testing.T) {
	tab := formSite(t, "post", "")
	for name, want := range map[string]string{"Subject": "ab", "body": "one\ntwo", "Red": "on", "Blue": "", "Priority": "low", "Labels": "x"} {
		same(t, name, tab.Value(name), want)
	}
	tab.See("Small")
	tab.DontSee("normal")
}
