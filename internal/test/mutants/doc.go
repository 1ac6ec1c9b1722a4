// Package mutants answers: if a guard were taken out, would a test notice?
//
// A guard is a piece of code without which a promise is broken now and then. A comment on the line
// before the guard says how to take it out, and which test must fail then:
//
//	//mutant:false TestMaxStreams: streams are limited
//	if s.streams >= s.MaxStreams {
//		return ErrTooManyStreams
//	}
//
// The comment has four parts: "//mutant:" and an operator, a pattern for go test -run, and, after a
// colon, the promise, which may be missing. The pattern is for the tests of the same folder.
// Several comments may stand before one guard; each is tried alone. The operators are
//
//	delete         the next statement, or case, is not there; delete(2): nor the one after it
//	true, false    the next condition is true, or false; it is still evaluated
//	true(2)        so is its second operand, false(2.1) the first operand of that
//	zero(2)        the second operand is multiplied by 0
//	set(X)         X is assigned or returned instead; $ stands for what is there
//	arg(2, X)      X is the second argument of the next call
//	insert(X)      the statement X comes first
//
// The condition is that of an if, a for or a case, or a value that is returned or assigned. A case
// of a select that is false never happens. Prefer the operators at the top of the list: they name
// nothing, so they survive a rename.
//
// In X, sometimes() is 1 at every seventh call and else 0. The two markers with the pattern replay
// are tried together, by TestVerifyCatchesWrongPatch.
//
// A guard stands in a function. The test binary of a folder is built once, and holds all mutants
// of the folder: each is a changed copy of the function around the guard. An environment variable
// chooses the copies that run. The files on disk are not touched: the changed files go into the
// build by the -overlay flag of the go command.
//
// The tests of all markers of a folder must pass first, with every guard in place. A test that then
// takes many times as long as it took there does not end, which counts as a failure.
//
// Guards in the client's TypeScript are marked in the same way, with the operators delete, true and
// false. client/mutate.mjs takes them out, and a test in client must fail. Its binary is built once
// too, and takes the bundle from a folder.
package mutants
