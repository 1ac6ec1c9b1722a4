package live

import (
	"slices"
	"time"
)

// An unknownVersion is a version that a client has and its screen does not know. The version was
// made before the client connected, so content of a load that started after that is not older.
// Other clients with the same version need no load of their own. After a restart of the server
// nearly all clients are in this state.
type unknownVersion struct {
	version string
	started uint64 // loads that had started when the first client connected with it
	expires time.Time
}

const (
	// Equal content has equal versions, so an old version may become new again, and another
	// server may know first.
	unknownTTL = 2 * time.Second
	maxUnknown = 8 // of one screen
)

// firstSeen returns how many loads had started when a client first connected with this version.
// Content of a later load is not older than the version. The lock is held.
func (s *Screen[E]) firstSeen(version string) (started uint64) {
	now := time.Now()
	s.unknown = slices.DeleteFunc(s.unknown, func(u unknownVersion) bool {
		// An unknown version is remembered for a moment only.
		//mutant:false TestReconnectStormWithTheSameUnknownVersion
		return !now.Before(u.expires)
	})
	// One load for all clients with the same unknown version.
	//mutant:arg(1, $[:0]) TestReconnectStormWithTheSameUnknownVersion
	i := slices.IndexFunc(s.unknown, func(u unknownVersion) bool { return u.version == version })
	if i >= 0 {
		return s.unknown[i].started
	}
	//mutant:false TestUnknownVersionsAreBounded: unknown versions take bounded memory
	if len(s.unknown) == maxUnknown {
		s.unknown = slices.Delete(s.unknown, 0, 1)
	}
	s.unknown = append(s.unknown, unknownVersion{version, s.started, now.Add(unknownTTL)})
	return s.started
}
