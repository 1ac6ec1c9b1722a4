package address

import "strings"

// A Row says which row of a list in a form something belongs to. A template gets one for each row
// that it draws. A form's struct embeds one, which is set when the form is read.
type Row struct {
	List string // name of the list: "item", or "item.7.part" for a list in a row
	Key  string // names the row in its list; see [IsRowKey]
}

// Field returns the name that a field of the row has in the form and in errors: "item.7.name". The
// empty name is the row itself.
func (r Row) Field(name string) string {
	if name == "" {
		return r.List + "." + r.Key
	}
	return r.List + "." + r.Key + "." + name
}

// IsNew reports whether a person has added the row: its key begins with [NewRowPrefix]. The keys of
// other rows are the app's, but anybody can post any key: look the row up among those that the
// person may change.
func (r Row) IsNew() bool { return strings.HasPrefix(r.Key, NewRowPrefix) }

// NewRowPrefix begins the keys of rows that a person has added.
const NewRowPrefix = "_"

// maxRowKey is the length of the longest key in bytes. A UUID has 36.
const maxRowKey = 64

// IsRowKey reports whether a text may be the key of a row: 1 to 64 letters, digits, '-' and '_'.
func IsRowKey(s string) bool {
	for i := range len(s) {
		switch b := s[i]; {
		case 'a' <= b && b <= 'z', 'A' <= b && b <= 'Z', '0' <= b && b <= '9', b == '-', b == '_':
		default:
			return false
		}
	}
	return s != "" && len(s) <= maxRowKey
}
