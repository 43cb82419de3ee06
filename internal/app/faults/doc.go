// Package faults breaks installations on purpose and looks at what is left:
// the program is killed, its power cut, its disk filled, its requests sent
// twice and all at once, and one and the same story told to both databases. It
// holds tests only; tools/soak runs them for longer.
//
// Words it owns: place (where an installation keeps its things), book (what
// clients wrote and what they were answered), life (one installation through
// several faults), fault (something found wrong).
package faults
