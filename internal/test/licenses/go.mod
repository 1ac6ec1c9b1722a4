module github.com/goldfish-go/goldfish/internal/test/licenses

go 1.26

require github.com/google/licensecheck v0.3.1
