package deploy

import "testing"

// Robots type into every kind of field while the node is replaced, old → new → old: by a rolling
// deploy, by SIGTERM and by SIGKILL. The body changes, and so do the shell, the viewer's name and
// the badge. Nothing is lost, and no document is loaded.
func TestRollingDeployKeepsInput(t *testing.T) {
	loss := Typing{Builds: builds(t), Forms: 20, Rounds: 3}.Run(t, chromium(t))
	t.Logf("%d characters typed in %d forms, %d other fields set", loss.Typed, loss.Forms, loss.Changes)
	loss.clean(t)
}
