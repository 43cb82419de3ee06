package text

// WithUnit is a number as it is written, and its unit: 85%, 12 days.
func WithUnit(number, unit string) string {
	switch unit {
	case "":
		return number
	case "%":
		return number + "%"
	}
	return number + " " + unit
}
