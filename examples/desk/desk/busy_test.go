package desk

import (
	"database/sql"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/goldfish-go/goldfish/framework"
)

// lock holds the write lock of a store's database, as another process could.
func lock(t *testing.T, s *Store) {
	t.Helper()
	var path string
	if err := s.read.QueryRow("SELECT file FROM pragma_database_list WHERE name = 'main'").Scan(&path); err != nil {
		t.Fatal(err)
	}
	db := must(sql.Open("sqlite", "file:"+(&url.URL{Path: filepath.ToSlash(path)}).EscapedPath()+"?_txlock=immediate"))(t)
	tx := must(db.Begin())(t)
	t.Cleanup(func() { tx.Rollback(); db.Close() })
}

// While another process holds the lock, all writers are told so within the same time: they do not
// wait one after the other. A session that cannot be saved is a page with a sentence.
func TestWritersWaitWithinABound(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: waits for timeouts")
	}
	s := newStore(t)
	lock(t, s)
	var writers sync.WaitGroup
	for range 4 {
		writers.Go(func() {
			err := s.inWrite(t.Context(), func(transaction) error { return nil })
			if e, ok := errors.AsType[framework.Error](err); !ok || e.Status != http.StatusServiceUnavailable || e.RetryAfter == 0 {
				t.Errorf("got %v", err)
			}
		})
	}
	writers.Wait()
	desk := New(s)
	defer desk.app.Close()
	r := httptest.NewRequest("POST", "/sign-in?_action=in", strings.NewReader("person="+amara.ID))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	desk.Handler().ServeHTTP(w, r)
	if !strings.Contains(w.Body.String(), "cannot be read or saved just now") || w.Code != http.StatusServiceUnavailable {
		t.Errorf("sign-in while sessions cannot be saved: %d %s", w.Code, w.Body)
	}
}
