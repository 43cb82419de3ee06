package obs

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"throughline/internal/kit/clock"
)

func TestText(t *testing.T) {
	t.Parallel()
	r := NewRegistry()
	requests := r.Counter("requests_total", "Requests answered.", "route", "status")
	plain := r.Counter("starts_total", `Help with \ and`+"\n"+`"quotes".`)
	r.Counter("unused_total", "Never counted.", "label")
	h := r.Histogram("took_seconds", "How long.", []float64{0.1, 1, 1, 2.5}, "route")
	r.Gauge("open", "Open streams.", func() float64 { return 7 })
	r.Gauge("odd", "Not a number.", math.NaN)
	r.Gauge("big", "Endless.", func() float64 { return math.Inf(1) })

	requests.Add("GET /b", "200")
	requests.AddN(2, "GET /a", "200")
	requests.Add("GET /a", "404")
	requests.Add("a\"b\\c\nd\xff", "500")
	plain.AddN(0)
	for _, v := range []float64{0.05, 0.1, 0.11, 2.5, 3, -1, math.NaN()} {
		h.Observe(v, "GET /a")
	}
	srv := httptest.NewServer(r.Handler())
	t.Cleanup(srv.Close)
	res, err := http.Get(srv.URL)
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(res.Body)
	if err != nil || res.Body.Close() != nil {
		t.Fatal(err)
	}
	if ct := res.Header.Get("Content-Type"); ct != "text/plain; version=0.0.4; charset=utf-8" {
		t.Errorf("the type is %s", ct)
	}
	const want = `# HELP big Endless.
# TYPE big gauge
big +Inf
# HELP odd Not a number.
# TYPE odd gauge
odd NaN
# HELP open Open streams.
# TYPE open gauge
open 7
# HELP requests_total Requests answered.
# TYPE requests_total counter
requests_total{route="GET /a",status="200"} 2
requests_total{route="GET /a",status="404"} 1
requests_total{route="GET /b",status="200"} 1
requests_total{route="a\"b\\c\nd�",status="500"} 1
# HELP starts_total Help with \\ and\n"quotes".
# TYPE starts_total counter
starts_total 0
# HELP took_seconds How long.
# TYPE took_seconds histogram
took_seconds_bucket{route="GET /a",le="0.1"} 3
took_seconds_bucket{route="GET /a",le="1"} 4
took_seconds_bucket{route="GET /a",le="2.5"} 5
took_seconds_bucket{route="GET /a",le="+Inf"} 6
took_seconds_sum{route="GET /a"} 4.76
took_seconds_count{route="GET /a"} 6
# HELP unused_total Never counted.
# TYPE unused_total counter
`
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestProcess(t *testing.T) {
	t.Parallel()
	r := NewRegistry()
	r.Process(clock.At(1_500_000))
	text := r.text()
	for _, line := range []string{`process_start_time_seconds 1\.5`, `go_goroutines [1-9]\d*`, `go_memory_bytes \d\S+`, `go_collections \d+`} {
		if !regexp.MustCompile(`(?m)^` + line + `$`).MatchString(text) {
			t.Errorf("%s is missing in\n%s", line, text)
		}
	}
}

func TestSeriesAreBounded(t *testing.T) {
	t.Parallel()
	r := NewRegistry()
	c := r.Counter("x_total", "X.", "path", "status")
	c.Add("known", "200")
	for i := range 3 * maxSeries {
		c.Add(fmt.Sprint("/", i), "404")
	}
	c.Add("known", "200")
	text := r.text()
	if n := strings.Count(text, "\nx_total{"); n != maxSeries+1 {
		t.Errorf("%d series", n)
	}
	for _, want := range []string{
		`x_total{path="known",status="200"} 2`,
		fmt.Sprintf(`x_total{path="other",status="other"} %d`, 2*maxSeries+1),
	} {
		if !strings.Contains(text, want+"\n") {
			t.Errorf("%s is missing", want)
		}
	}
}

func TestMistakesPanic(t *testing.T) {
	t.Parallel()
	for what, do := range map[string]func(*Registry){
		"bad name":          func(r *Registry) { r.Counter("Bad-Name", "") },
		"empty name":        func(r *Registry) { r.Counter("", "") },
		"bad label":         func(r *Registry) { r.Counter("a", "", "b-c") },
		"label of buckets":  func(r *Registry) { r.Histogram("a", "", Seconds(), "le") },
		"too many labels":   func(r *Registry) { r.Counter("a", "", "b", "c", "d", "e") },
		"twice":             func(r *Registry) { r.Counter("taken", "") },
		"no bounds":         func(r *Registry) { r.Histogram("a", "", nil) },
		"bounds downwards":  func(r *Registry) { r.Histogram("a", "", []float64{2, 1}) },
		"endless bound":     func(r *Registry) { r.Histogram("a", "", []float64{1, math.Inf(1)}) },
		"too few values":    func(r *Registry) { r.Counter("a", "", "b").Add() },
		"too many values":   func(r *Registry) { r.Counter("a", "").Add("b") },
		"values of another": func(r *Registry) { r.Histogram("a", "", Seconds(), "b").Observe(1, "c", "d") },
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			r := NewRegistry()
			r.Counter("taken", "")
			defer func() {
				if recover() == nil {
					t.Error("it does not panic")
				}
			}()
			do(r)
		})
	}
}

func TestCountingAtTheSameTime(t *testing.T) {
	t.Parallel()
	r := NewRegistry()
	c := r.Counter("x_total", "X.", "who")
	h := r.Histogram("y_seconds", "Y.", Seconds())
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 500 {
				c.Add(strconv.Itoa((g + i) % 5))
				h.Observe(0.5)
				if i%100 == 0 {
					_ = r.text()
				}
			}
		})
	}
	wg.Wait()
	text := r.text()
	for _, want := range []string{`x_total{who="0"} 800`, `x_total{who="4"} 800`, "y_seconds_count 4000", "y_seconds_sum 2000"} {
		if !strings.Contains(text, want+"\n") {
			t.Errorf("%s is missing in\n%s", want, text)
		}
	}
}

// A histogram's buckets rise, the last of them is the count, and each counts
// what is at most its bound.
func TestHistogramIsRight(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		seen := rapid.SliceOf(rapid.Float64Range(-1, 20)).Draw(t, "values")
		r := NewRegistry()
		h := r.Histogram("y", "Y.", Seconds())
		for _, v := range seen {
			h.Observe(v)
		}
		lines := bufio.NewScanner(strings.NewReader(r.text()))
		for lines.Scan() {
			name, value, _ := strings.Cut(lines.Text(), "} ")
			_, le, found := strings.Cut(strings.TrimSuffix(name, `"`), `le="`)
			if !found {
				continue
			}
			bound, err := strconv.ParseFloat(le, 64)
			if err != nil {
				t.Fatal(err)
			}
			want := 0
			for _, v := range seen {
				if v <= bound {
					want++
				}
			}
			if value != strconv.Itoa(want) {
				t.Fatalf("at most %v: %s, want %d", bound, value, want)
			}
		}
	})
}

// Whatever stands in a label, each series keeps to its line and reads back.
func FuzzLabel(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	line := regexp.MustCompile(`^x_total\{l="((?:[^"\\\n]|\\["\\n])*)"\} 1$`)
	f.Fuzz(func(t *testing.T, s string) {
		r := NewRegistry()
		r.Counter("x_total", "X.", "l").Add(s)
		lines := strings.Split(strings.TrimSuffix(r.text(), "\n"), "\n")
		if len(lines) != 3 {
			t.Fatalf("%q gives %d lines", s, len(lines))
		}
		m := line.FindStringSubmatch(lines[2])
		if m == nil {
			t.Fatalf("%q gives %q", s, lines[2])
		}
		if got := strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\"`, `"`).Replace(m[1]); got != strings.ToValidUTF8(s, "\ufffd") {
			t.Errorf("%q reads back as %q", s, got)
		}
	})
}

func BenchmarkCount(b *testing.B) {
	r := NewRegistry()
	c := r.Counter("x_total", "X.", "route", "status")
	h := r.Histogram("y_seconds", "Y.", Seconds(), "route")
	b.ReportAllocs()
	for b.Loop() {
		c.Add("GET /api/v1/records", "200")
		h.Observe(0.01, "GET /api/v1/records")
	}
}
