package page

// Resume reads the cursor of a list whose order has the given sort values:
// each of the kind of its example in like, or null. Anything else is refused,
// so that what a caller makes up never reaches a query.
func Resume(s string, of Mark, like ...Value) (Cursor, error) {
	c, err := Decode(s)
	if err != nil {
		return Cursor{}, err
	}
	if err := c.Check(of); err != nil {
		return Cursor{}, err
	}
	if len(c.Values) != len(like) {
		return Cursor{}, refuse()
	}
	for i, v := range c.Values {
		if !v.IsNull() && !v.sameKind(like[i]) {
			return Cursor{}, refuse()
		}
	}
	return c, nil
}
