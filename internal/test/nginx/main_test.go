package nginx_test

import (
	"flag"
	"fmt"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	flag.Parse()
	if testing.Short() {
		fmt.Println("-short: streams through nginx")
		return
	}
	// what takes long here is waiting, so the number of processors is no measure
	_ = flag.Set("test.parallel", "32")
	goleak.VerifyTestMain(m)
}
