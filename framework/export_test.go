package framework

// Used returns the bytes that the app's memory counts.
func (app *App[V]) Used() int64 {
	m := app.memory()
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.used
}

// Checking reports whether the app looks at the chain that it stands in.
func (app *App[V]) Checking() bool { return app.checking.Load() != nil }
