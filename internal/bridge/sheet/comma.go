package sheet

import "strings"

// declaredComma reads the line "sep=;" that spreadsheets put first and gives
// what follows it; 0 and the whole text when there is none.
func declaredComma(text string) (comma byte, rest string) {
	line, after, _ := strings.Cut(text, "\n")
	if len(line) == 5 && strings.EqualFold(line[:4], "sep=") {
		return line[4], after
	}
	return 0, text
}

// guessComma takes the separator under which the most of the first rows have
// as many cells as the first, and among equals the one that gives more cells;
// then a tab or semicolon, because commas also stand in prose.
func guessComma(text string) byte {
	best, bestScore := byte(','), 0
	for _, c := range []byte{'\t', ';', ','} {
		if score := commaScore(text, c); score > bestScore {
			best, bestScore = c, score
		}
	}
	return best
}

// commaScore is 0 when the separator does not split the first row at all.
func commaScore(text string, comma byte) int {
	const look, most = 10, 1 << 20
	s := newScanner(text[:min(len(text), most)], comma)
	width, alike := 0, 0
	for n := 0; n < look && s.more(); n++ {
		cells, problem := s.record()
		if problem != "" || blank(cells) {
			continue
		}
		if width == 0 {
			width = len(cells)
		}
		if len(cells) == width {
			alike++
		}
	}
	if width < 2 {
		return 0
	}
	return alike*most + width
}
