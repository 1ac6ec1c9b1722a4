package chat

import (
	"context"
	"strings"

	"github.com/goldfish-go/goldfish/framework"
)

// maxFound is how many messages a search shows.
const maxFound = 50

// search is the view of what was found. It is live: a message that fits appears.
func (c *Chat) search(ctx context.Context, _ Member, u SearchURL) (framework.Page, error) {
	found, err := c.store.Search(ctx, u)
	title := text(ctx, "Search")
	if u.Q != "" {
		title = textWith(ctx, "Search for %s", u.Q)
	}
	return framework.Page{Title: title, Body: searchPage(u, found), Topics: []string{"messages"}, NoIndex: true}, err
}

// Search returns the newest messages that have all words of a query, in
// their text or in the names of their files.
func (s *Store) Search(ctx context.Context, u SearchURL) ([]Message, error) {
	words := strings.Fields(strings.ToLower(u.Q))
	if len(words) == 0 {
		return nil, nil
	}
	where, args := []string{"m.deleted = 0"}, []any{}
	for _, word := range words[:min(len(words), 8)] {
		where = append(where, `m.fold LIKE ? ESCAPE '\'`)
		args = append(args, "%"+likeEscapes.Replace(word)+"%")
	}
	if u.Room != "" {
		where = append(where, "m.room = ?")
		args = append(args, u.Room)
	}
	found, err := collect(ctx, s, scanMessage, messageQuery+"WHERE "+strings.Join(where, " AND ")+" ORDER BY m.sent DESC, m.number DESC LIMIT ?", append(args, maxFound)...)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	where, args = nil, nil
	for _, m := range found {
		where = append(where, "(room = ? AND number = ?)")
		args = append(args, m.Room, m.Number)
	}
	return found, s.addFiles(ctx, found, "("+strings.Join(where, " OR ")+")", args...)
}

var likeEscapes = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)
