package chat

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

// A RoomInfo is a room. Unread is for one person.
type RoomInfo struct {
	ID, Name, About string
	Newest          int64 // number of the newest message; 0: none
	Unread          int64
}

// roomTopic is notified when a message of the room is added, edited or deleted.
func roomTopic(room string) string { return "room:" + room }

// markTopic is notified when a person has read something.
func markTopic(person string) string { return "marks:" + person }

// Rooms returns all rooms, with what a person has not read.
func (s *Store) Rooms(ctx context.Context, person string) ([]RoomInfo, error) {
	return collect(ctx, s, func(scan func(...any) error) (r RoomInfo, err error) {
		return r, scan(&r.ID, &r.Name, &r.About, &r.Newest, &r.Unread)
	}, `SELECT r.id, r.name, r.about, r.newest, r.newest - COALESCE(m.number, 0)
		FROM rooms r LEFT JOIN marks m ON m.room = r.id AND m.person = ? ORDER BY r.name, r.id`, person)
}

func noRoom(ctx context.Context) error {
	return framework.Error{Status: http.StatusNotFound, Message: text(ctx, "There is no such room.")}
}

// Room returns a room, without what is unread; a 404 if there is none.
func (s *Store) Room(ctx context.Context, id string) (r RoomInfo, err error) {
	err = s.row(ctx, `SELECT id, name, about, newest FROM rooms WHERE id = ?`, id).Scan(&r.ID, &r.Name, &r.About, &r.Newest)
	if errors.Is(err, sql.ErrNoRows) {
		err = noRoom(ctx)
	}
	return r, err
}

func (c *Chat) home(ctx context.Context, _ Member, u HomeURL) (framework.Page, error) {
	return framework.Page{Title: text(ctx, "Rooms"), Body: homePage(u)}, nil
}

// sidebar is the view of the list of rooms.
func (c *Chat) sidebar(ctx context.Context, me Person, u SidebarURL) (framework.Page, error) {
	rooms, err := c.store.Rooms(ctx, me.ID)
	return framework.Page{Title: text(ctx, "Rooms"), Body: sidebar(u, rooms), Topics: unreadTopics(me, rooms)}, err
}

// unread is the view of the badge in the shell. It is live on every page, in hidden tabs too.
func (c *Chat) unread(ctx context.Context, me Person, _ UnreadURL) (framework.Page, error) {
	rooms, err := c.store.Rooms(ctx, me.ID)
	var sum int64
	for _, r := range rooms {
		sum += r.Unread
	}
	return framework.Page{Title: text(ctx, "Unread"), Body: unreadBadge(sum), Topics: unreadTopics(me, rooms)}, err
}

func unreadTopics(me Person, rooms []RoomInfo) []string {
	topics := []string{"rooms", markTopic(me.ID)}
	for _, r := range rooms {
		topics = append(topics, roomTopic(r.ID))
	}
	return topics
}

// count is a number of unread messages as people read it.
func count(n int64) string {
	if n > 99 {
		return "99+"
	}
	return fmt.Sprint(n)
}

// A RoomForm makes a room.
type RoomForm struct {
	Name string `url:"name"`
}

var notInAddress = regexp.MustCompile(`[^\p{L}\p{N}]+`)

// Check implements [framework.Checker].
func (f RoomForm) Check(ctx context.Context) framework.FieldErrors {
	if f.id() == "" || utf8.RuneCountInString(f.Name) > maxName {
		return framework.FieldErrors{"name": textWith(ctx, "Give the room a name of up to %d letters.", maxName)}
	}
	return nil
}

// id is the name as it stands in the address.
func (f RoomForm) id() string {
	return strings.Trim(notInAddress.ReplaceAllString(strings.ToLower(f.Name), "-"), "-")
}

func (c *Chat) createRoom(ctx context.Context, _ Person, _ HomeURL, f RoomForm) (router.URL, error) {
	next := Newest(f.id())
	return next, c.store.transact(ctx, func(tx transaction) error {
		tx.Next(next)
		tx.Notify("rooms")
		// A room that is there already is opened.
		return tx.exec(ctx, `INSERT INTO rooms (id, name, about) VALUES (?, ?, '') ON CONFLICT (id) DO NOTHING`, f.id(), strings.TrimSpace(f.Name))
	})
}
