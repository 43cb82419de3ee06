package obs

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"math"
	"net/http"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"throughline/internal/kit/clock"
)

// Handler serves the metrics in Prometheus' text form, version 0.0.4. It shows
// no names of people or workspaces, but how busy the server is; it belongs on
// an address of its own.
func (r *Registry) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		_, _ = io.WriteString(w, r.text()) // who asked has gone
	})
}

// Process adds what there is to know of the process itself.
func (r *Registry) Process(c clock.Clock) {
	started := c.Now()
	r.Gauge("process_start_time_seconds", "When the process was started, in seconds since 1970.", func() float64 { return float64(started) / 1e6 })
	r.Gauge("go_goroutines", "Goroutines that exist.", func() float64 { return float64(runtime.NumGoroutine()) })
	r.Gauge("go_memory_bytes", "Memory that the Go runtime has from the system.", func() float64 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return float64(m.Sys - m.HeapReleased)
	})
	r.Gauge("go_collections", "Rounds of the garbage collector.", func() float64 {
		var s debug.GCStats
		debug.ReadGCStats(&s)
		return float64(s.NumGC)
	})
}

func (r *Registry) text() string {
	r.mu.Lock()
	all := slices.SortedFunc(maps.Values(r.metrics), func(a, b *metric) int { return cmp.Compare(a.name, b.name) })
	r.mu.Unlock()
	var b strings.Builder
	for _, m := range all {
		fmt.Fprintf(&b, "# HELP %s %s\n# TYPE %s %s\n", m.name, escape(m.help, false), m.name, m.kind)
		m.write(&b)
	}
	return b.String()
}

func (m *metric) write(b *strings.Builder) {
	if m.ask != nil {
		fmt.Fprintf(b, "%s %s\n", m.name, number(m.ask()))
		return
	}
	m.mu.RLock()
	all := maps.Clone(m.series)
	m.mu.RUnlock()
	for _, key := range slices.SortedFunc(maps.Keys(all), func(a, b values) int { return slices.Compare(a[:], b[:]) }) {
		if m.kind == "counter" {
			fmt.Fprintf(b, "%s%s %d\n", m.name, m.set(key, ""), all[key].count.Load())
			continue
		}
		m.writeHistogram(b, key, all[key])
	}
}

// writeHistogram counts upwards, so that the last bucket and the count agree
// even while others are counting.
func (m *metric) writeHistogram(b *strings.Builder, key values, s *series) {
	var n uint64
	for i := range s.buckets {
		n += s.buckets[i].Load()
		le := "+Inf"
		if i < len(m.bounds) {
			le = number(m.bounds[i])
		}
		fmt.Fprintf(b, "%s_bucket%s %d\n", m.name, m.set(key, le), n)
	}
	sum := math.Float64frombits(s.sum.Load())
	fmt.Fprintf(b, "%s_sum%s %s\n%s_count%s %d\n", m.name, m.set(key, ""), number(sum), m.name, m.set(key, ""), n)
}

// set writes the labels of a series, and the bound of a bucket.
func (m *metric) set(key values, le string) string {
	parts := make([]string, 0, len(m.labels)+1)
	for i, name := range m.labels {
		parts = append(parts, name+`="`+escape(key[i], true)+`"`)
	}
	if le != "" {
		parts = append(parts, `le="`+le+`"`)
	}
	if len(parts) == 0 {
		return ""
	}
	return "{" + strings.Join(parts, ",") + "}"
}

// escape keeps a text on its line, and a label's value inside its quotes.
func escape(s string, quoted bool) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	s = strings.NewReplacer(`\`, `\\`, "\n", `\n`).Replace(s)
	if quoted {
		s = strings.ReplaceAll(s, `"`, `\"`)
	}
	return s
}

func number(f float64) string {
	switch {
	case math.IsInf(f, 1):
		return "+Inf"
	case math.IsInf(f, -1):
		return "-Inf"
	case math.IsNaN(f):
		return "NaN"
	}
	return strconv.FormatFloat(f, 'g', -1, 64)
}
