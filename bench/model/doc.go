// Package model answers: what do so many tabs need? It computes memory, processor time and bytes of
// each node and of the whole from what one tab, one event, one load cost, and names what breaks
// first. The formulas are in docs/capacity.md. A simulation checks those of queues.
//
// All rates are per second, all sizes are bytes, and all costs of processor time are seconds.
package model
