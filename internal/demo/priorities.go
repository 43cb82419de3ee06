package demo

import "math"

// priorities are what Ana holds the next features against each other by: reach
// and effort are guesses with ends, so who comes first is not clear, and a
// quarter ago it looked otherwise.
func (p *plan) priorities() {
	d := p.dice("priorities")
	made := p.now - 60
	id := p.id(made, "ranking", "rice")
	p.as(ana, made).do("ranking.create", obj{"id": id, "product": lend, "name": "What comes next", "method": "rice", "top": 5, "corrects": true})
	at := made + 0.1
	for _, f := range p.features {
		if f.state != "candidate" && f.state != "planned" || f.candidate > made {
			continue
		}
		at += 0.01
		reach := math.Round(f.score[0])
		low, high := math.Round(reach*(0.5+0.3*d.Float64())), math.Round(reach*(1.2+0.6*d.Float64()))
		p.as(ana, at).do("ranking.score", obj{"id": id, "feature": f.id, "ranges": obj{"reach": obj{"low": low, "likely": reach, "high": high}}})
	}
	p.as(ana, made+1).do("ranking.keep", obj{"id": id, "name": "For the quarter's planning"})
	worth := p.id(made+2, "ranking", "value-effort")
	p.as(ana, made+2).do("ranking.create", obj{"id": worth, "product": lend, "name": "Value against effort", "method": "value-effort", "top": 5})
	at = made + 2.1
	for _, f := range p.features {
		if f.state != "candidate" && f.state != "planned" || f.candidate > made {
			continue
		}
		at += 0.01
		value, effort := float64(2+d.IntN(8)), math.Min(10, math.Max(1, math.Round(f.score[3]*2)))
		p.as(ana, at).do("ranking.score", obj{"id": worth, "feature": f.id, "ranges": obj{
			"value":  obj{"low": math.Max(1, value-2), "likely": value, "high": math.Min(10, value+1)},
			"effort": obj{"low": math.Max(1, effort-1), "likely": effort, "high": math.Min(10, effort+2)},
		}})
	}
}
