package frameworktest

import "net/http"

// Deploy replaces the app by another build of it, as a rolling deploy does. First the new build
// starts, and whoever connects is led to it. Then the node of the old build ends as in [Site.Stop].
// From now on the function makes all nodes, as the one given to [Start] did before; nil keeps the
// function.
//
// A tab that is open was made by the old build, and goes on with the new one. Its document stays,
// and with it all that the person typed or opened. The tab takes in what the new build does
// differently:
//
//   - Other templates of a page come as a patch.
//   - Another shell is fetched and put around the page.
//   - The client of another build is always taken to be another. Only a document brings it, so
//     the next visit to another path loads one. [Tab.Documents] counts them.
//
// A [Site.Restart] has none of this: the same build comes back. So a test of what people keep over
// a deploy needs Deploy, and a function that makes a build which differs in what deploys change:
// the shell, a stylesheet, a template.
func (s *Site) Deploy(app func() http.Handler) {
	s.mu.Lock()
	if app != nil {
		s.app = app
	}
	s.build++
	old, twin := s.node, s.twin
	s.node, s.twin = newNode(s.app(), s.build), nil
	s.gate.lead(s.node)
	s.mu.Unlock()
	shut(twin)
	if old != nil {
		s.end(old)
	}
}
