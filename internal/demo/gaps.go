package demo

// The sorts of gap, as gap.list names them.
const (
	gapWork      = "work"
	gapGoal      = "objective"
	gapPromise   = "promise"
	gapObjective = "Small businesses borrow from their neighbours"
)

// Gap is one gap in the thread that the demo world left on purpose. Everything
// else is whole.
type Gap struct {
	Gap   string // work, objective or promise
	Kind  string
	Title string
}

// unthreaded is work that somebody wrote down and nobody has tied to a feature.
var unthreaded = []struct {
	kind, title, body string
	points            float64
	state             string
}{
	{"story", "Show a snowfall on the first page in December", "It would be nice.", 0, ""},
	{"story", "Let people choose a colour for their profile", "From the summer party.", 0, ""},
	{"task", "Try the new chart library", "The old one works.", 2, "refining"},
	{"task", "Move the wiki to another host", "It is slow on Mondays.", 0, ""},
	{"bug", "The office screen shows last week's numbers", "Seen each Monday until nine.", 1, "ready"},
	{"spike", "Which of our help pages does nobody read?", "Asked in the all-hands.", 0, ""},
	{"bug", "The newsletter's archive links to an old domain", "Seen by Claire.", 0, "refining"},
}

// Titles of features that the roadmap leaves open, on purpose: some serve no
// objective, some have a day and no work.
var (
	unserving = []string{"Badges for faithful lenders", "Dark colours"}
	unkept    = "The contract in Dutch"
	promised  = []string{"Pay by link", "Desk for collections"}
)

// Gaps lists the gaps that were left on purpose, as one finds them who asks for
// the whole workspace.
func Gaps() []Gap {
	out := []Gap{{gapGoal, "objective", gapObjective}}
	for _, u := range unthreaded {
		out = append(out, Gap{gapWork, u.kind, u.title})
	}
	for _, title := range unserving {
		out = append(out, Gap{gapWork, "feature", title})
	}
	out = append(out, Gap{gapPromise, "promise", unkept})
	for _, title := range promised {
		out = append(out, Gap{gapPromise, "feature", title})
	}
	return out
}

// gaps writes the work that serves nothing; the other gaps come about by what
// the roadmap leaves out.
func (p *plan) gaps() {
	for n, u := range unthreaded {
		at := p.now - 50 + moment(n)*6.1
		made := p.as(tom, at).create(u.kind, "unthreaded"+u.title, obj{"title": u.title, "body": u.body})
		if u.state != "" {
			p.as(tom, at+2).change(u.kind, made, obj{"state": "refining"})
		}
		if u.points > 0 {
			p.as("priya", at+3).change(u.kind, made, obj{"estimate": u.points})
		}
		if u.state == "ready" {
			p.as(tom, at+3.5).change(u.kind, made, obj{"state": "ready"})
		}
	}
}
