package main

import "net/url"

// The version of the form before this one: there are three items, which are no rows.
const version = 1

func migrate(int, map[string]url.Values) {}
