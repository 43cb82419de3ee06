package text

import (
	"regexp"

	"github.com/microcosm-cc/bluemonday"
)

// pathChar is a character of a local address: no colon, so there is no scheme,
// no backslash, and no dot in disguise.
const pathChar = `(?:[\w~+@,=()$'!-]|%(?:[013-9A-Fa-f][0-9A-Fa-f]|2[0-9A-DFa-df]))`

// localImage is a path below the page, or below /api/, without a way up.
var localImage = regexp.MustCompile(`^(?:/api/)?` + pathChar + `(?:` + pathChar + `|\.)*` +
	`(?:/` + pathChar + `(?:` + pathChar + `|\.)*)*(?:\?(?:` + pathChar + `|[./&])*)?$`)

var memberID = regexp.MustCompile(`^[0-9A-Za-z_-]{1,64}$`)

// policy is what HTML may contain, whoever wrote it. There is no other. It
// allows no style, no script, no id or name (they could stand for a global of
// the page), no form but the tick of a task, and no picture from elsewhere,
// because fetching one tells its owner who reads.
var policy = newPolicy()

func newPolicy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre",
		"ul", "li", "dl", "dt", "dd", "figure", "figcaption", "summary",
		"table", "caption", "thead", "tbody", "tfoot", "tr",
		"strong", "b", "em", "i", "s", "del", "ins", "u", "sub", "sup", "small", "mark", "kbd", "samp", "var", "q", "cite")

	p.AllowStandardURLs() // parseable, http, https, mailto, relative, nofollow
	p.RequireNoReferrerOnLinks(true)
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("title").OnElements("a", "img", "abbr")
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^key$`)).OnElements("a")
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^mention$`)).OnElements("span")
	p.AllowAttrs("data-member").Matching(memberID).OnElements("span")

	p.AllowAttrs("src").Matching(localImage).OnElements("img")
	p.AllowAttrs("alt").OnElements("img")
	p.AllowAttrs("width", "height").Matching(regexp.MustCompile(`^\d{1,4}$`)).OnElements("img")

	p.AllowAttrs("class").Matching(regexp.MustCompile(`^language-[\w+#.-]{1,40}$`)).OnElements("code")
	p.AllowAttrs("start").Matching(regexp.MustCompile(`^\d{1,9}$`)).OnElements("ol")
	p.AllowAttrs("open").Matching(regexp.MustCompile(`^$`)).OnElements("details")
	p.AllowAttrs("align").Matching(regexp.MustCompile(`^(?:left|right|center)$`)).OnElements("th", "td")
	p.AllowAttrs("colspan", "rowspan").Matching(regexp.MustCompile(`^[1-9]\d?$`)).OnElements("th", "td")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^checkbox$`)).OnElements("input")
	p.AllowAttrs("checked", "disabled").Matching(regexp.MustCompile(`^$`)).OnElements("input")
	return p
}

// Sanitise gives HTML that is safe to put into a page: only what policy
// allows, every link with rel="nofollow noopener noreferrer", and every
// element closed where it was opened, so that nothing after it changes.
// Sanitise(Sanitise(x)) is Sanitise(x).
func Sanitise(html string) string {
	return balance(policy.Sanitize(html))
}
