package main

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// A User is somebody who works at the desk. The zero User is a stranger.
type User struct {
	ID    string
	Name  string
	Title string
	team  Team
}

// A Team shares its tickets, and so all that it sees but the shell. The zero Team is that of strangers.
type Team string

// Team is the audience of nearly every page.
func (u User) Team() Team { return u.team }

// topic is what a notice about the person is sent on.
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
	return collect(ctx, s.read, scanUser, userColumns+" ORDER BY rowid")
}

// People returns the people of a team.
func (s *Store) People(ctx context.Context, team Team) ([]User, error) {
	return collect(ctx, s.read, scanUser, userColumns+" WHERE team = ? ORDER BY rowid", team)
}

// Sessions keeps sign-ins in the database, so that they outlive the process. It implements [scs.Store].
type Sessions struct{ *Store }

// Find implements [scs.Store].
func (s Sessions) Find(token string) (data []byte, found bool, err error) {
	err = s.read.QueryRow("SELECT data FROM sessions WHERE token = ? AND expiry > ?", token, s.now().Unix()).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	return data, err == nil, err
}

// Commit implements [scs.Store]. It also sweeps out what has expired.
func (s Sessions) Commit(token string, data []byte, expiry time.Time) error {
	_, err := s.write.Exec("DELETE FROM sessions WHERE expiry <= ?", s.now().Unix())
	if err == nil {
		_, err = s.write.Exec("REPLACE INTO sessions (token, data, expiry) VALUES (?, ?, ?)", token, data, expiry.Unix())
	}
	return err
}

// Delete implements [scs.Store].
func (s Sessions) Delete(token string) error {
	_, err := s.write.Exec("DELETE FROM sessions WHERE token = ?", token)
	return err
}
