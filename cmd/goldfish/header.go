package main

import (
	"errors"
	"net/http"
	"strings"
)

// headerFlag is -H "Name: value", as often as needed.
type headerFlag struct{ http.Header }

func (h headerFlag) String() string { return "" }

func (h headerFlag) Set(s string) error {
	name, value, ok := strings.Cut(s, ":")
	if name = strings.TrimSpace(name); !ok || name == "" {
		return errors.New(`a header is "Name: value"`)
	}
	h.Add(name, strings.TrimSpace(value))
	return nil
}

// cookieFlag is -cookie "name=value", as often as needed, or several with semicolons as a browser
// sends them.
type cookieFlag struct{ http.Header }

func (c cookieFlag) String() string { return "" }

func (c cookieFlag) Set(s string) error {
	if _, err := http.ParseCookie(s); err != nil {
		return errors.New(`a cookie is "name=value"`)
	}
	if before := c.Get("Cookie"); before != "" {
		s = before + "; " + s
	}
	c.Header.Set("Cookie", s)
	return nil
}
