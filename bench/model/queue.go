package model

import "math"

// Coalesced returns how often a thing is done that is asked for at a rate, at random, and done at
// most once in an interval (in seconds): at once if the last time was longer ago, else when the
// interval is over, once for all who asked. The mean time between two is the interval, and if
// nobody has asked in it, which has the probability e^(-rate × interval), the time until one asks.
func Coalesced(rate, interval float64) float64 {
	if rate <= 0 {
		return 0
	}
	return 1 / (interval + math.Exp(-rate*interval)/rate)
}

// Wait returns the mean time in the queue of so many servers, where tasks come at random at a rate
// and take a mean service time: the formula of Erlang (M/M/c). It is infinite if they are too many.
func Wait(rate, service, servers float64) float64 {
	load := rate * service
	if load >= servers {
		return math.Inf(1)
	}
	// Erlang B by recursion, then C: factorials would overflow.
	blocked := 1.0
	for n := 1.0; n <= servers; n++ {
		blocked = load * blocked / (n + load*blocked)
	}
	use := load / servers
	queued := blocked / (1 - use*(1-blocked))
	return queued * service / (servers - load)
}

// Spread returns on how many nodes a screen with so many tabs is, if tabs are spread at random.
func Spread(tabs, nodes float64) float64 {
	if nodes <= 1 {
		return 1
	}
	return nodes * (1 - math.Pow(1-1/nodes, tabs))
}
