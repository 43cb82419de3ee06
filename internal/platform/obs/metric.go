package obs

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

const (
	// maxLabels lets the values of a series be an array, which is looked up
	// without making anything.
	maxLabels = 3

	// maxSeries bounds what one metric may hold. Values beyond it are counted
	// under "other": a label must not grow with what callers send.
	maxSeries = 1000
	other     = "other"
)

var metricName = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// Registry holds the metrics of a process. Metrics are registered at start-up;
// a wrong name, or one that is taken, is a mistake in the program and panics.
type Registry struct {
	mu      sync.Mutex
	metrics map[string]*metric
}

// NewRegistry makes an empty registry.
func NewRegistry() *Registry { return &Registry{metrics: map[string]*metric{}} }

// metric is a family of series of one name.
type metric struct {
	name, help, kind string
	labels           []string
	bounds           []float64      // of a histogram, upwards
	ask              func() float64 // of a gauge

	mu     sync.RWMutex
	series map[values]*series
}

type values [maxLabels]string

// series counts. A counter uses count; a histogram one bucket more than it has
// bounds, and the sum as the bits of a float.
type series struct {
	count   atomic.Uint64
	buckets []atomic.Uint64
	sum     atomic.Uint64
}

// Counter counts events; it only rises.
type Counter struct{ m *metric }

// Histogram counts how often a value was at most each of its bounds.
type Histogram struct{ m *metric }

// Counter registers a counter. By convention its name ends in _total. There
// may be three labels.
func (r *Registry) Counter(name, help string, labels ...string) Counter {
	return Counter{r.add(&metric{name: name, help: help, kind: "counter", labels: labels})}
}

// Gauge registers a value that is asked for whenever somebody looks.
func (r *Registry) Gauge(name, help string, ask func() float64) {
	r.add(&metric{name: name, help: help, kind: "gauge", ask: ask})
}

// Histogram registers a histogram with the given bounds, smallest first. By
// convention its name ends in its unit, _seconds or _bytes.
func (r *Registry) Histogram(name, help string, bounds []float64, labels ...string) Histogram {
	if len(bounds) == 0 || !slices.IsSorted(bounds) || slices.ContainsFunc(bounds, func(b float64) bool { return math.IsNaN(b) || math.IsInf(b, 0) }) {
		panic(fmt.Sprintf("obs: the bounds of %s are not sorted numbers: %v", name, bounds))
	}
	return Histogram{r.add(&metric{name: name, help: help, kind: "histogram", labels: labels, bounds: slices.Compact(slices.Clone(bounds))})}
}

// Seconds are the bounds for how long a request takes: 1 ms to 10 s.
func Seconds() []float64 {
	return []float64{0.001, 0.0025, 0.005, 0.01, 0.02, 0.04, 0.08, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5, 10}
}

func (r *Registry) add(m *metric) *metric {
	bad := !metricName.MatchString(m.name) || len(m.labels) > maxLabels
	for _, l := range m.labels {
		bad = bad || !metricName.MatchString(l) || l == "le"
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if bad || r.metrics[m.name] != nil {
		panic(fmt.Sprintf("obs: the metric %s with labels %v has a wrong name, or is there already", m.name, m.labels))
	}
	m.series = map[values]*series{}
	if len(m.labels) == 0 {
		m.at(nil) // shown from zero on, so that a rate can be computed
	}
	r.metrics[m.name] = m
	return m
}

// Add counts one event; the values stand for the labels in their order.
func (c Counter) Add(labels ...string) { c.m.at(labels).count.Add(1) }

// AddN counts n events.
func (c Counter) AddN(n uint64, labels ...string) { c.m.at(labels).count.Add(n) }

// Observe counts a value.
func (h Histogram) Observe(v float64, labels ...string) {
	if math.IsNaN(v) {
		return // it would make the sum useless for ever
	}
	s := h.m.at(labels)
	i, _ := slices.BinarySearch(h.m.bounds, v) // the first bound that is not below v
	s.buckets[i].Add(1)
	for {
		old := s.sum.Load()
		if s.sum.CompareAndSwap(old, math.Float64bits(math.Float64frombits(old)+v)) {
			return
		}
	}
}

// at finds or makes the series of the label values.
func (m *metric) at(labels []string) *series {
	if len(labels) != len(m.labels) {
		panic(fmt.Sprintf("obs: %s has the labels %v and was given %d values", m.name, m.labels, len(labels)))
	}
	var key values
	copy(key[:], labels)
	m.mu.RLock()
	s := m.series[key]
	m.mu.RUnlock()
	if s != nil {
		return s
	}
	return m.grow(key)
}

func (m *metric) grow(key values) *series {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.series[key] == nil && len(m.series) >= maxSeries {
		key = values{}
		for i := range m.labels {
			key[i] = other
		}
	}
	s := m.series[key]
	if s == nil {
		// The caller's text may be a part of a whole request.
		for i := range key {
			key[i] = strings.Clone(key[i])
		}
		s = &series{buckets: make([]atomic.Uint64, len(m.bounds)+1)}
		m.series[key] = s
	}
	return s
}
