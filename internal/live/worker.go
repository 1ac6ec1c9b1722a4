package live

import (
	"slices"
	"time"
)

// workers are the goroutines that run loads. One that has nothing to do waits 100 ms for the next
// load, because its stack has grown already: to let a stack grow takes as long as all else that the
// hub does for a load. The lock of the scheduler guards the fields.
type workers struct {
	idle  []*worker // the one that has just finished is the last
	free  []int     // numbers that are not in use
	count int       // numbers that were ever in use
}

// A worker is one of them.
type worker struct {
	number int         // from 0; no other worker has it
	places chan *place // has room for one; closed: the worker ends
	labels labels
}

// workerIdleTimeout is how long a worker waits for a load.
const workerIdleTimeout = 100 * time.Millisecond

// start gives a place to a worker that has nothing to do, or to a new one. The lock is held.
func (s *scheduler) start(p *place) {
	ws := &s.workers
	if last := len(ws.idle) - 1; last >= 0 {
		p.worker = ws.idle[last]
		ws.idle = slices.Delete(ws.idle, last, last+1)
		p.worker.places <- p
		return
	}
	p.worker = &worker{number: ws.count, places: make(chan *place, 1)}
	if last := len(ws.free) - 1; last >= 0 {
		p.worker.number, ws.free = ws.free[last], ws.free[:last]
	} else {
		ws.count++
	}
	go s.work(p.worker, p)
}

// markIdle makes a worker wait for its next place. The lock is held.
func (ws *workers) markIdle(w *worker) { ws.idle = append(ws.idle, w) }

// end ends a worker. The lock is held.
func (ws *workers) end(w *worker) {
	ws.free = append(ws.free, w.number)
	close(w.places)
}

// endIdle ends the workers that have nothing to do. The lock is held.
func (ws *workers) endIdle() {
	for _, w := range ws.idle {
		ws.end(w)
	}
	ws.idle = nil
}

// work runs the tasks of the places that a worker is given.
func (s *scheduler) work(w *worker, p *place) {
	idle := time.NewTimer(workerIdleTimeout)
	for p != nil {
		for p != nil {
			began := p.task.begin()
			if began {
				w.labels.set(p.flow.route.name, w.number)
				p.task.run(s.trialEnded(p))
			}
			p = s.release(p, began)
		}
		idle.Reset(workerIdleTimeout)
		select {
		case p = <-w.places:
		//mutant:false TestIdleWorkersEnd: a server at rest has no goroutine for loads
		case <-idle.C:
			s.endWorker(w)
			p = <-w.places
		}
	}
}

// endWorker ends a worker, unless it has just been given a place, or was ended.
func (s *scheduler) endWorker(w *worker) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := slices.Index(s.workers.idle, w); i >= 0 {
		s.workers.idle = slices.Delete(s.workers.idle, i, i+1)
		s.workers.end(w)
	}
}
