package suggest

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// The parts of a score.
const (
	Customers = "customers"
	Revenue   = "revenue"
	Value     = "value"
	Effort    = "effort"
	Risk      = "risk"
	Age       = "age"
)

// names of the parts, in the order in which they are shown.
var names = []string{Customers, Revenue, Value, Effort, Risk, Age}

// falling are the parts of which less is better.
var falling = []string{Effort, Risk}

// Formula is the version of the score; it goes with every answer.
const Formula = "weighted-1"

// Ground is one ground of an item's score.
type Ground struct {
	Name   string   `json:"name" doc:"customers, revenue, value, effort, risk or age."`
	Raw    *float64 `json:"raw" doc:"As it is known; null when it is not, and then it does not count."`
	Norm   *float64 `json:"norm" doc:"0 to 100 within the items that are compared; 100 speaks most for it."`
	Weight float64  `json:"weight"`
}

// scored is an item's grounds and what they come to.
type scored struct {
	id    string
	own   int // place in the order of the product owner, from 1
	raw   map[string]*float64
	parts []Ground
	score *float64
	place int
}

// score gives each item its parts and its place. Each part is spread from 0 to
// 100 over the items that are compared: the largest is 100 and nothing is 0,
// the other way round where less is better. A score is the weighted mean of the
// parts that are known; an item of which nothing is known has none, and stays
// behind those that have one, in the product owner's order.
func score(items []*scored, w Weights) {
	top := map[string]float64{}
	for _, i := range items {
		for name, v := range i.raw {
			if v != nil {
				top[name] = math.Max(top[name], *v)
			}
		}
	}
	for _, i := range items {
		i.parts, i.score = nil, nil
		sum, weight := 0.0, 0.0
		for _, name := range names {
			p := Ground{Name: name, Raw: i.raw[name], Weight: w.of(name)}
			if p.Raw != nil {
				n := norm(name, *p.Raw, top[name])
				p.Norm = &n
				sum += math.Abs(p.Weight) * turned(n, p.Weight)
				weight += math.Abs(p.Weight)
			}
			i.parts = append(i.parts, p)
		}
		if weight > 0 {
			s := sum / weight
			i.score = &s
		}
	}
	order(items)
}

func norm(name string, v, top float64) float64 {
	n := 0.0
	if top > 0 {
		n = 100 * v / top
	}
	if slices.Contains(falling, name) {
		return 100 - n
	}
	return n
}

// turned turns a part round whose weight is below 0.
func turned(n, weight float64) float64 {
	if weight < 0 {
		return 100 - n
	}
	return n
}

// order gives places by score; equal scores stay in the product owner's order.
func order(items []*scored) {
	byScore := slices.Clone(items)
	slices.SortStableFunc(byScore, func(a, b *scored) int {
		switch {
		case a.score == nil || b.score == nil:
			if (a.score == nil) == (b.score == nil) {
				return a.own - b.own
			}
			if a.score == nil {
				return 1
			}
			return -1
		case *a.score != *b.score:
			if *a.score > *b.score {
				return -1
			}
			return 1
		}
		return a.own - b.own
	})
	for n, i := range byScore {
		i.place = n + 1
	}
}

// reasons says in words why an item's suggested place is not its own: the
// parts that pull it furthest from the mean in the direction in which it would
// move, at most two.
func reasons(i *scored, mean map[string]float64, money func(float64) string) string {
	if i.place == i.own {
		return "Both orders agree."
	}
	if i.score == nil {
		return "Nothing is known of it that counts, so it stands behind the others."
	}
	type pull struct {
		part Ground
		by   float64
	}
	var pulls []pull
	way := 1.0
	if i.place > i.own {
		way = -1
	}
	for _, p := range i.parts {
		if p.Norm == nil || p.Weight == 0 {
			continue
		}
		by := math.Abs(p.Weight) * (turned(*p.Norm, p.Weight) - mean[p.Name]) * way
		if by > 0.5 {
			pulls = append(pulls, pull{p, by})
		}
	}
	slices.SortStableFunc(pulls, func(a, b pull) int {
		if a.by > b.by {
			return -1
		}
		return 1
	})
	if len(pulls) == 0 {
		return "Others moved past it."
	}
	var said []string
	for _, p := range pulls[:min(2, len(pulls))] {
		said = append(said, say(p.part, way > 0, money))
	}
	s := strings.Join(said, ", and ")
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

// say puts a part into words.
func say(p Ground, up bool, money func(float64) string) string {
	n := *p.Raw
	switch p.Name {
	case Customers:
		if n == 0 {
			return "no customer asked for it"
		}
		if up {
			return plural(n, "customer") + " asked for it"
		}
		return "only " + plural(n, "customer") + " asked for it"
	case Revenue:
		if n == 0 {
			return "no revenue stands behind it"
		}
		return money(n) + " a year stands behind it"
	case Value:
		return "its business value is " + trim(n) + " of 5"
	case Effort:
		if up == (p.Weight >= 0) {
			return "it is small (" + trim(n) + ")"
		}
		return "it is large (" + trim(n) + ")"
	case Risk:
		return "its technical risk is " + trim(n) + " of 5"
	default:
		return "it has waited " + plural(math.Round(n), "day")
	}
}

func plural(n float64, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%s %ss", trim(n), noun)
}

func trim(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// means gives the mean of each part, turned as its weight says, over the items
// of which it is known.
func means(items []*scored) map[string]float64 {
	sum, count := map[string]float64{}, map[string]float64{}
	for _, i := range items {
		for _, p := range i.parts {
			if p.Norm != nil {
				sum[p.Name] += turned(*p.Norm, p.Weight)
				count[p.Name]++
			}
		}
	}
	for name, n := range count {
		sum[name] /= n
	}
	return sum
}
