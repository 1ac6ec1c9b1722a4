// Package markup is what templates need of the contract between server and client: attributes,
// forms that keep their input when they are refused, and parts.
//
// docs/protocol.md says what each attribute means.
package markup

import "github.com/goldfish-go/goldfish/internal/wire"

// Attributes that apps write on links, forms, buttons and inputs.
const (
	On         = wire.OnAttr
	Confirm    = wire.ConfirmAttr
	Busy       = wire.BusyAttr
	Indicator  = wire.IndicatorAttr
	History    = wire.HistoryAttr
	Prefetch   = wire.PrefetchAttr
	Transition = wire.TransitionAttr
	Scroll     = wire.ScrollAttr
	Focus      = wire.FocusAttr
	Keep       = wire.KeepAttr
	Live       = wire.LiveAttr
	Patch      = wire.PatchAttr
	Hook       = wire.HookAttr
	Error      = wire.ErrorAttr
	Draft      = wire.DraftAttr
	Name       = wire.NameAttr
	Time       = wire.TimeAttr
	Check      = wire.CheckAttr
	Combobox   = wire.ComboboxAttr
	Option     = wire.OptionAttr
	Summary    = wire.SummaryAttr
	Unsaved    = wire.UnsavedAttr
	Signal     = wire.SignalAttr
	Sent       = wire.SentAttr
	Upload     = wire.UploadAttr
	Alias      = wire.AliasAttr
)
