package record

// State is one state of a workflow. Its name is what people see and what is
// stored; teams may rename and add states within the four categories.
type State struct {
	Name     string   `json:"name"`
	Category Category `json:"category"`
	// Meaning ties a team's own state to one that the rules know ("ready",
	// "accepted", …); "" when it is only the team's.
	Meaning string `json:"meaning"`
}

// Workflow is the states a kind goes through, in order. The first is where
// new records begin.
type Workflow []State

// Find gives a state by its name.
func (w Workflow) Find(name string) (State, bool) {
	for _, s := range w {
		if s.Name == name {
			return s, true
		}
	}
	return State{}, false
}

// Meaning gives the first state that means something.
func (w Workflow) Meaning(m string) (State, bool) {
	for _, s := range w {
		if s.Meaning == m {
			return s, true
		}
	}
	return State{}, false
}

// Names lists the states' names.
func (w Workflow) Names() []string {
	out := make([]string, len(w))
	for i, s := range w {
		out[i] = s.Name
	}
	return out
}

// ProductWorkflow is a product's own states for some kinds, in place of the
// kind's default.
type ProductWorkflow struct {
	Part
	Kinds  []string `db:"kinds" json:"kinds" by:"workflow.set" v:"required"`
	States []State  `db:"states" json:"states" by:"workflow.set" v:"required,max=60"`
}

// States builds a workflow from lines "name: category", each state meaning
// itself.
func States(pairs ...string) Workflow {
	w := make(Workflow, 0, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		w = append(w, State{pairs[i], Category(pairs[i+1]), pairs[i]})
	}
	return w
}
