package framework

import (
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/internal/devmode"
	"github.com/goldfish-go/goldfish/sse"
	"github.com/goldfish-go/goldfish/store"
	"github.com/goldfish-go/goldfish/templ/layout"
)

// defaultPolicy lets the client work and nothing else: its Trusted Types policy is named goldfish.
const defaultPolicy = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; " +
	"require-trusted-types-for 'script'; trusted-types goldfish"

// checked returns the options with their defaults. It panics if one makes no sense.
func (o Options[V]) checked() Options[V] {
	o.check()
	if o.Shell == nil {
		o.Shell = func(_ V, doc layout.Document) templ.Component { return layout.DefaultShell(doc) }
	}
	if o.ErrorPage == nil {
		o.ErrorPage = errorPage
	}
	if o.CrossOrigin == nil {
		o.CrossOrigin = http.NewCrossOriginProtection()
	}
	if o.Logger == nil {
		o.Logger = slog.Default()
	}
	if o.Store == nil {
		o.Store = store.Memory()
	}
	o.Policy = or(o.Policy, defaultPolicy)
	o.Dev = o.Dev || devmode.Requested()
	o.FilesExpireAfter = or(o.FilesExpireAfter, 24*time.Hour)
	o.MaxFormBytes = or(o.MaxFormBytes, 1<<20)
	o.MaxFormFields = or(o.MaxFormFields, 1000)
	o.BodyTimeout = limit(o.BodyTimeout, 30*time.Second)
	o.ViewTimeout = or(o.ViewTimeout, 30*time.Second)
	o.GracePeriod = or(o.GracePeriod, 25*time.Second)
	o.DrainNotice = limit(o.DrainNotice, min(3*time.Second, o.GracePeriod/8))
	if o.DrainNotice > o.GracePeriod/2 {
		panic(fmt.Sprintf("framework: New: Options.DrainNotice is %v, and GracePeriod is %v: give the tabs and requests at least "+
			"as long as the balancer", o.DrainNotice, o.GracePeriod))
	}
	o.ReadyTimeout = or(o.ReadyTimeout, 10*time.Second)
	if o.ClientAddress == nil {
		o.ClientAddress = RemoteAddress
	}
	o.MaxActionsPerMinute = limit(o.MaxActionsPerMinute, 600)
	o.MaxHeaderBytes = or(o.MaxHeaderBytes, 64<<10)
	o.MaxConnections = limit(o.MaxConnections, sse.MaxConnections())
	o.VaryHeaders = slices.Clone(o.VaryHeaders)
	o.AllowedHosts = slices.Clone(o.AllowedHosts)
	return o
}

func (o Options[V]) check() {
	for name, negative := range map[string]bool{
		"FilesExpireAfter":   o.FilesExpireAfter < 0,
		"MaxFormBytes":       o.MaxFormBytes < 0,
		"MaxFormFields":      o.MaxFormFields < 0,
		"MaxHeaderBytes":     o.MaxHeaderBytes < 0,
		"ViewTimeout":        o.ViewTimeout < 0,
		"GracePeriod":        o.GracePeriod < 0,
		"ReadyTimeout":       o.ReadyTimeout < 0,
		"Heartbeat":          o.Heartbeat < 0,
		"StreamWriteTimeout": o.StreamWriteTimeout < 0,
		"CacheBytes":         o.CacheBytes < 0,
		"MinLoadInterval":    o.MinLoadInterval < 0,
	} {
		if negative {
			panic("framework: New: Options." + name + " is negative: leave it out for the default")
		}
	}
	if o.Heartbeat > 0 && o.Heartbeat < time.Second {
		panic(fmt.Sprintf("framework: New: Options.Heartbeat is %v: clients count it in whole seconds, so use at least 1 s", o.Heartbeat))
	}
	if strings.ContainsAny(o.Policy, "\r\n") {
		panic("framework: New: Options.Policy has a line break: a header is one line, so join its directives with \"; \"")
	}
	for _, host := range o.AllowedHosts {
		if host == "" || hostname(host) != strings.ToLower(host) || strings.ContainsAny(host, "/ *") {
			panic(fmt.Sprintf("framework: New: Options.AllowedHosts has %q: give a host without scheme and port, such as \"desk.example\", "+
				"or \".desk.example\" for all below it", host))
		}
	}
	for _, name := range o.VaryHeaders {
		if name == "" || strings.ContainsAny(name, " ,:\r\n\t") {
			panic(fmt.Sprintf("framework: New: Options.VaryHeaders has %q: give one name of a request header in each element", name))
		}
	}
}

// or returns the value, or the default if it is zero.
func or[T comparable](value, byDefault T) T {
	if value == *new(T) {
		return byDefault
	}
	return value
}

// limit is or for values that are zero inside if they are negative in the options.
func limit[T int | time.Duration](value, byDefault T) T { return max(0, or(value, byDefault)) }
