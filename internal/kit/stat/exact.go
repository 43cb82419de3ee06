package stat

// ExactOdds gives the probability that at least so much is done within so many
// days, when each day is drawn evenly from the past: by counting, not by
// chance. It is for small cases, and what the simulation is held against.
func ExactOdds(history []int, items, days int) float64 {
	if items <= 0 {
		return 1
	}
	if len(history) == 0 {
		return 0
	}
	short := make([]float64, items) // probability of each sum below items
	short[0] = 1
	for range days {
		next := make([]float64, items)
		for sum, p := range short {
			for _, n := range history {
				if sum+n < items {
					next[sum+n] += p / float64(len(history))
				}
			}
		}
		short = next
	}
	missed := 0.0
	for _, p := range short {
		missed += p
	}
	return 1 - missed
}
