package junit_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"throughline/internal/kit/errs"
	"throughline/internal/kit/junit"
)

// Reports in the manners of several writers, shortened.
var reports = map[string]struct {
	xml  string
	want string // outcome of each case, by its name
}{
	"surefire": {`<?xml version="1.0" encoding="UTF-8"?>
<testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" name="shop.CartTest" time="0.12" tests="4" errors="1" skipped="1" failures="1">
  <properties><property name="java.version" value="21"/></properties>
  <testcase name="adds" classname="shop.CartTest" time="0.01"/>
  <testcase name="removes" classname="shop.CartTest" time="1,002.5"><failure message="expected 1" type="AssertionError"><![CDATA[at shop.Cart <x> & so on]]></failure><system-out>noise</system-out></testcase>
  <testcase name="pays" classname="shop.CartTest"><error type="NPE">boom</error></testcase>
  <testcase name="ships" classname="shop.CartTest"><skipped message="later"/></testcase>
  <testcase name="flaky" classname="shop.CartTest"><flakyFailure message="once">x</flakyFailure></testcase>
  <system-err><![CDATA[a lot]]></system-err>
</testsuite>`, "adds passed, removes failed, pays error, ships skipped, flaky passed"},
	"nested": {`<testsuites><testsuite name="outer"><testsuite name="inner"><testcase name="a"/><testsuite name="deep"><testcase name="b"><failure/></testcase></testsuite></testsuite><testcase name="c"/></testsuite></testsuites>`,
		"a passed, b failed, c passed"},
	"pytest": {`<?xml version="1.0" encoding="utf-8"?><testsuites><testsuite name="pytest" errors="0" failures="1" skipped="0" tests="1" time="0.1" timestamp="2026-03-02T10:00:00" hostname="ci"><testcase classname="tests.test_form" name="test_LEND_12_2[chrome]" time="0.1"><properties><property name="requirement" value="LEND-12"/></properties><failure message="assert 1 == 2">def test(): ...</failure></testcase></testsuite></testsuites>`,
		"test_LEND_12_2[chrome] failed"},
	"googletest": {`<testsuites tests="2"><testsuite name="A"><testcase name="Off" status="notrun" result="suppressed" time="0"/><testcase name="On" status="run" result="completed" time="0"/></testsuite></testsuites>`, "Off skipped, On passed"},
	"ctest":      {`<testsuite name="(empty)"><testcase name="bad" status="fail"><failure message=""/><system-out>x</system-out></testcase></testsuite>`, "bad failed"},
	"both":       {`<testsuite name="x"><testcase name="a"><failure message="first"/><error message="then"/></testcase></testsuite>`, "a error"},
	"none":       {`<testsuites/>`, ""},
	"escapes":    {"<testsuite name=\"x\"><testcase name=\"a\"><failure message=\"&#x1b;[31mred\">\x1b[0m \xff</failure></testcase></testsuite>", "a failed"},
	"latin":      {"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><testsuite name=\"x\"><testcase name=\"gr\xfc\xdfe\"/></testsuite>", "grüße passed"},
	"mark":       {"\xef\xbb\xbf<testsuite name=\"x\"><testcase name=\"a\"/></testsuite>", "a passed"},
}

func TestEveryMannerIsRead(t *testing.T) {
	t.Parallel()
	for name, r := range reports {
		cases, err := junit.Parse([]byte(r.xml))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for _, c := range cases {
			got = append(got, c.Name+" "+c.Outcome)
		}
		if s := strings.Join(got, ", "); s != r.want {
			t.Errorf("%s: %s, want %s", name, s, r.want)
		}
	}
}

func TestWhatACaseCarries(t *testing.T) {
	t.Parallel()
	cases, err := junit.Parse([]byte(reports["surefire"].xml))
	if err != nil {
		t.Fatal(err)
	}
	if c := cases[1]; c.Millis != 1002500 || c.Class != "shop.CartTest" || c.Message != "expected 1\nat shop.Cart <x> & so on" {
		t.Errorf("the case that failed is %+v", c)
	}
	cases, err = junit.Parse([]byte(reports["pytest"].xml))
	if err != nil {
		t.Fatal(err)
	}
	if c := cases[0]; len(c.Props) != 1 || c.Props[0] != "LEND-12" || c.Suite != "pytest" {
		t.Errorf("the case with a property is %+v", c)
	}
	if cases, err = junit.Parse([]byte(reports["nested"].xml)); err != nil || cases[1].Suite != "outer / inner / deep" {
		t.Errorf("nested suites: %+v, %v", cases, err)
	}
	long := `<testsuite name="x"><testcase name="a"><failure>` + strings.Repeat("ü", 1<<20) + `</failure></testcase></testsuite>`
	if cases, err = junit.Parse([]byte(long)); err != nil || len(cases[0].Message) > 2000 || !utf8.ValidString(cases[0].Message) {
		t.Errorf("a long message is kept in %d bytes, %v", len(cases[0].Message), err)
	}
}

func TestWhatIsNoReport(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat(`<testsuite name="x">`, 100) + strings.Repeat(`</testsuite>`, 100)
	for what, in := range map[string]string{
		"nothing": "", "words": "all passed", "a page": "<html><body/></html>", "cut off": `<testsuite><testcase name="a">`,
		"too deep": deep, "another encoding": `<?xml version="1.0" encoding="UTF-16"?><testsuite/>`,
	} {
		if _, err := junit.Parse([]byte(in)); !errs.Is(err, errs.Invalid) {
			t.Errorf("%s: %v, want it refused as invalid", what, err)
		}
	}
	var b strings.Builder
	b.WriteString("<testsuite>")
	for i := range junit.MaxCases + 1 {
		fmt.Fprintf(&b, `<testcase name="%d"/>`, i)
	}
	b.WriteString("</testsuite>")
	if _, err := junit.Parse([]byte(b.String())); !errs.Is(err, errs.TooLarge) {
		t.Errorf("too many: %v", err)
	}
}

// Whatever is sent is read or refused, and what is kept is text within bounds.
func FuzzParse(f *testing.F) {
	for _, r := range reports {
		f.Add([]byte(r.xml))
	}
	f.Add([]byte("<!DOCTYPE a [<!ENTITY b \"c\">]><testsuite>&b;&amp;&#0;&#xffffffffff;</testsuite>"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		cases, err := junit.Parse(raw)
		if err != nil {
			if !errs.Is(err, errs.Invalid) && !errs.Is(err, errs.TooLarge) {
				t.Errorf("%q: %v", raw, err)
			}
			return
		}
		for _, c := range cases {
			if !utf8.ValidString(c.Name+c.Class+c.Suite+c.File+c.Message) || len(c.Message) > 2000 || c.Millis < 0 || c.Outcome == "" {
				t.Errorf("%q gives %+v", raw, c)
			}
		}
	})
}
