package chat

import "github.com/goldfish-go/goldfish/router"

// The pages. What a person can point at is one of these types.
var (
	Home   = router.New("/", HomeURL{})
	SignIn = router.New("/sign-in", SignInURL{})
	Search = router.New("/search", SearchURL{})
	Room   = router.New("/rooms/{room}", RoomURL{})
)

// Parts of these pages, each with an audience of its own: a message that somebody sends is rendered
// once for all, and what belongs to one person is rendered for that person.
var (
	Sidebar  = router.New("/parts/sidebar", SidebarURL{})    // one person: unread counts
	Unread   = router.New("/parts/unread", UnreadURL{})      // one person: their sum
	People   = router.New("/rooms/{room}/people", PartURL{}) // all: who looks at the room
	Typing   = router.New("/rooms/{room}/typing", PartURL{}) // one person: who else is typing
	Mark     = router.New("/rooms/{room}/read", PartURL{})   // one person: the read mark
	Composer = router.New("/rooms/{room}/write", PartURL{})
	Own      = router.New("/rooms/{room}/{number}", MessageURL{}) // one person
)

// What people can do, each with the form that it reads.
var (
	Enter      = router.NewAction[EnterForm](SignIn, "enter")
	Leave      = router.NewAction[struct{}](SignIn, "leave")
	Speak      = router.NewAction[SpeakForm](SignIn, "speak")
	CreateRoom = router.NewAction[RoomForm](Home, "create")
	Write      = router.NewAction[WriteForm](Composer, "write")
	Attach     = router.NewAction[AttachForm](Composer, "attach")
	Detach     = router.NewAction[DetachForm](Composer, "detach")
	Type       = router.NewAction[struct{}](Typing, "type")
	MarkRead   = router.NewAction[MarkForm](Mark, "read")
	Save       = router.NewAction[EditForm](Own, "save")
	RemoveFile = router.NewAction[RemoveForm](Own, "remove-file")
	Delete     = router.NewAction[struct{}](Own, "delete")
)

type (
	HomeURL   struct{}
	UnreadURL struct{}
	SignInURL struct {
		Next string `url:"next"` // where the person was going
	}
	SearchURL struct {
		Q    string `url:"q"`
		Room string `url:"room,push"` // empty: all
	}
	SidebarURL struct {
		Room string `url:"room"` // the one that is shown
	}
	PartURL struct {
		Room string `path:"room"`
	}
	MessageURL struct {
		Room   string `path:"room"`
		Number int64  `path:"number"`
	}
)

// RoomURL is what a room shows: its newest messages, or those around a message, or those from one
// on.
type RoomURL struct {
	Room    string `path:"room"`
	From    int64  `url:"from"`         // the first message that is shown. 0: that depends on At
	At      int64  `url:"at,push"`      // the message that is marked. 0: the newest are shown
	Message int64  `url:"message,push"` // the message whose options are open
}

// Newest is the room at its newest messages.
func Newest(room string) router.URL { return Room.URL(RoomURL{Room: room}) }

// Permalink is where a message stands among its neighbours. The fragment has browsers scroll there.
func Permalink(room string, number int64) router.URL {
	return Room.URL(RoomURL{Room: room, At: number}) + router.URL("#"+messageID(number))
}

func (u RoomURL) from(number int64) router.URL { u.From = number; return Room.URL(u) }
func (u RoomURL) options(number int64) router.URL {
	u.Message = number
	return Room.URL(u)
}
