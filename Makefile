# The two commands of a newcomer are: go run ./examples/desk, and make test.

TEMPL = go tool -modfile=tools.mod templ

.PHONY: test test-all generate client fuzz bench

test: ## the short tests: Go and Chromium are all that they need; about two minutes of processor time
	@.ci/test

test-all: ## everything; fetches what it needs by apt and npm where it can, and says what is missing
	@.ci/test-all

generate: ## Go code of the templates, the client's names of the protocol, and the client's bundle
	$(TEMPL) generate -include-version=false
	go generate ./internal/wire
	$(MAKE) client

client: ## the bundle in client/dist, from client/src
	cd client && npm ci --silent && npm run --silent build

fuzz: ## every fuzz target for a minute
	@go run ./internal/test/fuzz 60s

bench: ## what it costs, against named baselines; rewrites the table in bench/README.md
	go run ./bench -update bench/README.md all
	go test -run '^$$' -bench . -benchmem ./router ./internal/values ./internal/snapshot
