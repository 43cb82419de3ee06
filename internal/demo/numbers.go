package demo

// What moves what: the driver and the metric that it drives.
var drivers = [][2]string{
	{"time-to-decision", "application-completion"},
	{"application-completion", "acquisition-rate"},
	{"time-to-funding", "acquisition-rate"},
	{"automatic-repayments", "repayments-on-time"},
	{"failed-payments", "repayments-on-time"},
	{"repayments-on-time", "default-percentage"},
	{"default-percentage", "reinvestment"},
	{"first-response", "complaints"},
	{"complaints", "net-promoter"},
}

// aim is the way that a metric shall go from where it was, and what its owner
// wants to hear of.
type aim struct {
	metric           string
	baseline, target float64
	from, to         moment
	example          string
	alerts           []obj
}

var aims = []aim{
	{"acquisition-rate", 3.1, 9, 0, 320, "1,000 people begin a request in June, 74 of them have their loan within 30 days: 7.4 %.", []obj{{"side": "behind", "bound": 1}}},
	{"default-percentage", 4.9, 2.9, 0, 330, "Loans of 2,000,000 are older than 90 days, 62,000 of it are lost or 90 days late: 3.1 %.", []obj{{"side": "above", "bound": 5}, {"side": "behind", "bound": 0.5}}},
	{"time-to-decision", 2900, 5, 0, 300, "Three requests, decided after 2, 4 and 90 minutes: 4.", []obj{{"side": "above", "bound": 60}}},
	{"repayments-on-time", 88, 95, 0, 330, "400 rates are due in the week, 378 are paid by their day: 94.5 %.", nil},
	{"complaints", 9, 4, 40, 330, "12 complaints while 2,500 loans run: 4.8.", []obj{{"side": "above", "bound": 7}}},
}

// above is which objective serves which.
var above = [][2]string{
	{"answer-now", "more-borrowers"},
	{"ways-to-pay", "low-defaults"},
	{"low-defaults", "lenders-return"},
	{"play-fair", "lenders-return"},
}

// noted is what is said at a check-in, of the first key result of each.
func noted(o objective, nth int, sure float64) string {
	switch {
	case nth > 0:
		return ""
	case sure < 50:
		return "Too slow. We look at it again with everybody on Thursday; until then nothing new is begun."
	case sure < 70:
		return "It moves. What helps is small and many; what is missing is one thing that is large."
	case o.ambition == "committed":
		return "On its way. What is left is known and has its owner."
	}
	return "Further than we thought we would be by now."
}

// numbers gives metrics their place among each other, their way and their
// alerts, once there are points enough to say where they begin.
func (p *plan) numbers() {
	for i, d := range drivers {
		p.as(ana, worldStart+12+moment(i)*0.02).join("drives", p.ids["metric:"+d[0]], p.ids["metric:"+d[1]])
	}
	for i, a := range aims {
		at, id := max(a.from, worldStart)+13+moment(i)*0.03, p.ids["metric:"+a.metric]
		p.as(ana, at).change("metric", id, obj{"baseline": a.baseline, "baselineOn": p.on(a.from), "target": a.target, "targetOn": p.on(a.to), "example": a.example})
		for k, alert := range a.alerts {
			p.as(ana, at+0.01+moment(k)*0.001).do("alert.create", obj{"metric": id, "side": alert["side"], "bound": alert["bound"]})
		}
	}
	for i, x := range above {
		p.as(ana, 46+moment(i)*0.02).join("serves", p.ids["objective:"+x[0]], p.ids["objective:"+x[1]])
	}
	// What counts as lost was said more sharply once: from there values compare
	// with those after, not with those before.
	p.as(ana, 60).change("metric", p.ids["metric:default-percentage"], obj{"definition": "Loans that are 90 days late, lost or sold at a loss, of all loans older than 90 days, by sum."})
}
