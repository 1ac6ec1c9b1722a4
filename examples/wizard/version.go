package main

import "net/url"

// version is that of the draft's shape:
//
//  1. There were three items: first, second and third.
//  2. The items are rows.
//
// A test also runs the first version, in testdata/old, and a third one, in testdata/next.
const version = 2

func migrate(from int, steps map[string]url.Values) {
	if from == 1 {
		migrateItems(steps["items"])
	}
}
