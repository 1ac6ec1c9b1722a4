// Chat is a chat on SQLite: rooms, messages with history, search, unread counts that are the same
// on all of a person's devices, who is here and who is typing. What is shown is in the address,
// what is kept is in the database, and nothing else is state.
//
//	go run ./examples/chat
//
// The chat itself is package chat in the folder below. Folder examples/desk/alldrivers/chat has a
// program with the same chat on PostgreSQL, and with NATS or Redis between its nodes.
package main

import "github.com/goldfish-go/goldfish/examples/chat/chat"

func main() { chat.Main(nil) }
