package right

// Default is who decides what until a team changes it. The domain document's
// table, row by row.
var Default = map[string]Rule{
	"strategy.set":            by(PM).tell(PO, Stakeholder),
	"objective.set":           by(PM).tell(PO),
	"metric.set":              by(PM).tell(PO),
	"roadmap.place":           by(PM).tell(PO, Developer),
	"roadmap.share":           by(PM).tell(PO, Developer),
	"feature.define":          by(PM).tell(PO, Designer),
	"feature.score":           by(PM).tell(PO, Designer),
	"market.record":           by(PM, PO),
	"insight.draw":            by(PM, PO),
	"launch.plan":             by(PM).tell(Marketing, Sales, Support),
	"price.set":               by(PM).tell(Marketing, Sales, Support),
	"price.see":               by(PM, PO, Finance, Stakeholder, Marketing, Sales, Support),
	"budget.set":              by(PM).tell(Finance),
	"cost.record":             by(PO).tell(PM),
	"money.see":               by(PM, PO, Finance, Stakeholder),
	"backlog.rank":            by(PO).tell(PM, Developer),
	"story.write":             by(PO).tell(Developer, Designer),
	"criteria.set":            by(PO).tell(Developer, Designer),
	"story.estimate":          by(Developer).tell(PO),
	"refinement.run":          by(PO, PM, Developer, Designer, Tester),
	"sprint.plan":             by(PO).tell(Developer),
	"sprint.start":            by(PO).tell(Developer),
	"sprint.close":            by(PO).tell(Developer),
	"work.move":               by(Developer, Tester, Designer, PO),
	"work.accept":             by(PO).tell(Tester, PM),
	"work.reject":             by(PO).tell(Tester, PM),
	"scope.change":            every(PM, PO).tell(Stakeholder),
	"release.content":         by(PO).tell(PM),
	"release.date":            by(PM).tell(PO),
	"risk.set:market":         by(PM).tell(PO),
	"risk.set:compliance":     by(PM).tell(PO),
	"risk.set:strategy":       by(PM).tell(PO),
	"risk.set:delivery":       by(PO).tell(PM),
	"risk.set:technical":      by(PO).tell(PM),
	"decision.record":         by(PM, PO),
	"promise.give":            by(PM, Sales).tell(PO),
	"role.assign":             by(Admin).tell(PM),
	"rights.set":              by(Admin).tell(PM),
	"people.set":              by(Admin),
	"workspace.set":           by(Admin),
	"product.make":            by(Admin),
	"feedback.take":           by(PM, PO, Support, Sales, Marketing, Developer, Designer, Tester),
	"workflow.set":            by(PO),
	"field.set":               by(PM, PO),
	"link.make":               by(PM, PO, Developer, Designer, Tester),
	"import.run":              by(PM, PO),
	"code.connect":            by(PO).tell(Developer),
	"stakeholder.set":         by(PM),
	"approval.ask":            by(PM, PO),
	"stakeholder.see":         by(PM, PO),
	"tradeoff.ask":            by(PM, PO),
	"tradeoff.answer:manager": by(PM).tell(PO),
	"tradeoff.answer:owner":   by(PO).tell(PM),
}

// PM and PO are the two jobs.
const (
	PM = ProductManager
	PO = ProductOwner
)

func by(roles ...string) Rule    { return Rule{Roles: roles} }
func every(roles ...string) Rule { return Rule{Roles: roles, All: true} }

func (r Rule) tell(roles ...string) Rule {
	r.Heard = roles
	return r
}
