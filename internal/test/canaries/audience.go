package canaries

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

// A User is who asks.
type User struct{ ID, Team, Role string }

type (
	team string
	role string
	both struct {
		team team
		role role
	}
	nested struct{ roles [1]role }
)

func (u User) team() team     { return team(u.Team) }
func (u User) role() role     { return role(u.Role) }
func (u User) both() both     { return both{u.team(), u.role()} }
func (u User) nested() nested { return nested{[1]role{u.role()}} }

// A kind is a kind of audience.
type kind int

const (
	everyone kind = iota
	self
	ofTeam
	ofRole
	ofBoth
	members // of a team; strangers are led to sign-in
	ofNested
	kinds
)

// audienceOf returns what a canary says for this viewer: it does not ask the app.
func audienceOf(k kind, u User) string {
	switch k {
	case self:
		return fmt.Sprintf("self %s of %s as %s", u.ID, u.Team, u.Role)
	case ofTeam, members:
		return "team " + u.Team
	case ofRole, ofNested:
		return "role " + u.Role
	case ofBoth:
		return u.Team + " and " + u.Role
	}
	return "everyone"
}

// addKind adds a view whose audience is of the kind of its pattern. What its canary says comes from
// the audience that the view is given.
func addKind[P any](s *site, g int, pattern string, route *router.Route[P]) {
	switch s.kinds[pattern] {
	case self:
		addView(s, g, route, framework.Self[User], func(u User) string { return audienceOf(self, u) })
	case ofTeam:
		addView(s, g, route, User.team, func(t team) string { return "team " + string(t) })
	case ofRole:
		addView(s, g, route, User.role, func(r role) string { return "role " + string(r) })
	case ofBoth:
		addView(s, g, route, User.both, func(b both) string { return string(b.team) + " and " + string(b.role) })
	case members:
		guard := framework.Members(User.team, func(next router.URL) router.URL { return signIn.URL(signInURL{string(next)}) })
		addView(s, g, route, guard, func(t team) string { return "team " + string(t) })
	case ofNested:
		addView(s, g, route, User.nested, func(n nested) string { return "role " + string(n.roles[0]) })
	default:
		addView(s, g, route, framework.Everyone[User], func(framework.Anyone) string { return "everyone" })
	}
}

func addView[A comparable, P any](s *site, g int, route *router.Route[P], audience framework.Audience[User, A], show func(A) string) {
	framework.Get(s.app, route, audience, func(_ context.Context, a A, params P) (framework.Page, error) {
		at, action := route.URL(params), router.URL("")
		if list, ok := any(params).(listURL); ok && strings.HasSuffix(route.Pattern(), "/list") {
			action = addAction(any(route).(*router.Route[listURL])).URL(list)
		}
		return s.render(g, route.Pattern(), show(a), at, action), nil
	})
}

// people are the sessions of an app: who is signed in, and with which rights.
type people struct {
	mu       sync.Mutex
	sessions map[string]User   // by cookie
	speak    map[string]string // by cookie: a language, or ""
	versions []string          // of pages that people have
	offered  int
}

func (p *people) set(session string, u User, language string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.speak == nil {
		p.speak = map[string]string{}
	}
	p.sessions[session], p.speak[session] = u, language
}

// viewer is the viewer function of the app.
func (s *site) viewer(r *http.Request) (framework.Viewer[User], error) {
	cookie, err := r.Cookie("session")
	if err != nil {
		return framework.Viewer[User]{}, nil
	}
	s.people.mu.Lock()
	defer s.people.mu.Unlock()
	u := s.people.sessions[cookie.Value]
	v := framework.Viewer[User]{User: u, ID: u.ID, Language: s.people.speak[cookie.Value], RevokeTopic: "session:" + cookie.Value}
	if u.ID != "" {
		v.ShellTopic = "shell:" + u.ID
	}
	return v, nil
}
