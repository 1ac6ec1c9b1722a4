package sse

import (
	"flag"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	flag.Parse()
	_ = flag.Set("test.parallel", "16") // tests that run in parallel mostly wait
	goleak.VerifyTestMain(m)
}
