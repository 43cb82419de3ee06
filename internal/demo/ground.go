package demo

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/kit/id"
)

// repository is where Lendwell's code is; its hook tells of what happens.
const repository = "lendwell/app"

// codeSince is the sprint from which on the hook tells.
const codeSince = lastSprint - 5

// ground adds what verdicts and releases rest on: code, tests, approvals,
// sessions with users, and notes for more than the customers.
func (p *plan) ground() {
	p.as(tom, sprintDays*moment(codeSince-1)-3).do("repository.connect", obj{
		"host": "plain", "name": repository, "url": "https://git.lendwell.example/" + repository, "product": lend,
		"rules": []obj{{"on": "branch made", "to": "in progress"}},
	})
	d := p.dice("code")
	for n, i := range p.items {
		if i.begun != 0 && i.begun != never && sprintAt(i.begun) >= codeSince {
			p.coded(i, n, d)
		}
	}
	p.testRuns()
	p.approvals()
	p.testSessions()
	for _, r := range p.releases {
		p.as(tom, r.out-0.7).change("release", r.id, obj{
			"notesInternal": "## For the team\n\nSprints up to " + strconv.Itoa(r.last) + " are in it. The migration runs by itself and takes a minute.",
			"notesSupport":  "## People may ask about\n\n" + r.notes + "\n\nThe old way still works for a month.",
		})
	}
}

// keyOf stands for a record's key, which is known when the deed is done.
func keyOf(record string) string { return "⟦" + record + "⟧" }

var keyMark = regexp.MustCompile(`⟦([0-9a-z]{26})⟧`)

// withKeys puts keys in place of what stands for them.
func (w *player) withKeys(ctx context.Context, d deed) (deed, error) {
	raw, err := json.Marshal(d.in)
	if err != nil || !keyMark.Match(raw) {
		return d, err
	}
	err = w.engine.View(ctx, w.workspace, w.actors[d.who], func(v *op.View) error {
		for _, m := range keyMark.FindAllSubmatch(raw, -1) {
			row, err := v.Base(ctx, string(m[1]))
			if err != nil {
				return d.failed(err)
			}
			raw = []byte(strings.ReplaceAll(string(raw), string(m[0]), row.Key))
		}
		return nil
	})
	if err != nil {
		return d, err
	}
	d.in = obj{}
	return d, json.Unmarshal(raw, &d.in)
}

// sha makes a commit's hash from what it is about.
func sha(parts ...string) string {
	var b strings.Builder
	for _, c := range id.Of(append(parts, "a")...) + id.Of(append(parts, "b")...) {
		b.WriteByte("0123456789abcdef"[int(c)%16])
	}
	return b.String()[:40]
}

// coded tells of the branch, the commits and the pull request of an item.
func (p *plan) coded(i *item, n int, d *dice) {
	branch := keyOf(i.id) + "-" + slug(i.title)
	told := func(m moment, more obj) {
		in := obj{"repository": repository, "branch": branch}
		for k, v := range more {
			in[k] = v
		}
		p.as(i.dev, m).do("code.report", in)
	}
	told(i.begun+0.03, obj{"new": true})
	end := i.done
	if end == never || end == 0 {
		end = i.begun + 3
	}
	head := sha(i.id, "last")
	commits := []obj{}
	for c := range 1 + d.IntN(3) {
		commits = append(commits, obj{
			"sha": sha(i.id, strconv.Itoa(c)), "message": keyOf(i.id) + ": " + []string{"first steps", "tests and the rest", "what the review asked for"}[c],
			"author": named(i.dev), "at": p.at(i.begun + (end-i.begun)*moment(c+1)/5).String(),
		})
	}
	commits = append(commits, obj{"sha": head, "message": keyOf(i.id) + ": " + i.title, "author": named(i.dev), "at": p.at(i.begun + (end-i.begun)*0.8).String()})
	pull := obj{"number": 400 + n, "title": i.title, "branch": branch, "sha": head, "state": "open", "author": named(i.dev), "url": "https://git.lendwell.example/" + repository + "/pulls/" + strconv.Itoa(400+n)}
	state := "passed"
	if d.chance(0.12) {
		state = "failed"
	}
	check := func(state string) []obj { return []obj{{"name": "build and tests", "sha": head, "state": state}} }
	told(i.begun+(end-i.begun)*0.85, obj{"commits": commits, "pulls": []obj{pull}, "checks": check(state)})
	if i.done == never || i.done == 0 {
		return
	}
	merged := obj{}
	for k, v := range pull {
		merged[k] = v
	}
	merged["state"] = "merged"
	told(i.done+0.02, obj{"pulls": []obj{merged}, "checks": check("passed")})
}

// slug makes a branch's words from a title.
func slug(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return strings.Join(words[:min(len(words), 5)], "-")
}

// testRuns are the runs of the tests of what was worked on: one at the end of
// each sprint, and one on the last day.
func (p *plan) testRuns() {
	d := p.dice("tests")
	ends := []moment{}
	for n := codeSince; n < lastSprint; n++ {
		ends = append(ends, sprintDays*moment(n)-1.2, sprintDays*moment(n)-0.4)
	}
	ends = append(ends, p.now-1.4, p.now-0.35)
	for nth, m := range ends {
		cases := []obj{}
		for _, i := range p.items {
			if i.begun == 0 || i.begun == never || i.begun > m-1.5 || sprintAt(i.begun) < sprintAt(m)-1 || i.kind == "spike" || i.kind == "task" {
				continue
			}
			for c := range i.criteria {
				outcome, message := "passed", ""
				// What is still worked on fails more often.
				if d.chance(0.02) || i.done > m && d.chance(0.08) {
					outcome, message = "failed", "expected the amount of the schedule, got one cent more\n    at schedule.spec.ts:"+strconv.Itoa(20+d.IntN(200))
				}
				cases = append(cases, obj{"class": "acceptance", "name": fmt.Sprintf("%s/%d %s", keyOf(i.id), c+1, i.title), "outcome": outcome, "millis": 40 + d.IntN(2400), "message": message})
			}
		}
		if len(cases) == 0 {
			continue
		}
		cases = append(cases, obj{"class": "smoke", "name": "the front page answers", "millis": 120})
		p.as(kenji, m).do("testrun.create", obj{
			"product": lend, "name": fmt.Sprintf("CI %d", 2100+37*nth), "branch": "main", "commit": sha("run", strconv.Itoa(nth))[:12],
			"url": fmt.Sprintf("https://ci.lendwell.example/runs/%d", 2100+37*nth), "cases": cases,
		})
	}
}

// approvals are asked of the legal side for features that touch money: mostly
// given, once only after a change, and the last ones still waited for.
func (p *plan) approvals() {
	note := "Does it keep to the consumer credit rules?"
	asked := 0
	for _, f := range p.features {
		if f.planned <= 0 || f.planned == never || !slices.Contains([]string{"payments", "loans", "risk", "compliance"}, f.area) && asked > 5 {
			continue
		}
		if asked++; asked > 9 {
			return
		}
		p.as(ana, f.planned+0.03).do("approval.ask", obj{"record": f.id, "members": []string{samuel}, "note": note})
		if f.planned > p.now-25 {
			continue // still waited for
		}
		at := f.planned + 0.3
		if asked == 3 {
			p.as(samuel, at).do("approval.answer", obj{"id": f.id, "approved": false, "reason": "The total cost of the loan has to stand beside the rate, in the same size."})
			p.as(ana, at+0.2).do("approval.ask", obj{"record": f.id, "members": []string{samuel}, "note": "The total cost stands beside the rate now."})
			at += 0.4
		}
		p.as(samuel, at).do("approval.answer", obj{"id": f.id, "approved": true, "reason": "Agreed."})
	}
}

type seenIn struct {
	title, goal, setting string
	on                   moment
	tasks                []string
	findings             [][2]string // severity and words
}

// sessions are the occasions on which borrowers and lenders tried something.
var sessions = []seenIn{
	{"Borrowers ask for a first loan", "Can somebody who never borrowed here get through alone?", "remote", 96,
		[]string{"Find out what a loan of 2,000 would cost", "Ask for it", "Say what happens next"},
		[][2]string{{"serious", "Nobody found the total cost before the last page."}, {"good", "All understood the schedule at first sight."}, {"minor", "Two looked for a way to save and go on later."}}},
	{"Lenders spread their money", "Do lenders see how their money is spread?", "in person", 171,
		[]string{"Put 500 into five loans", "Say how much is still free", "Take out what came back"},
		[][2]string{{"serious", "What is reserved and what is free looked the same."}, {"minor", "The word \"tranche\" means nothing to them."}}},
	{"The wallet on a phone", "Does paying with the wallet work with one hand?", "remote", 238,
		[]string{"Pay an instalment with the wallet", "Find the receipt"},
		[][2]string{{"critical", "The button to pay lies under the keyboard on small phones."}, {"good", "Paying took less than a minute for all but one."}}},
}

func (p *plan) testSessions() {
	d := p.dice("sessions")
	for n, s := range sessions {
		who := []obj{{"name": "Rosa"}, {"name": "Leo"}, {"name": "Amina"}, {"name": "Pieter"}}
		tasks, findings := []obj{}, []obj{}
		for t, text := range s.tasks {
			outcomes := make([]string, len(who))
			for k := range outcomes {
				outcomes[k] = pick(d, []string{"done", "done", "done", "helped", "helped", "failed"})
			}
			tasks = append(tasks, obj{"id": strconv.Itoa(t + 1), "text": text, "outcomes": outcomes})
		}
		for f, said := range s.findings {
			findings = append(findings, obj{"id": strconv.Itoa(f + 1), "text": said[1], "severity": said[0], "task": strconv.Itoa(1 + f%len(s.tasks))})
		}
		made := p.as(ana, s.on-4).create("testsession", strconv.Itoa(n), obj{"title": s.title, "goal": s.goal, "setting": s.setting, "heldOn": p.on(s.on), "owner": sofia, "participants": who})
		p.as(tom, s.on+0.5).change("testsession", made, obj{"tasks": tasks, "findings": findings, "state": "held"})
		p.as(ana, s.on+3).change("testsession", made, obj{"state": "evaluated"})
		if n < len(p.features) {
			p.as(ana, s.on+3.1).join("evidence", made, p.features[n*3%len(p.features)].id)
		}
	}
	p.as(ana, p.now-1).create("testsession", "next", obj{"title": "Automatic investing, first look", "goal": "Do lenders trust it enough to switch it on?", "setting": "in person", "heldOn": p.on(p.now + 6), "owner": sofia})
}
