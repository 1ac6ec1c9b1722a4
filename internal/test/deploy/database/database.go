// Package database is the database of the app that the tests of deploys replace: a small HTTP
// server in the process of the test. All nodes of all builds share it, so that the test sees what
// they wrote, and can change what they show.
package database

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
)

// A Person can sign in. A stranger is the zero Person.
type Person struct {
	ID    string
	Name  string
	Badge int // what the shell shows beside the name
}

// A Post is a form that an action has taken.
type Post struct {
	Build  string // "old" or "new"
	Action string
	Form   string // which form, such as "3"
	Person string
	Values url.Values
}

// A Server is the database. Its methods are for the test.
type Server struct {
	URL string

	server   *http.Server
	mu       sync.Mutex
	values   map[string]string // what pages show, by a name such as "title"
	people   map[string]Person
	sessions map[string]string // token to the ID of a person
	posts    []Post
	watchers map[chan string]bool
}

// Start starts a database on the loopback interface.
func Start() (*Server, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &Server{
		URL:      "http://" + listener.Addr().String(),
		values:   map[string]string{},
		people:   map[string]Person{},
		sessions: map[string]string{},
		watchers: map[chan string]bool{},
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /values", s.getValues)
	mux.HandleFunc("GET /person", s.getPerson)
	mux.HandleFunc("POST /posts", s.addPost)
	mux.HandleFunc("POST /sessions", s.addSession)
	mux.HandleFunc("DELETE /sessions", s.endSession)
	mux.HandleFunc("GET /watch", s.watch)
	s.server = &http.Server{Handler: mux}
	go func() { _ = s.server.Serve(listener) }()
	return s, nil
}

// Close ends the database and all its connections.
func (s *Server) Close() { _ = s.server.Close() }

// Set changes a value that pages show, and notifies all nodes.
func (s *Server) Set(name, value string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.values[name] = value
	s.notify("values")
}

// SetPerson adds or changes a person, and notifies all nodes that the shell of this person is
// stale.
func (s *Server) SetPerson(p Person) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.people[p.ID] = p
	s.notify("shell:" + p.ID)
}

// SignIn begins a session and returns its token, the value of the cookie "session".
func (s *Server) SignIn(person string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	token := rand.Text()
	s.sessions[token] = person
	return token
}

// EndSessions ends all sessions of a person and revokes what they allowed.
func (s *Server) EndSessions(person string) { s.endSessions(person, true) }

// ForgetSessions ends all sessions of a person, and notifies nobody: open streams go on, and the
// next post is refused.
func (s *Server) ForgetSessions(person string) { s.endSessions(person, false) }

func (s *Server) endSessions(person string, notify bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	maps.DeleteFunc(s.sessions, func(_, id string) bool { return id == person })
	if notify {
		s.notify("user:" + person)
	}
}

// Posts returns the posts to an action of one form, in the order in which they came; with an empty
// form, of all forms.
func (s *Server) Posts(action, form string) []Post {
	s.mu.Lock()
	defer s.mu.Unlock()
	var posts []Post
	for _, p := range s.posts {
		if p.Action == action && (form == "" || p.Form == form) {
			posts = append(posts, p)
		}
	}
	return posts
}

// Nodes is how many nodes listen for notifications.
func (s *Server) Nodes() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.watchers)
}

// notify tells all nodes that a topic changed. The lock is held.
func (s *Server) notify(topic string) {
	for watcher := range s.watchers {
		watcher <- topic
	}
}

func (s *Server) getValues(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_ = json.NewEncoder(w).Encode(s.values)
}

func (s *Server) getPerson(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_ = json.NewEncoder(w).Encode(s.people[s.sessions[r.FormValue("token")]])
}

func (s *Server) addPost(w http.ResponseWriter, r *http.Request) {
	var p Post
	if err := json.NewDecoder(r.Body).Decode(&p); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.posts = append(s.posts, p)
}

func (s *Server) addSession(w http.ResponseWriter, r *http.Request) {
	person := r.FormValue("person")
	s.mu.Lock()
	_, ok := s.people[person]
	s.mu.Unlock()
	if !ok {
		http.Error(w, "no such person", http.StatusNotFound)
		return
	}
	fmt.Fprint(w, s.SignIn(person))
}

func (s *Server) endSession(w http.ResponseWriter, r *http.Request) {
	token := r.FormValue("token")
	s.mu.Lock()
	defer s.mu.Unlock()
	person := s.sessions[token]
	delete(s.sessions, token)
	s.notify("user:" + person)
	w.WriteHeader(http.StatusNoContent)
}

// watch streams the topics that change, one a line, until the node goes.
func (s *Server) watch(w http.ResponseWriter, r *http.Request) {
	topics := make(chan string, 1000)
	s.mu.Lock()
	s.watchers[topics] = true
	s.mu.Unlock()
	defer func() {
		// notify may wait for room in the channel while it holds the lock.
		go func() {
			for range topics {
			}
		}()
		s.mu.Lock()
		delete(s.watchers, topics)
		close(topics)
		s.mu.Unlock()
	}()
	fmt.Fprintln(w, "hello")
	flusher := w.(http.Flusher)
	flusher.Flush()
	for {
		select {
		case topic := <-topics:
			fmt.Fprintln(w, topic)
			flusher.Flush()
		case <-r.Context().Done():
			return
		}
	}
}

// Summary tells posts as a test's message shows them.
func Summary(posts []Post) string {
	var lines []string
	for _, p := range posts {
		lines = append(lines, fmt.Sprintf("%s %s/%s %v", p.Build, p.Action, p.Form, p.Values))
	}
	return strings.Join(slices.Clip(lines), "\n")
}
