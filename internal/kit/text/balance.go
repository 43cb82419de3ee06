package text

import "strings"

// deepestTag is how many elements may stand inside one another; browsers stop
// at 512.
const deepestTag = 100

// void elements have no end.
var void = map[string]bool{"br": true, "hr": true, "img": true, "input": true}

// balance closes what was left open and drops ends without a beginning. It
// works on what the policy lets through, where every < begins a tag and every
// > ends one: in text and in attributes both are written as entities.
func balance(html string) string {
	b := balancer{open: map[string]int{}}
	b.out.Grow(len(html) + len(html)/16)
	for html != "" {
		start := strings.IndexByte(html, '<')
		if start < 0 {
			break
		}
		end := strings.IndexByte(html[start:], '>')
		if end < 0 {
			break
		}
		b.out.WriteString(html[:start])
		b.tag(html[start : start+end+1])
		html = html[start+end+1:]
	}
	b.out.WriteString(html)
	for len(b.stack) > 0 {
		b.pop()
	}
	return b.out.String()
}

type balancer struct {
	out   strings.Builder
	stack []string
	open  map[string]int // how many of each are on the stack
}

func (b *balancer) tag(tag string) {
	name := strings.TrimLeft(tag, "</")
	name = name[:strings.IndexAny(name, " />")]
	switch {
	case strings.HasPrefix(tag, "</"):
		if b.open[name] == 0 {
			return
		}
		for b.pop() != name {
		}
	case void[name]:
		b.void(name, tag)
	default:
		if len(b.stack) < deepestTag {
			b.out.WriteString(finish(name, tag))
		}
		b.stack = append(b.stack, name)
		b.open[name]++
	}
}

// pop ends the innermost element. Those that were too deep never began.
func (b *balancer) pop() string {
	last := len(b.stack) - 1
	name := b.stack[last]
	b.stack = b.stack[:last]
	b.open[name]--
	if last < deepestTag {
		b.out.WriteString("</" + name + ">")
	}
	return name
}

// void writes an element without an end. The only input is the tick of a task,
// which nobody can change in place.
func (b *balancer) void(name, tag string) {
	switch {
	case name != "input":
		b.out.WriteString(tag)
	case !strings.Contains(tag, ` type="checkbox"`):
	case strings.Contains(tag, ` checked=""`):
		b.out.WriteString(`<input checked="" disabled="" type="checkbox">`)
	default:
		b.out.WriteString(`<input disabled="" type="checkbox">`)
	}
}

// finish gives the start tag as it is to stand: a slash at its end means
// nothing to a browser, and the policy knows no noopener on its own.
func finish(name, tag string) string {
	if s, ok := strings.CutSuffix(tag, "/>"); ok {
		tag = s + ">"
	}
	if name == "a" {
		tag = strings.Replace(tag, ` rel="nofollow noreferrer"`, ` rel="nofollow noopener noreferrer"`, 1)
	}
	return tag
}
