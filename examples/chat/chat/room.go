package chat

import (
	"context"

	"github.com/goldfish-go/goldfish/framework"
)

// room is the view of a room. All members share it: what belongs to one person is in its parts.
func (c *Chat) room(ctx context.Context, _ Member, u RoomURL) (framework.Page, error) {
	r, err := c.store.Room(ctx, u.Room)
	if err != nil {
		return framework.Page{}, err
	}
	w := u.window(r.Newest)
	messages, err := c.store.Messages(ctx, r.ID, w.First, w.Last)
	return framework.Page{Title: r.Name, Body: roomPage(u, r, w, messages), Topics: []string{"rooms", roomTopic(r.ID)}}, err
}
