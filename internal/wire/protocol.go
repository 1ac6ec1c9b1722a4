// Package wire answers: what do server and client send each other? It is the only place of the
// protocol: its version, media types, headers, events, attributes, messages and their encoding.
// docs/protocol.md is the contract in words.
//
// client/src/contract.ts is generated from this package.
package wire

import (
	"net/http"
	"strconv"
	"strings"
)

//go:generate go run ./gencontract

// Protocol is the version of the protocol. It is raised only by a change that breaks a client. A
// server speaks this version and the one before.
const Protocol = 1

// What the client sends as Accept: a media type with the version of the protocol. See [Requested].
const (
	AcceptPatch  = PatchType + ";v=" + protocolDigit
	AcceptStream = StreamType + ";v=" + protocolDigit

	protocolDigit = string(rune('0' + Protocol))
)

// A Kind is a representation of a URL.
type Kind int

// The representations.
const (
	Document Kind = iota
	PatchKind
	StreamKind
)

// Requested returns the representation that a request asks for, and whether this server speaks the
// version of the protocol that the request names. A request without a version gets this server's. A
// document has no version. What the request does not accept, with the weight 0, it does not ask for
// (RFC 9110, 12.5.1).
func Requested(header http.Header) (kind Kind, spoken bool) {
	for _, accept := range header["Accept"] {
		kind, spoken = Document, true
		for item := range strings.SplitSeq(accept, ",") {
			name, params, _ := strings.Cut(item, ";")
			name = strings.TrimSpace(name)
			//mutant:false TestRequested: what has the weight 0 is not asked for
			if hasZeroWeight(params) {
				continue
			}
			if strings.EqualFold(name, StreamType) {
				return StreamKind, speaks(params)
			}
			if kind == Document && strings.EqualFold(name, PatchType) {
				kind, spoken = PatchKind, speaks(params)
			}
		}
		if kind != Document {
			return kind, spoken
		}
	}
	return Document, true
}

// hasZeroWeight reports whether the parameters of a media range hold a weight of zero, such as
// "q=0.0".
func hasZeroWeight(params string) bool {
	for param := range strings.SplitSeq(params, ";") {
		name, value, _ := strings.Cut(param, "=")
		if strings.EqualFold(strings.TrimSpace(name), "q") {
			value = strings.TrimSpace(value)
			return strings.HasPrefix(value, "0") && strings.Trim(value, "0.") == ""
		}
	}
	return false
}

// speaks reports whether the version in the parameters of a media type is one that this server
// speaks.
func speaks(params string) bool {
	for params != "" {
		var param string
		param, params, _ = strings.Cut(params, ";")
		if value, ok := strings.CutPrefix(strings.TrimSpace(param), "v="); ok {
			version, err := strconv.Atoi(value)
			return err == nil && version > 0 && (version == Protocol || version == Protocol-1)
		}
	}
	return true
}
