# The two commands of a newcomer are: go run ./examples/desk, and make test.

TEMPL = go tool -modfile=tools.mod templ

.PHONY: test generate client fuzz bench

test: ## all that CI runs; fetches what it needs where it can, and says what is missing
	@.ci/test

generate: ## Go code of the templates, and the client's bundle
	$(TEMPL) generate -include-version=false
	$(MAKE) client

client: ## the bundle in client/dist, from client/src
	cd client && npm ci --silent && npm run --silent build

fuzz: ## every fuzz target for a minute
	@.ci/fuzz 60s

bench: ## what it costs, against named baselines; rewrites the table in bench/README.md
	go run ./bench -update bench/README.md all
	go test -run '^$$' -bench . -benchmem ./router ./internal/values ./templ/snapshot
