package framework

import "context"

// Flash says a sentence to the person on the page that comes next. It works in the context of an action.
func Flash(ctx context.Context, say string) {}
