package desk

import (
	"context"
	"database/sql"
	"errors"
)

// A User is somebody who works at the desk. The zero User is a stranger.
type User struct {
	ID    string
	Name  string
	Title string
	team  Team
}

// A Team shares its tickets, and so all that it sees but the shell. The zero Team is that of
// strangers.
type Team string

// Team is the audience of nearly every page.
func (u User) Team() Team { return u.team }

// topic is what a notice about the person's rights is sent on, such as a sign-out.
func (u User) topic() string { return "user:" + u.ID }

const userColumns = "SELECT id, name, title, team FROM people"

func scanUser(r row) (u User, err error) {
	return u, r.Scan(&u.ID, &u.Name, &u.Title, &u.team)
}

// User returns a person, or the zero User if there is none.
func (s *Store) User(ctx context.Context, id string) (User, error) {
	u, err := scanUser(s.read.QueryRowContext(ctx, userColumns+" WHERE id = ?", id))
	if errors.Is(err, sql.ErrNoRows) {
		return User{}, nil
	}
	return u, err
}

// Everybody returns all people.
func (s *Store) Everybody(ctx context.Context) ([]User, error) {
	return collect(ctx, s.read, scanUser, userColumns+" ORDER BY id")
}

// People returns the people of a team.
func (s *Store) People(ctx context.Context, team Team) ([]User, error) {
	return collect(ctx, s.read, scanUser, userColumns+" WHERE team = ? ORDER BY id", team)
}
