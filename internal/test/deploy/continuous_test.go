package deploy

import "testing"

// Three nodes behind nginx are deployed three times to the new build and back, by SIGTERM and by
// SIGKILL. Nobody who types in one of 20 forms notices, and each comment is there once.
func TestContinuousDeploysBehindNginx(t *testing.T) {
	loss := Continuous{Builds: builds(t), Forms: 20, Rounds: 3}.Run(t, chromium(t))
	t.Logf("%d forms: %d characters typed, %d other fields set; %d comments, %d sent again; %d pieces of news",
		loss.Forms, loss.Typed, loss.Changes, loss.Comments, loss.Resends, loss.Written)
	loss.clean(t)
}
