package sheet

import "strings"

// month reads the name of a month, in full or cut short, in English, German,
// French, Spanish, Portuguese, Italian, Dutch, Polish, Russian, Chinese and
// Japanese; 0 when it is none. Three letters tell all of them apart but the
// French June and July.
func month(word string) int {
	word = strings.TrimSuffix(Fold(word), ".")
	if n := hanMonth(word); n > 0 {
		return n
	}
	runes := []rune(word)
	if len(runes) < 3 {
		return 0
	}
	if strings.HasPrefix(word, "juin") {
		return 6
	}
	if strings.HasPrefix(word, "juil") {
		return 7
	}
	return monthStart(string(runes[:3]))
}

// monthStart knows the first three letters, folded.
func monthStart(start string) int {
	switch start {
	case "jan", "ene", "gen", "sty", "янв":
		return 1
	case "feb", "fev", "lut", "фев":
		return 2
	case "mar", "mae", "mrz", "mrt", "maa", "мар":
		return 3
	case "apr", "avr", "abr", "kwi", "апр":
		return 4
	case "may", "mai", "mag", "maj", "mei", "маи", "мая":
		return 5
	case "jun", "giu", "cze", "июн":
		return 6
	case "jul", "lug", "lip", "июл":
		return 7
	case "aug", "aou", "ago", "sie", "авг":
		return 8
	case "sep", "set", "wrz", "сен":
		return 9
	case "oct", "okt", "out", "ott", "paz", "окт":
		return 10
	case "nov", "lis", "ноя":
		return 11
	case "dec", "dez", "dic", "gru", "дек":
		return 12
	}
	return 0
}

// hanMonth reads the months that Chinese and Japanese write with characters.
func hanMonth(word string) int {
	number, ok := strings.CutSuffix(word, "月")
	if !ok {
		return 0
	}
	switch number {
	case "一":
		return 1
	case "二":
		return 2
	case "三":
		return 3
	case "四":
		return 4
	case "五":
		return 5
	case "六":
		return 6
	case "七":
		return 7
	case "八":
		return 8
	case "九":
		return 9
	case "十":
		return 10
	case "十一":
		return 11
	case "十二":
		return 12
	}
	return 0
}

// halfDay reads the words for before and after noon: "am", "pm" or "".
func halfDay(word string) string {
	switch strings.NewReplacer(".", "", " ", "").Replace(Fold(word)) {
	case "am", "上午", "午前", "오전", "vorm", "дп":
		return "am"
	case "pm", "下午", "午後", "오후", "nachm", "пп":
		return "pm"
	}
	return ""
}
