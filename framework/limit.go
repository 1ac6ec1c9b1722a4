package framework

// Each open tab takes a descriptor, and so do files, databases and whatever else the app has open.
const (
	fewDescriptors = 4096
	otherwiseInUse = 100
)

// checkDescriptors says how many tabs fit, where these are few.
func (app *App[V]) checkDescriptors() {
	if limit, ok := descriptors(); ok && limit < fewDescriptors {
		app.options.Logger.Warn("goldfish: this process may open few descriptors, and each open tab takes one: raise the limit with LimitNOFILE= of systemd, "+
			"--ulimit nofile= of Docker, or ulimit -n", "limit", limit, "tabs", max(0, int(limit)-otherwiseInUse))
	}
}
