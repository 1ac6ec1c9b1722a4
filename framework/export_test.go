package framework

// SelfTesting reports whether the app tests the handlers around it.
func (app *App[V]) SelfTesting() bool { return app.selfTest.Load() != nil }
