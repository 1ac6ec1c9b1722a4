package frameworktest

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
)

// A Visitor is one person with one browser: all tabs share cookies.
type Visitor struct {
	site    *Site
	t       TB
	jar     http.CookieJar
	scripts bool
}

// Visitor returns a new person. Failures are reported to t.
func (s *Site) Visitor(t TB) *Visitor {
	inner, _ := cookiejar.New(nil) // its error is always nil
	return &Visitor{site: s, t: t, jar: jar{inner}, scripts: s.scripts}
}

// NoScript returns the same person with scripting disabled: documents, redirects and cookies only.
func (v *Visitor) NoScript() *Visitor {
	same := *v
	same.scripts = false
	return &same
}

// Open opens a URL of the site in a new tab. The test fails if the answer is not 200; see
// [Visitor.Visit].
func (v *Visitor) Open(url string) *Tab {
	v.t.Helper()
	tab := v.Visit(url)
	if status := tab.Status(); status != http.StatusOK {
		tab.fail("Open(%q): the answer is %d %s; Visit takes any answer", url, status, http.StatusText(status))
	}
	return tab
}

// Visit opens a URL of the site in a new tab, whatever the answer.
func (v *Visitor) Visit(url string) *Tab {
	v.t.Helper()
	tab := newTab(v)
	tab.Go(url)
	return tab
}

// Client returns an HTTP client with the cookies of the person. It follows no redirects.
func (v *Visitor) Client() *http.Client {
	return &http.Client{
		Transport:     v.site.transport,
		Jar:           v.jar,
		Timeout:       v.site.Wait,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// jar returns secure cookies too, since browsers trust loopback addresses.
type jar struct{ http.CookieJar }

func (j jar) SetCookies(u *url.URL, cookies []*http.Cookie) {
	j.CookieJar.SetCookies(secure(u), cookies)
}
func (j jar) Cookies(u *url.URL) []*http.Cookie { return j.CookieJar.Cookies(secure(u)) }

func secure(u *url.URL) *url.URL {
	same := *u
	same.Scheme = "https"
	return &same
}
