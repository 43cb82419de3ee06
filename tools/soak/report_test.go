package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestReport(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	r := &report{w: &out}
	err := r.read(strings.NewReader(`{"Action":"run","Test":"TestKill"}
{"Action":"output","Test":"TestKill","Output":"    kill_test.go:24: seed 5: run again with …\n"}
{"Action":"output","Test":"TestKill","Output":"    kill_test.go:29: 200 kills: 0 lost\n"}
{"Action":"output","Test":"TestKill","Output":"--- PASS: TestKill (3.00s)\n"}
{"Action":"pass","Test":"TestKill","Elapsed":3}
{"Action":"output","Test":"TestPowerCut","Output":"    power_test.go:9: it takes root\n"}
{"Action":"skip","Test":"TestPowerCut"}
{"Action":"fail","Test":"TestOther","Elapsed":1}
{"Action":"fail"}
it does not build
`))
	if err != nil {
		t.Fatal(err)
	}
	r.close()
	_, found, _ := strings.Cut(out.String(), "What was found:\n")
	if found != "  TestKill: 200 kills: 0 lost\n  TestPowerCut: it takes root\n1 passed, 1 failed\n" {
		t.Errorf("found: %s", found)
	}
	for _, part := range []string{"TestKill begins\n", "seed 5", "TestKill: pass after 3s\n", "it does not build\n"} {
		if !strings.Contains(out.String(), part) {
			t.Errorf("%q is not told in:\n%s", part, out.String())
		}
	}
}
