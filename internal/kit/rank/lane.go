package rank

// lane is the open range of whole numbers (lo, hi) that may follow prefix. An
// end that is open has no neighbour to keep away from.
type lane struct {
	prefix         []int64
	lo, hi         int64
	openLo, openHi bool
}

func (l lane) room() int64 { return l.hi - l.lo - 1 }

// find walks down from a and b to the first lane with room for n. Where the
// two part, everything under a is below b, so the walk follows a and b's side
// becomes open; below the end of a, both sides are open at the latest one
// level further down, so the walk ends. openB says that there is no b.
func find(a, b []int64, openB bool, n int64) lane {
	var prefix []int64
	for {
		l := lane{prefix: prefix, lo: least, hi: most + 1, openLo: len(a) == 0, openHi: openB}
		if !l.openLo {
			l.lo = a[0]
		}
		if !openB {
			l.hi = b[0]
			if len(b) > 1 && l.lo < l.hi {
				l.hi++ // b goes on below b[0], so b[0] alone still comes before it
			}
		}
		if l.room() >= n {
			return l
		}
		prefix = append(prefix, l.lo)
		if !openB {
			openB = b[0] > l.lo
			b = b[1:]
		}
		if !l.openLo {
			a = a[1:]
		}
	}
}

// take gives n numbers out of the lane, in order. Next to an open end they
// stand a stride apart, else they share the room evenly.
func (l lane) take(n int64) []int64 {
	lo, hi := l.lo, l.hi
	wide := n <= (most-least)/stride-1
	switch {
	case l.openLo && l.openHi && wide:
		lo = -stride * ((n + 1) / 2)
		hi = lo + stride*(n+1)
	case l.openHi && wide && hi-lo > stride*(n+1):
		hi = lo + stride*(n+1)
	case l.openLo && wide && hi-lo > stride*(n+1):
		lo = hi - stride*(n+1)
	}
	step, rest := (hi-lo)/(n+1), (hi-lo)%(n+1)
	out := make([]int64, n)
	for i := range n {
		out[i] = lo + step*(i+1) + rest*(i+1)/(n+1)
	}
	return out
}
