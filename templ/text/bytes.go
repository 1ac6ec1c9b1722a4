package text

import (
	"math"
	"strconv"
	"strings"
)

// Bytes writes a number of bytes as people do: 900 B, 1.5 MB. The units are powers of 1000.
func Bytes(t *Texts, n int64) string {
	units := []string{"B", "KB", "MB", "GB", "TB"}
	value, unit := float64(n), 0
	for value >= 999.5 && unit < len(units)-1 {
		value, unit = value/1000, unit+1
	}
	digits := strconv.FormatFloat(math.Round(value), 'f', 0, 64)
	if unit > 0 && value < 9.95 {
		digits = strings.TrimSuffix(strconv.FormatFloat(value, 'f', 1, 64), ".0")
	}
	return strings.Replace(digits, ".", t.DecimalSeparator, 1) + " " + units[unit]
}
