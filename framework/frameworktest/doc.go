// Package frameworktest tests apps without a browser.
package frameworktest
