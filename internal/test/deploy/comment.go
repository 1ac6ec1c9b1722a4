package deploy

import (
	"fmt"
	"slices"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/goldfish-go/goldfish/internal/test/deploy/database"
)

// answered says in a page that the last comment was answered.
const answered = "document.getElementById('comment').value === '' && !document.querySelector('#commenting .goldfish-resend')"

// unanswered describes a page whose last comment was not answered.
const unanswered = "[document.getElementById('comment').value, document.getElementById('commenting').innerText, location.href, " +
	"sessionStorage.getItem('submissions'), document.querySelector('[data-gf-flash]').textContent].join('\\n')"

// comment types a comment and sends it with Enter, and does not wait for the answer. While the last
// one is not answered, it does nothing.
func (r *Robot) comment() error {
	var free bool
	if err := r.run(chromedp.Evaluate(answered, &free)); err != nil || !free {
		return err
	}
	if err := r.run(chromedp.Evaluate("observer.enter('comment')", nil)); err != nil {
		return err
	}
	r.in, r.caret = "comment", -1
	text := fmt.Sprintf("%dx%d", r.Form, len(r.comments))
	for range 6 {
		text += string(letters[r.random.IntN(len(letters))])
	}
	for _, char := range text {
		if err := r.press(string(char)); err != nil {
			return err
		}
		r.Typed++
	}
	r.comments = append(r.comments, text)
	return r.press(kb.Enter)
}

// commented waits until the last comment was answered, and compares those that the database has
// with those that were sent.
func (r *Robot) commented(posts func(action, form string) []database.Post) (l Loss) {
	late := time.Now().Add(time.Minute)
	for free := false; !free; time.Sleep(50 * time.Millisecond) {
		if err := r.run(chromedp.Evaluate(answered, &free)); err != nil {
			l.tell("form %d: %v", r.Form, err)
			break
		}
		if time.Now().After(late) {
			l.tell("form %d: the last comment is not answered: %s", r.Form, r.Tab.Text(unanswered))
			break
		}
	}
	l.Comments = len(r.comments)
	var taken []string
	for _, p := range posts(database.Comment, fmt.Sprint(r.Form)) {
		taken = append(taken, p.Values.Get("comment"))
	}
	for i, text := range taken {
		if slices.Contains(taken[:i], text) {
			l.Doubles++
			l.tell("form %d: the comment %q is there twice", r.Form, text)
		}
	}
	for _, text := range r.comments {
		if !slices.Contains(taken, text) {
			l.Unsaved++
			l.tell("form %d: the comment %q is not there, but %q", r.Form, text, taken)
		}
	}
	for _, text := range taken {
		if !slices.Contains(r.comments, text) {
			l.Posts++
			l.tell("form %d: nobody sent the comment %q", r.Form, text)
		}
	}
	return l
}
