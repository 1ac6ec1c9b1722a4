// Desk is a support desk on SQLite: a list of tickets with tabs, search, sorting, pages and a
// drawer, all of it in the URL; a page for each ticket; sign-in; and every change live in every
// other tab.
//
//	go run ./examples/desk
//
// The desk itself is package desk in the folder below. Folder alldrivers has a program with the
// same desk on PostgreSQL, and with NATS or Redis between its nodes.
package main

import "github.com/goldfish-go/goldfish/examples/desk/desk"

func main() { desk.Main(nil) }
