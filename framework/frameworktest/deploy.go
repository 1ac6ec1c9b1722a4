package frameworktest

import "net/http"

// Deploy replaces the app by another build, as a rolling deploy does. The new build starts, and new
// connections go to it. Then the node of the old build ends as in [Site.Stop]. From now on, app
// makes all nodes, as the function given to [Start] did before; nil keeps that function.
//
// An open tab, made by the old build, continues with the new one. Its document stays, with all that
// the person typed or opened:
//
//   - Other templates of a page arrive as a patch.
//   - Another shell is fetched and put around the page.
//   - The client of another build always counts as another. Only a document brings it, so the next
//     visit to another path loads one. [Tab.Documents] counts them.
//
// After [Site.Restart] none of this happens: the same build starts again. To test what people keep
// over a deploy, use Deploy with a build that differs in its shell, a stylesheet or a template.
func (s *Site) Deploy(app func() http.Handler) {
	s.mu.Lock()
	if app != nil {
		s.app = app
	}
	s.build++
	old, peer := s.node, s.peer
	s.node, s.peer = newNode(s.app(), s.build), nil
	s.forwarder.setTarget(s.node)
	s.mu.Unlock()
	closeHandler(peer)
	if old != nil {
		s.end(old)
	}
}
