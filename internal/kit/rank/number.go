package rank

import "strings"

// digits are in the order of their bytes.
const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

const (
	base  = int64(len(digits))
	width = 10 // digits at most: 62^10 fits into 63 bits

	// most and least are the numbers that width digits can hold. As nothing
	// sorts before least, no position ends in it.
	most  = 839299365868340224 - 1 // 62^10 - 1
	least = -839299365868340224
)

// write appends numbers as text. A number of d digits has the letter 'a'+d-1
// in front; a negative one has 'Z'-(d-1) and its distance from -62^d as digits,
// so that the more negative sorts first.
func write(dst []byte, path []int64) []byte {
	for _, v := range path {
		d, size := 1, base
		for v >= size || v < -size {
			d, size = d+1, size*base
		}
		head := byte('a' + d - 1)
		if v < 0 {
			head = byte('Z' - (d - 1))
			v += size
		}
		dst = append(dst, head)
		at := len(dst)
		for range d {
			dst = append(dst, 0)
		}
		for i := at + d - 1; i >= at; i-- {
			dst[i] = digits[v%base]
			v /= base
		}
	}
	return dst
}

// parse reads a position as the path of its numbers; "" is the empty path. Each
// number must be written in its shortest form, so that one path has one text.
func parse(s string) ([]int64, bool) {
	path := make([]int64, 0, len(s)/2)
	for s != "" {
		d, negative := 0, false
		switch c := s[0]; {
		case c >= 'a' && c < 'a'+width:
			d = int(c-'a') + 1
		case c <= 'Z' && c > 'Z'-width:
			d, negative = int('Z'-c)+1, true
		}
		if d == 0 || len(s) <= d {
			return nil, false
		}
		v, ok := number(s[1:1+d], negative)
		if !ok {
			return nil, false
		}
		path = append(path, v)
		s = s[1+d:]
	}
	return path, len(path) == 0 || path[len(path)-1] != least
}

func number(s string, negative bool) (int64, bool) {
	v, size := int64(0), int64(1)
	for i := range len(s) {
		n := strings.IndexByte(digits, s[i])
		if n < 0 {
			return 0, false
		}
		v, size = v*base+int64(n), size*base
	}
	shorter := size / base // what one digit less could hold
	if negative {
		v -= size
		return v, len(s) == 1 || v < -shorter
	}
	return v, len(s) == 1 || v >= shorter
}
