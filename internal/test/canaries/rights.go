package canaries

import "fmt"

// signIn begins a session.
func (p *person) signIn() {
	p.closeStreams() // those of the session before
	p.session = fmt.Sprint("session-", p.n, "-", p.random.Uint64())
	p.user = User{ID: p.name(), Team: p.pick("red", "blue", "green"), Role: p.pick("reader", "writer", "admin")}
	p.speaks = p.pick("", "en", "de", "fr")
	p.site.people.set(p.session, p.user, p.speaks)
}

// changeRole changes the rights of a person who has pages open.
func (p *person) changeRole() {
	if p.user.ID == "" {
		p.signIn()
		p.forget()
		return
	}
	p.seen.roles.Add(1)
	p.user.Role, p.user.Team = p.pick("reader", "writer", "admin"), p.pick("red", "blue", "green")
	p.site.people.set(p.session, p.user, p.speaks)
	p.revoke()
}

func (p *person) changeLanguage() {
	p.seen.languages.Add(1)
	p.accepts = p.pick("en", "de", "fr")
	if p.user.ID != "" {
		p.speaks = p.pick("", "en", "de", "fr")
	}
	p.site.people.set(p.session, p.user, p.speaks)
	p.revoke()
}

// signOut ends a session: the cookie stays, and means nobody.
func (p *person) signOut() {
	p.seen.signOuts.Add(1)
	p.user, p.speaks = User{}, ""
	p.site.people.set(p.session, p.user, "")
	p.revoke()
}

// revoke ends the streams of the session, and waits until they have ended.
func (p *person) revoke() {
	p.site.app.Notify("session:" + p.session)
	for _, s := range p.streams {
		s.revoked(p)
	}
	p.streams = nil
	if p.random.IntN(2) == 0 {
		p.forget()
	}
}

// forget is another browser: it has nothing of what was shown before. Otherwise the person asks
// with the versions and the documents of another role.
func (p *person) forget() {
	p.held, p.documents, p.at = map[string]page{}, map[string]document{}, ""
}
