package desk

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/goldfish-go/goldfish/internal/test/level"
)

const hostileQueries = 2000

// everyNth thins the queries out where each takes long: under the race detector.
var everyNth = 1

// TestHostileQueries asks for the list with what people, programs and attackers send. Every answer
// is a clear page, and no list is wider than what was asked for.
func TestHostileQueries(t *testing.T) {
	level.Long(t)
	store := newStore(t)
	all := everything(t, store, harbour, TicketsURL{Tab: All})
	handler := New(store).Handler()
	cookie := signedIn(t, handler)
	seen := map[int]int{}
	for i, raw := range hostile() {
		if i%everyNth != 0 && i >= len(corpus) {
			continue
		}
		w := ask(handler, cookie, raw)
		seen[w.Code]++
		if err := judge(all, raw, w); err != nil {
			t.Errorf("query %d: status %d: %v\n%.300q", i, w.Code, err, raw)
		}
	}
	t.Log(seen)
	for _, status := range []int{200, 301, 400, 414} {
		if seen[status] == 0 {
			t.Errorf("none of the queries was answered with %d: they are too tame", status)
		}
	}
}

// ask asks for the list.
func ask(handler http.Handler, cookie *http.Cookie, raw string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", "/tickets", nil)
	r.URL.RawQuery = raw
	r.Header.Set("Accept", "text/html")
	r.AddCookie(cookie)
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	return w
}

func signedIn(t testing.TB, handler http.Handler) *http.Cookie {
	r := httptest.NewRequest("POST", string(SignInAs.URL(SignInURL{})), strings.NewReader("person=amara"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if c.Name == "desk" {
			return c
		}
	}
	t.Fatal("nobody signed in")
	return nil
}

var (
	rowPattern   = regexp.MustCompile(`<tr id="t(\d+)"`)
	totalPattern = regexp.MustCompile(`of ([\d,]+) tickets`)
	tagPattern   = regexp.MustCompile(`<[^>]*>`)
)

// judge says what is wrong with an answer.
func judge(all []Ticket, raw string, w *httptest.ResponseRecorder) error {
	page := w.Body.String()
	switch w.Code {
	case http.StatusMovedPermanently:
		if _, err := url.ParseRequestURI(w.Header().Get("Location")); err != nil {
			return err
		}
		return nil
	case http.StatusOK, http.StatusBadRequest, http.StatusRequestURITooLong, http.StatusUnprocessableEntity:
	default:
		return fmt.Errorf("no such answer was expected")
	}
	_, body, ok := strings.Cut(page, "<main")
	if words := strings.Fields(tagPattern.ReplaceAllString(body, " ")); !ok || len(words) < 5 || !utf8.ValidString(page) || strings.Contains(page, "<script>alert") {
		return fmt.Errorf("no clear page: %.200s", page)
	}
	if w.Code != http.StatusOK {
		return nil
	}
	want, ok := wanted(raw)
	if !ok {
		return fmt.Errorf("a list, though the query cannot be understood")
	}
	total := 0
	for _, t := range all {
		if matches(t, want) {
			total++
		}
	}
	shown := 0
	if m := totalPattern.FindStringSubmatch(page); m != nil {
		shown, _ = strconv.Atoi(strings.ReplaceAll(m[1], ",", ""))
	}
	if shown != total {
		return fmt.Errorf("%d tickets, but %d were asked for", shown, total)
	}
	for _, row := range rowPattern.FindAllStringSubmatch(page, -1) {
		id, _ := strconv.ParseInt(row[1], 10, 64)
		if i := slices.IndexFunc(all, func(t Ticket) bool { return t.ID == id }); i < 0 || !matches(all[i], want) {
			return fmt.Errorf("ticket %d was not asked for", id)
		}
	}
	return nil
}

// wanted reads what narrows the list as plainly as can be: the first value that is not empty, in a
// query that net/url understands. It reports false where such a value has no meaning, so that there
// must not be a list.
func wanted(raw string) (TicketsURL, bool) {
	values := url.Values{}
	for pair := range strings.SplitSeq(raw, "&") {
		key, value, _ := strings.Cut(pair, "=")
		k, err := url.QueryUnescape(key)
		if err != nil {
			continue
		}
		v, err := url.QueryUnescape(value)
		if err != nil || strings.Contains(pair, ";") || !utf8.ValidString(v) || strings.Contains(v, "\x00") {
			v = "\x00"
		}
		if values.Get(k) == "" {
			values.Set(k, v)
		}
	}
	u := TicketsURL{Tab: Tab(values.Get("tab")), Q: values.Get("q"), Assignee: values.Get("assignee"), Priority: Priority(values.Get("priority")), Label: Label(values.Get("label"))}
	if u.Tab == "" {
		u.Tab = Open
	}
	// A ticket that does not exist leaves the list as it is.
	_, err := strconv.ParseInt(strings.TrimSpace(values.Get("ticket")), 10, 64)
	return u, u.Q != "\x00" && u.Assignee != "\x00" && known(u.Tab) && (u.Priority == "" || known(u.Priority)) && (u.Label == "" || known(u.Label)) &&
		utf8.RuneCountInString(u.Q) <= MaxSearch && (values.Get("ticket") == "" || err == nil)
}

// corpus are the classics. The rest is made of its parts.
var corpus = []string{
	"", "&", "&&&", "=", "==", "?", "#", "%", "%%", "%zz", "%2", "+", ";", "q", "q=", "=q", "q&q", "q==", "q=%00", "q=%", "q=%c3", "q=%ff%fe", "q=a;b", "q=a%3Bb",
	"tab=open", "tab=closed", "tab=all", "tab=", "tab=OPEN", "tab=deleted", "tab=open&tab=all", "tab=&tab=closed", "tab[]=all", "tab[0]=all", "tab=open%00", "tab=closed ",
	"status=closed", "status=all&q=printer", "status=nothing", "status=closed&tab=open", "tab=open&status=closed",
	"page=0", "page=-1", "page=2", "page=99999", "page=99999999999999999999999", "page=1e3", "page=0x10", "page=1.5", "page=NaN", "page=٣", "page=+2", "page=%202", "page=9223372036854775807", "page=-9223372036854775808",
	"ticket=1", "ticket=42", "ticket=0", "ticket=-1", "ticket=1001", "ticket=abc", "ticket=1;DROP TABLE tickets", "ticket=9223372036854775808", "ticket=42&ticket=43", "ticket=&ticket=42",
	"priority=high", "priority=HIGH", "priority=highest", "priority=&priority=high", "priority=low&priority=high", "priority=%68igh", "pr%69ority=high",
	"label=billing", "label=Billing", "label=%00billing", "label=billing,login",
	"assignee=ben", "assignee=nobody", "assignee=", "assignee=root", "assignee=ben&assignee=amara", "assignee=%27%20OR%201=1--", "assignee[]=ben", "assignee=ben%00", "assignee=*", "assignee=%25",
	"sort=subject", "sort=-subject", "sort=--subject", "sort=", "sort=-", "sort=rowid", "sort=subject;drop table tickets", "sort=(select 1)", "sort=haystack", "sort=-updated,subject", "sort=priority&sort=subject",
	"q=printer", "q=PRINTER", "q=%25", "q=_", "q=%5C", "q=%22", "q='", "q=%27%3B%20DROP%20TABLE%20tickets%3B--", "q=%22%20OR%20%22%22=%22", "q=NEAR(a,b)", "q=*", "q=a*", "q=-a", "q=AND", "q=%28", "q=subject:x",
	"q=<script>alert(1)</script>", "q=%3Cscript%3Ealert(1)%3C/script%3E", "q=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E", "q={{7*7}}", "q=${7*7}", "q=%0d%0aSet-Cookie:%20a=b", "q=../../etc/passwd", "q=file:///etc/passwd",
	"q=%E4%BD%90%E8%97%A4", "q=%D9%85%D8%AD%D9%85%D8%AF", "q=%F0%9F%8C%B8", "q=%E2%80%AE", "q=%EF%BB%BF", "q=%ED%A0%80", "q=%C0%AF", "q=e%CC%81", "q=%00%00%00", "q=%23%34%32", "q=#42",
	"utm_source=x&fbclid=y", "_action=close", "_action=", "_form=x", "__proto__=1", "constructor[prototype][x]=1", "Tab=all", "TAB=all", "next=//evil.example", "q=printer&utm_source=news", "goldfish-version=1",
	"q=" + strings.Repeat("a", MaxSearch), "q=" + strings.Repeat("a", MaxSearch+1), "q=" + strings.Repeat("%C3%BC", MaxSearch), "q=" + strings.Repeat("%C3%BC", MaxSearch+1),
	"q=" + strings.Repeat("a+", 49), "q=" + strings.Repeat("x", 3000), "assignee=" + strings.Repeat("b", 3000), "page=" + strings.Repeat("9", 3000), "tab=" + strings.Repeat("a", 3000), strings.Repeat("k", 5000) + "=1",
	strings.Repeat("a=b&", 100) + "priority=high", strings.Repeat("a=b&", 500) + "priority=high", strings.Repeat("q=a&", 500), strings.Repeat("&", 5000) + "tab=closed", strings.Repeat("page=1&", 200) + "assignee=ben",
	"q=" + strings.Repeat("a", 9000), strings.Repeat("&", 9000), strings.Repeat("x=y&", 3000), strings.Repeat("%", 9000),
}

// hostile returns the corpus and, from a fixed seed, mixtures and mutations of it.
func hostile() []string {
	rnd := rand.New(rand.NewPCG(7, 11))
	keys := []string{"tab", "q", "assignee", "priority", "label", "sort", "page", "ticket", "status", "_action", "x"}
	values := []string{"open", "closed", "all", "printer", "invoice", "ben", "amara", Nobody, "high", "low", "billing", "login", "subject", "-priority", "2", "7", "42", "-1", "1001", "", "ä", "佐藤", "'", "%27", "%", "%00", "%ff", "a+b", "<b>", "0", "null", "true", "1e9"}
	queries := slices.Clone(corpus)
	for len(queries) < hostileQueries {
		var raw string
		switch rnd.IntN(4) {
		case 0: // plausible
			parts := make([]string, 1+rnd.IntN(5))
			for i := range parts {
				parts[i] = keys[rnd.IntN(len(keys))] + "=" + values[rnd.IntN(len(values))]
			}
			raw = strings.Join(parts, "&")
		case 1: // two of the classics
			raw = corpus[rnd.IntN(len(corpus))] + "&" + corpus[rnd.IntN(len(corpus))]
		case 2: // a classic with some bytes changed
			b := []byte(corpus[rnd.IntN(len(corpus))])
			for range 1 + rnd.IntN(3) {
				if len(b) > 0 {
					b[rnd.IntN(len(b))] = byte(rnd.IntN(256))
				}
			}
			raw = string(b)
		case 3: // noise behind a key
			b := make([]byte, rnd.IntN(40))
			for i := range b {
				b[i] = byte(rnd.IntN(256))
			}
			raw = keys[rnd.IntN(len(keys))] + "=" + string(b)
		}
		queries = append(queries, raw)
	}
	return queries
}
