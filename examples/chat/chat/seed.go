package chat

import (
	"context"
	"strings"
	"time"
)

var demoPeople = []Person{{"amara", "Amara Okafor"}, {"ben", "Ben Šimić"}, {"chiyo", "Chiyo Tanaka"}, {"dara", "Dara O’Neill"}}

var demoRooms = []RoomInfo{
	{ID: "general", Name: "General", About: "What concerns everybody"},
	{ID: "garden", Name: "Garden", About: "The garden behind the house"},
	{ID: "lunch", Name: "Lunch", About: "Where and when"},
}

// demoLines are messages, each with the number of who wrote it.
var demoLines = strings.Split(`0 Good morning! The new coffee machine is here.
1 Finally. Does it know what it is doing?
0 It asked me three questions before the first cup.
2 I read the manual: https://example.com/coffee. Page 40 is about descaling.
3 I'll take the shift on Thursday, if nobody minds.
1 Thank you, Dara. I owe you one.
2 The print shop called. The posters are ready on Friday.
0 Who can fetch them?
3 I pass by there anyway.
2 Perfect. They close at six.
1 Does anybody have the key of the basement?
0 It hangs beside the door, behind the blue coat.
1 Found it.
3 A reminder: the meeting is in the large room today, because the small one is being painted.
2 What colour?
3 They call it “morning fog”. It is grey.
0 I've put the minutes of the last meeting into the folder. Please read the part about the budget, we'd like to decide on it next week.
1 Read it. I have two questions, but they can wait.
2 Same here.
0 Then let us take ten minutes for them at the start.`, "\n")

// seed fills a new database.
func seed(ctx context.Context, tx transaction, now time.Time) error {
	for _, r := range demoRooms {
		if err := tx.exec(ctx, `INSERT INTO rooms (id, name, about) VALUES (?, ?, ?)`, r.ID, r.Name, r.About); err != nil {
			return err
		}
	}
	for _, p := range demoPeople {
		if _, err := addPerson(ctx, tx, p.ID, p.Name); err != nil {
			return err
		}
	}
	if err := seedMessages(ctx, tx, "general", 400, now); err != nil {
		return err
	}
	return seedMessages(ctx, tx, "garden", 7, now)
}

// seedMessages adds so many messages to an empty room, the last one some minutes ago. People have
// read all but the last three.
func seedMessages(ctx context.Context, tx transaction, room string, n int, now time.Time) error {
	var values []string
	var args []any
	at := now.Add(-time.Duration(n) * 17 * time.Minute)
	for i := 1; i <= n; i++ {
		line := demoLines[(i+len(demoLines)-1-n%len(demoLines))%len(demoLines)]
		author, text := demoPeople[line[0]-'0'], line[2:]
		at = at.Add(time.Duration(i*i%33+1) * time.Minute)
		values = append(values, "(?, ?, ?, ?, ?, ?)")
		args = append(args, room, i, author.ID, text, strings.ToLower(text), at.UnixMilli())
	}
	if err := tx.exec(ctx, `INSERT INTO messages (room, number, author, text, fold, sent) VALUES `+strings.Join(values, ", "), args...); err != nil {
		return err
	}
	if err := tx.exec(ctx, `UPDATE rooms SET newest = ? WHERE id = ?`, n, room); err != nil {
		return err
	}
	return tx.exec(ctx, `UPDATE marks SET number = ? WHERE room = ?`, n-3, room)
}
