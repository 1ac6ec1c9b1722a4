package framework

import (
	"context"
	"slices"

	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/templ/markup"
	"github.com/goldfish-go/goldfish/templ/text"
)

// Confirm asks the person a question before an action goes on. It returns nil if the person has
// said yes to this very question, otherwise an error that the action returns:
//
//	if err := framework.Confirm(ctx, fmt.Sprintf("%d tickets will be deleted.", n), "Delete"); err != nil {
//		return framework.Stay, err
//	}
//
// With scripts the question is a dialog over the page. Without scripts the page is shown again,
// with the question and two buttons at the end of the form. In both, the form keeps its input, and
// no means that nothing was done. yes is the label of the button; empty is the usual one.
//
// The question may hold facts. If they have changed when the person says yes, the question
// differs, and is asked again. So count and write in one transaction.
//
// If the form already asks the same question by data-gf-confirm, a browser with scripts sends the
// answer with the form, and one request is enough. Several questions of one action are asked one
// after the other.
//
// Confirm protects from a slip. It is no defence against an attacker: that is the origin of the
// post, which is checked for all actions. It takes the context of an action, and panics with any
// other.
func Confirm(ctx context.Context, question, yes string) error {
	//mutant:true TestConfirm: an answer counts for the question that was asked
	if slices.Contains(inAction(ctx, "Confirm").r.PostForm[wire.ConfirmField], question) {
		return nil
	}
	if yes == "" {
		yes = text.From(ctx).Yes
	}
	return unconfirmed{question, yes}
}

// An unconfirmed is the error of Confirm.
type unconfirmed struct{ text, yes string }

func (q unconfirmed) Error() string { return "not confirmed: " + q.text }

func (q unconfirmed) wire() *wire.Confirm { return &wire.Confirm{Question: q.text, Yes: q.yes} }

// markup returns the question as the form shows it, with the answers to earlier questions.
func (q unconfirmed) markup(t *text.Texts, answered []string) *markup.Question {
	return &markup.Question{Text: q.text, Yes: q.yes, No: t.Cancel, Answered: answered}
}
