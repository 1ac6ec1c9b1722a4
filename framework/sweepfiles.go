package framework

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/goldfish-go/goldfish/files"
)

// sweepInterval is the mean time between two sweeps. An app that shares its store with other nodes
// sweeps at other times than they do.
const sweepInterval = time.Hour

// sweepGrace is how much longer a file is there than a form may have it, so that no action takes a
// file that is just being deleted, also if the clocks of nodes differ.
const sweepGrace = time.Hour

// startSweeping deletes files that no action has taken, soon after the start and then every hour.
func (app *App[V]) startSweeping() {
	ctx, stop := context.WithCancel(context.Background())
	app.stopSweeping = stop
	if app.options.Files == nil {
		return
	}
	go func() {
		wait := rand.N(time.Minute)
		for {
			select {
			case <-time.After(wait):
			case <-ctx.Done():
				return
			}
			app.sweepFiles(ctx)
			wait = sweepInterval/2 + rand.N(sweepInterval)
		}
	}()
}

func (app *App[V]) sweepFiles(ctx context.Context) {
	before := time.Now().Add(-app.options.FilesExpireAfter - sweepGrace)
	deleted, err := files.Sweep(ctx, app.options.Files, before, app.options.FileInUse)
	if err != nil && ctx.Err() == nil {
		app.options.Logger.Error("goldfish: files that nobody has taken could not all be deleted", "err", err)
	}
	if deleted > 0 {
		app.options.Logger.Info("goldfish: files that nobody has taken are deleted", "files", deleted)
	}
}
