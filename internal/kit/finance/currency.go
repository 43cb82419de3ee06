package finance

import (
	"math/big"
	"strconv"
)

// digits are the currencies that have another number of minor digits than two.
var digits = map[string]int{
	"BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0, "UGX": 0, "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
	"BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3, "CLF": 4, "UYW": 4,
}

// Digits is how many digits of a currency stand for its minor units: a euro has
// 100 cents, a yen has none.
func Digits(currency string) int {
	if n, ok := digits[currency]; ok {
		return n
	}
	return 2
}

// IsCurrency says whether something reads like a currency's code.
func IsCurrency(s string) bool {
	for i := range len(s) {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return len(s) == 3
}

// Decimal reads a rate as the decimal number that it is written as: 0.1 is a
// tenth, not the double nearest to it.
func Decimal(rate float64) *big.Rat {
	by, _ := new(big.Rat).SetString(strconv.FormatFloat(rate, 'g', -1, 64))
	return by
}

// Exchange gives what minor units of one currency are in minor units of
// another, at a rate of so many of the other for one of the first. It is exact;
// the caller rounds once, after summing.
func Exchange(minor *big.Rat, from, to string, rate *big.Rat) *big.Rat {
	out := new(big.Rat).Mul(minor, rate)
	for n := Digits(to) - Digits(from); n != 0; {
		if n > 0 {
			out.Mul(out, ten)
			n--
		} else {
			out.Quo(out, ten)
			n++
		}
	}
	return out
}

var ten = big.NewRat(10, 1)

// Round gives the nearest whole number, halves away from zero.
func Round(r *big.Rat) int64 {
	twice := new(big.Int).Mul(r.Num(), big.NewInt(2))
	if r.Sign() < 0 {
		twice.Sub(twice, r.Denom())
	} else {
		twice.Add(twice, r.Denom())
	}
	return new(big.Int).Quo(twice, new(big.Int).Mul(r.Denom(), big.NewInt(2))).Int64()
}

// Spread parts a sum into n that differ by one unit at most and come to it
// exactly; the larger ones come first.
func Spread(sum int64, n int) []int64 {
	out := make([]int64, n)
	for i := range out {
		share := sum / int64(n-i)
		if rest := sum % int64(n-i); rest > 0 {
			share++
		} else if rest < 0 {
			share--
		}
		out[i] = share
		sum -= share
	}
	return out
}
