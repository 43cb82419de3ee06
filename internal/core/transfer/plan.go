package transfer

import (
	"slices"
	"strings"

	"throughline/internal/core/record"
	"throughline/internal/kit/text"
)

// Plan is what an import would make of a source's words: shown by a dry run,
// and taken back changed as a mapping.
type Plan struct {
	Kinds      []KindPlan   `json:"kinds" doc:"What the source's types become."`
	States     []StatePlan  `json:"states" doc:"What the source's lists or statuses become."`
	People     []PersonPlan `json:"people" doc:"Who is who."`
	Checklists string       `json:"checklists" doc:"criteria or tasks."`
}

// KindPlan says what one type of the source becomes.
type KindPlan struct {
	Type  string `json:"type"`
	Kind  string `json:"kind"`
	Items int    `json:"items"`
}

// StatePlan says what one list or status becomes.
type StatePlan struct {
	ID       string          `json:"id"`
	Name     string          `json:"name"`
	State    string          `json:"state"`
	Category record.Category `json:"category"`
	New      bool            `json:"new" doc:"The state is added to the product's workflow."`
	Items    int             `json:"items"`
}

// PersonPlan says who a person of the source is here.
type PersonPlan struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Member string `json:"member" ref:"member" doc:"Id of the member."`
	How    string `json:"how" doc:"email, name, mapped, known, or new: kept as a name."`
}

// Mapping overrides the plan, by the source's own words.
type Mapping struct {
	Kinds      map[string]string       `json:"kinds" doc:"Type of the source to kind."`
	States     map[string]StateMapping `json:"states" doc:"List or status (id or name) to state."`
	People     map[string]string       `json:"people" doc:"Person (id or name) to member (e-mail, handle or id)."`
	Checklists string                  `json:"checklists" doc:"criteria (the default) or tasks."`
}

// StateMapping is the state that a list or status becomes.
type StateMapping struct {
	State    string          `json:"state"`
	Category record.Category `json:"category"`
}

// Items that become something else than a backlog item go through another
// workflow; their states are found by category.
var itemKinds = []string{"story", "bug", "task", "spike"}

func isItem(kind string) bool { return slices.Contains(itemKinds, kind) }

// planKinds says what each type becomes.
func planKinds(src *Source, m Mapping, known func(string) bool) []KindPlan {
	out := []KindPlan{}
	for _, it := range src.Items {
		i := slices.IndexFunc(out, func(k KindPlan) bool { return k.Type == it.Type && (k.Kind == it.Kind || m.Kinds[it.Type] != "") })
		if i < 0 {
			kind := it.Kind
			if k := m.Kinds[it.Type]; k != "" {
				kind = k
			}
			if !known(kind) {
				kind = "story"
			}
			out = append(out, KindPlan{Type: it.Type, Kind: kind})
			i = len(out) - 1
		}
		out[i].Items++
	}
	return out
}

// planStates gives each list or status a state of the product's workflow, and
// the workflow that has room for them all. A product without items takes the
// source's own lists as its columns; otherwise what does not match by name is
// added behind its category.
func planStates(src *Source, m Mapping, have record.Workflow, fresh bool) ([]StatePlan, record.Workflow) {
	flow := slices.Clone(have)
	if fresh {
		flow = nil
	}
	used := map[string]int{}
	for _, it := range src.Items {
		used[it.State]++
	}
	out := []StatePlan{}
	for _, s := range src.States {
		p := StatePlan{ID: s.ID, Name: s.Name, State: clip(s.Name, 60), Category: record.Category(s.Category), Items: used[s.ID]}
		if p.Category == "" {
			p.Category = record.Todo
		}
		if p.State == "" {
			p.State = "unnamed"
		}
		for _, word := range []string{s.ID, s.Name} {
			if to, ok := m.States[word]; ok {
				p.State = clip(to.State, 60)
				if at := named(have, p.State); at >= 0 {
					p.Category = have[at].Category
				}
				if to.Category != "" {
					p.Category = to.Category
				}
			}
		}
		if at := named(flow, p.State); at >= 0 {
			p.State, p.Category = flow[at].Name, flow[at].Category
		} else {
			p.New = named(have, p.State) < 0
			st := record.State{Name: p.State, Category: p.Category}
			if at := named(have, p.State); at >= 0 && have[at].Category == p.Category {
				st.Meaning = have[at].Meaning
			}
			flow = insertState(flow, st, fresh)
		}
		out = append(out, p)
	}
	if fresh && len(flow) > 0 {
		flow = complete(flow, have)
	}
	return out, flow
}

func named(w record.Workflow, name string) int {
	want := text.Fold(name)
	return slices.IndexFunc(w, func(s record.State) bool { return text.Fold(s.Name) == want })
}

var order = map[record.Category]int{record.Todo: 0, record.Doing: 1, record.Done: 2, record.Closed: 3}

// insertState puts a state behind those of its category; a source's own order
// within a category is kept.
func insertState(w record.Workflow, s record.State, _ bool) record.Workflow {
	at := len(w)
	for at > 0 && order[w[at-1].Category] > order[s.Category] {
		at--
	}
	return slices.Insert(w, at, s)
}

// complete adds the states that verdicts need and the source has not.
func complete(w, have record.Workflow) record.Workflow {
	for _, s := range have {
		if (s.Meaning == "done" || s.Meaning == "accepted" || s.Meaning == "dropped") && named(w, s.Name) < 0 {
			w = insertState(w, s, true)
		}
	}
	if len(w) > 0 && w[0].Category != record.Todo {
		if i := slices.IndexFunc(have, func(s record.State) bool { return s.Category == record.Todo }); i >= 0 {
			w = slices.Insert(w, 0, have[i])
		}
	}
	return w
}

func clip(s string, n int) string {
	s = strings.TrimSpace(s)
	if r := []rune(s); len(r) > n {
		return strings.TrimSpace(string(r[:n]))
	}
	return s
}
