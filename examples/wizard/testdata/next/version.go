package main

import "net/url"

// The next version of the form: the postcode has another name, the date of birth is gone, and there
// is a new field.
const version = 3

func migrate(from int, steps map[string]url.Values) {
	switch v := steps["applicant"]; from {
	case 1:
		migrateItems(steps["items"])
	case 2:
		if zip, ok := v["zip"]; ok {
			v["postcode"] = zip
			delete(v, "zip")
		}
	}
}
