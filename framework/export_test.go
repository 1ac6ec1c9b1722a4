package framework

// Checking reports whether the app looks at the chain that it stands in.
func (app *App[V]) Checking() bool { return app.checking.Load() != nil }
