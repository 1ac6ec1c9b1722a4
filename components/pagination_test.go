package components

import (
	"slices"
	"testing"
)

func TestWindowNeverHidesASinglePage(t *testing.T) {
	for last := 1; last <= 40; last++ {
		for page := 1; page <= last; page++ {
			pages := window(page, last)
			if !slices.Contains(pages, page) || pages[0] != 1 || pages[len(pages)-1] != last {
				t.Fatalf("window(%d, %d) = %v: the first, the last and the current page belong there", page, last, pages)
			}
			if len(pages) > 7 {
				t.Fatalf("window(%d, %d) = %v is too wide", page, last, pages)
			}
			for i, n := range pages {
				switch {
				case n == 0 && pages[i+1]-pages[i-1] < 3:
					t.Fatalf("window(%d, %d) = %v: a gap in place of one page", page, last, pages)
				case n != 0 && i > 0 && pages[i-1] != 0 && pages[i-1] != n-1:
					t.Fatalf("window(%d, %d) = %v: a gap that is not shown", page, last, pages)
				}
			}
		}
	}
}
