// Package junit reads the test reports that almost every test runner can
// write: the XML that began with JUnit and was never written down, so that each
// writer has a manner of its own. What is read is the least that they share:
// which tests ran, under which names, and how each came out.
//
// Words it owns: case (one test that ran, or was skipped).
package junit

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"throughline/internal/kit/errs"
)

// Outcomes of a case.
const (
	Passed  = "passed"
	Failed  = "failed"
	Broken  = "error" // it could not be run to its end
	Skipped = "skipped"
)

// Bounds of what is kept of one report. A report beyond MaxCases is refused:
// whoever sent it can send it in parts.
const (
	MaxCases = 200_000
	maxDepth = 64
	maxName  = 1000
	maxText  = 2000
	maxProps = 40
)

// Case is one test.
type Case struct {
	Suite   string // names of the suites around it, outermost first, "a / b"
	Class   string
	Name    string
	File    string
	Props   []string // values of its properties
	Outcome string
	Millis  int64
	Message string // of one that failed, broke or was skipped
}

// Parse reads one report. What is no report is refused as invalid; characters
// that XML does not allow, which programs print and writers copy, are replaced.
func Parse(raw []byte) ([]Case, error) {
	p := &parser{dec: xml.NewDecoder(bytes.NewReader(clean(raw)))}
	p.dec.Strict = false
	p.dec.CharsetReader = charset
	for {
		tok, err := p.dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, broken(err)
		}
		if s, ok := tok.(xml.StartElement); ok {
			if err := p.root(s); err != nil {
				return nil, err
			}
		}
	}
	if !p.rooted {
		return nil, errs.New(errs.Invalid, "There is no test report in it: it holds no <testsuites> or <testsuite>.")
	}
	return p.cases, nil
}

func broken(err error) error {
	var known *errs.Error
	if errors.As(err, &known) {
		return err
	}
	return errs.Cause(errs.Invalid, err, "It is not XML as test runners write it: %v.", err)
}

type parser struct {
	dec    *xml.Decoder
	cases  []Case
	suites []string
	rooted bool
}

func (p *parser) root(s xml.StartElement) error {
	switch name := s.Name.Local; name {
	case "testsuites", "testsuite":
		p.rooted = true
		return p.suite(s)
	default:
		return errs.New(errs.Invalid, "It begins with <%s>; a test report begins with <testsuites> or <testsuite>.", cut(name, 60))
	}
}

// suite reads a suite up to its end, with the suites in it.
func (p *parser) suite(s xml.StartElement) error {
	if len(p.suites) >= maxDepth {
		return errs.New(errs.Invalid, "Its suites are nested deeper than %d.", maxDepth)
	}
	p.suites = append(p.suites, attr(s, "name"))
	defer func() { p.suites = p.suites[:len(p.suites)-1] }()
	return p.children(func(c xml.StartElement) error {
		switch c.Name.Local {
		case "testsuites", "testsuite":
			return p.suite(c)
		case "testcase":
			return p.testcase(c)
		default: // properties and output of the whole suite
			return p.dec.Skip()
		}
	}, nil)
}

// children gives each child element up to the end of the present one; text, if
// it is wanted, goes to words.
func (p *parser) children(each func(xml.StartElement) error, words func([]byte)) error {
	for {
		tok, err := p.dec.Token()
		if err != nil {
			if errors.Is(err, io.EOF) {
				return errs.New(errs.Invalid, "It ends in the middle: was it cut off?")
			}
			return broken(err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if err := each(t); err != nil {
				return broken(err)
			}
		case xml.EndElement:
			return nil
		case xml.CharData:
			if words != nil {
				words(t)
			}
		}
	}
}

func (p *parser) testcase(s xml.StartElement) error {
	if len(p.cases) >= MaxCases {
		return errs.New(errs.TooLarge, "It holds more than %d tests. Send it in parts.", MaxCases)
	}
	c := Case{
		Suite: p.place(), Class: attr(s, "classname"), Name: attr(s, "name"), File: attr(s, "file"),
		Outcome: Passed, Millis: millis(attr(s, "time")),
	}
	// Two manners of saying so without an element for it.
	switch strings.ToLower(attr(s, "status") + attr(s, "result")) {
	case "notrun", "disabled", "skipped", "ignored", "suppressed", "pending", "notrunsuppressed":
		c.Outcome = Skipped
	case "fail", "failed", "failure":
		c.Outcome = Failed
	}
	err := p.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "failure":
			return p.verdict(&c, Failed, e)
		case "error":
			return p.verdict(&c, Broken, e)
		case "skipped", "ignored":
			return p.verdict(&c, Skipped, e)
		case "properties":
			return p.properties(&c)
		default: // output; failures of a run before the one that passed
			return p.dec.Skip()
		}
	}, nil)
	p.cases = append(p.cases, c)
	return err
}

// verdict notes how a case came out; the worst of several counts.
func (p *parser) verdict(c *Case, outcome string, e xml.StartElement) error {
	worse := map[string]int{Passed: 0, Skipped: 1, Failed: 2, Broken: 3}
	text := attr(e, "message")
	var body strings.Builder
	err := p.children(func(xml.StartElement) error { return p.dec.Skip() }, func(b []byte) {
		if body.Len() < maxText {
			body.Write(b[:min(len(b), maxText)])
		}
	})
	if worse[outcome] <= worse[c.Outcome] && c.Message != "" {
		return err
	}
	if worse[outcome] > worse[c.Outcome] {
		c.Outcome = outcome
	}
	if said := strings.TrimSpace(body.String()); text == "" || said != "" && len(text) < 20 {
		text = strings.TrimSpace(text + "\n" + said)
	}
	c.Message = cut(strings.ToValidUTF8(text, "?"), maxText)
	return err
}

func (p *parser) properties(c *Case) error {
	return p.children(func(e xml.StartElement) error {
		v := attr(e, "value")
		err := p.children(func(xml.StartElement) error { return p.dec.Skip() }, func(b []byte) {
			if v == "" {
				v = cut(strings.TrimSpace(string(b)), maxName)
			}
		})
		if v != "" && len(c.Props) < maxProps {
			c.Props = append(c.Props, v)
		}
		return err
	}, nil)
}

func (p *parser) place() string {
	var named []string
	for _, s := range p.suites {
		if s != "" {
			named = append(named, s)
		}
	}
	return cut(strings.Join(named, " / "), maxName)
}

func attr(s xml.StartElement, name string) string {
	for _, a := range s.Attr {
		if a.Name.Local == name {
			return cut(strings.TrimSpace(a.Value), maxName)
		}
	}
	return ""
}

// millis reads seconds, also as "1,234.5" and "0,25".
func millis(s string) int64 {
	if strings.Contains(s, ",") {
		if strings.Contains(s, ".") {
			s = strings.ReplaceAll(s, ",", "")
		} else {
			s = strings.ReplaceAll(s, ",", ".")
		}
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f < 0 || f > 1e9 || math.IsNaN(f) {
		return 0
	}
	return int64(f*1000 + 0.5)
}

// cut shortens a text to whole characters.
func cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	return s[:most]
}

// clean replaces what XML does not allow and test runners write all the same:
// control characters, as bytes and as references, and broken UTF-8.
func clean(raw []byte) []byte {
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		switch {
		case c < 0x20 && c != '\t' && c != '\n' && c != '\r':
			out = append(out, ' ')
		case c == '&' && i+2 < len(raw) && raw[i+1] == '#':
			end := bytes.IndexByte(raw[i:min(len(raw), i+12)], ';')
			if end > 0 && !allowed(string(raw[i+2:i+end])) {
				out = append(out, ' ')
				i += end
				continue
			}
			out = append(out, c)
		default:
			out = append(out, c)
		}
	}
	if !utf8.Valid(out) && !declares(out) {
		return bytes.ToValidUTF8(out, []byte("?"))
	}
	return out
}

// declares says whether the head names an encoding other than UTF-8.
func declares(raw []byte) bool {
	head := strings.ToLower(string(raw[:min(len(raw), 200)]))
	end := strings.Index(head, "?>")
	if end < 0 || !strings.Contains(head[:end], "encoding") {
		return false
	}
	return !strings.Contains(head[:end], "utf-8") && !strings.Contains(head[:end], "utf8")
}

// allowed says whether a character reference is one that XML allows.
func allowed(ref string) bool {
	base := 10
	if strings.HasPrefix(ref, "x") || strings.HasPrefix(ref, "X") {
		base, ref = 16, ref[1:]
	}
	n, err := strconv.ParseUint(ref, base, 32)
	if err != nil {
		return true // not one at all; the decoder knows what to do
	}
	return n == 9 || n == 10 || n == 13 || n >= 0x20 && n <= 0xd7ff || n >= 0xe000 && n <= 0xfffd || n >= 0x10000 && n <= 0x10ffff
}

// charset reads the encodings that reports come in besides UTF-8.
func charset(name string, in io.Reader) (io.Reader, error) {
	switch strings.ToLower(name) {
	case "utf-8", "utf8", "us-ascii", "ascii":
		return in, nil
	case "iso-8859-1", "latin1", "windows-1252", "cp1252", "iso-8859-15":
		return &latin{in: in}, nil
	default:
		return nil, fmt.Errorf("the encoding %q is not known here; write UTF-8", cut(name, 40))
	}
}

// latin turns bytes of one character each into UTF-8.
type latin struct {
	in   io.Reader
	left []byte
}

func (l *latin) Read(p []byte) (int, error) {
	if len(l.left) == 0 {
		buf := make([]byte, 2048)
		n, err := l.in.Read(buf)
		for _, b := range buf[:n] {
			l.left = utf8.AppendRune(l.left, rune(b))
		}
		if n == 0 {
			return 0, err
		}
	}
	n := copy(p, l.left)
	l.left = l.left[n:]
	return n, nil
}
