package store

import (
	"maps"
	"net/url"
	"slices"
)

// migrate brings all steps to the current version. Steps may have different versions: during a
// deploy two builds save steps of one draft.
func (ds *Drafts[T]) migrate(steps map[string]*savedStep) {
	oldest := ds.version
	for _, s := range steps {
		oldest = min(oldest, s.Version)
	}
	for from := max(1, oldest); from < ds.version; from++ {
		ds.migrateFrom(from, steps)
	}
	for name, s := range steps {
		if step := ds.step(name); step != nil {
			step.removeSecrets(s.Values)
			step.renameAliases(s.Values)
		}
	}
}

// migrateFrom brings the steps of one version to the next one.
func (ds *Drafts[T]) migrateFrom(from int, steps map[string]*savedStep) {
	old := map[string]url.Values{}
	revision := map[string]int64{}
	var newest int64
	for name, s := range steps {
		if s.Version <= from {
			old[name], revision[name] = s.Values, s.Revision
			newest = max(newest, s.Revision)
			delete(steps, name)
		}
	}
	if ds.options.Migrate != nil {
		ds.options.Migrate(from, old)
	}
	for name, v := range old {
		if v == nil {
			continue
		}
		if s := steps[name]; s != nil { // a newer build has saved this step
			for key, all := range v {
				if _, has := s.Values[key]; !has {
					s.Values[key] = all
				}
			}
			continue
		}
		r, ok := revision[name]
		if !ok {
			r = newest // a step that the migration has made
		}
		steps[name] = &savedStep{Version: from + 1, Revision: r, Values: v}
	}
}

// removeSecrets deletes what no draft may hold. A draft that was saved before the field had its tag
// may still have it.
func (s *draftStep) removeSecrets(v url.Values) {
	//mutant:delete TestDraftKeepsNoSecret
	maps.DeleteFunc(v, func(name string, _ []string) bool { return s.codec.IsSecret(name) })
}

// renameAliases moves values from former keys to the current ones. Where both have values, the
// former one stays, and Decode reports it.
func (s *draftStep) renameAliases(v url.Values) {
	for prefix, f := range s.codec.FieldsOf(v) {
		for _, old := range f.Aliases {
			old = prefix + old
			all, has := v[old]
			if !has {
				continue
			}
			current, both := v[prefix+f.Key]
			if !both {
				v[prefix+f.Key] = all
			}
			if !both || slices.Equal(current, all) {
				delete(v, old)
			}
		}
	}
}
