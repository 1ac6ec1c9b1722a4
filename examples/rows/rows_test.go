package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/framework"
)

func TestTry(t *testing.T) {
	app := handler(newApp(newOffice(), framework.Options[framework.Anyone]{}))
	w := httptest.NewRecorder()
	app.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	fmt.Println(w.Body.String())
	f := url.Values{"_form": {"invoice"}, "line": {"1", "3"}, "line.1.text": {"changed"}, "goldfish-rows": {"line add"}}
	r := httptest.NewRequest("POST", "/?_action=save", strings.NewReader(f.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w = httptest.NewRecorder()
	app.ServeHTTP(w, r)
	fmt.Println(w.Code, w.Header(), w.Body.String())
	_ = http.StatusOK
}
