//go:build linux

package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"sync/atomic"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/presence"
	"github.com/goldfish-go/goldfish/router"
)

func init() { subjects["presence-goldfish"] = newPresenceGoldfish }

// The room of the presence bench, and how many names it shows.
const (
	roomPage  = "/room"
	roomNames = 20
)

// personName is spread over the alphabet, so that who comes is seldom among the first.
func personName(u user) string { return fmt.Sprintf("Person %08x", uint32(u)*2654435761) }

// newPresenceGoldfish is one room for all who are in it.
func newPresenceGoldfish(o offer) subject {
	views := new(atomic.Int64)
	app := framework.New(func(r *http.Request) (framework.Viewer[user], error) {
		u := userOf(r)
		if u == 0 {
			return framework.Viewer[user]{}, nil
		}
		return framework.Viewer[user]{User: u, ID: strconv.Itoa(int(u)), Name: personName(u)}, nil
	}, framework.Options[user]{ScreenIdleTimeout: o.grace, Logger: slog.New(slog.DiscardHandler)})
	room := router.New(roomPage, counterURL{})
	framework.Get(app, room, framework.Everyone, func(ctx context.Context, _ framework.Anyone, _ counterURL) (framework.Page, error) {
		views.Add(1)
		return framework.Page{Title: "Room", Body: roomView(presence.At(ctx, roomPage, roomNames)), Presence: roomPage}, nil
	})
	return subject{
		Handler: app,
		views:   views,
		change:  func(string) {},
		close:   app.Close,
		streams: func() (int, int) {
			n := app.Stats()
			return n.Streams, n.Parked
		},
	}
}
