package chat

import (
	"context"
	"time"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/presence"
	"github.com/goldfish-go/goldfish/router"
)

// typingTime is how long somebody is shown as typing after the last signal, which comes every 2 s.
const typingTime = 4 * time.Second

// people is the view of who looks at a room now. It is one for all of them, and no query.
func (c *Chat) people(ctx context.Context, _ Member, u PartURL) (framework.Page, error) {
	here := presence.At(ctx, roomTopic(u.Room), 5)
	return framework.Page{Title: text(ctx, "Who is here"), Body: peopleHere(here), Presence: roomTopic(u.Room)}, nil
}

// typing is the view of who else is typing. It is one person's, as nobody is told about themselves.
func (c *Chat) typing(ctx context.Context, me Person, u PartURL) (framework.Page, error) {
	var others []presence.Signal
	for _, s := range presence.Signals(ctx, roomTopic(u.Room), 4) {
		if s.ID != me.ID {
			others = append(others, s)
		}
	}
	return framework.Page{Title: text(ctx, "Who is typing"), Body: whoTypes(others)}, nil
}

// typed says that a person is typing. Nothing of it is written to the database.
func (c *Chat) typed(ctx context.Context, _ Person, u PartURL, _ struct{}) (router.URL, error) {
	return framework.Stay, framework.Signal(ctx, roomTopic(u.Room), "typing", typingTime)
}
