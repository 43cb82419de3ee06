package cut

// Start is what a cut for an audience begins with.
type Start struct {
	Audience string   `json:"audience"`
	Title    string   `json:"title"`
	Query    string   `json:"query"`
	Form     string   `json:"form"`
	Fields   []string `json:"fields"`
	Group    string   `json:"group"`
	Dates    string   `json:"dates"`
	LaterDay bool     `json:"laterDay"`
	Download bool     `json:"download"`
	Doc      string   `json:"doc"`
}

// starts are the ready-made choices, each as open as its audience needs and no
// more: the nearer, the more is shown.
var starts = []Start{
	{
		Audience: "executive", Title: "Where we stand", Query: "type:feature,initiative -state:idea,dropped", Form: Timeline, Group: "objective", Dates: byQuarter, Download: true,
		Fields: []string{"title", "objective", "status", "dates", "progress"},
		Doc:    "Which objective, by when, how far. Quarters rather than days, no keys, no people.",
	},
	{
		Audience: "sales", Title: "What ships when", Query: "type:feature -state:idea,dropped", Form: Table, Group: "release", Dates: byMonth, Download: true,
		Fields: []string{"title", "product", "release", "status", "dates"},
		Doc:    "What ships with which release, to the month. Nothing later, nothing uncertain beyond it.",
	},
	{
		Audience: "customers", Title: "What we are working on", Query: "type:feature category:todo,doing -state:idea", Form: Horizons, Dates: byQuarter,
		Fields: []string{"title", "horizon", "status"},
		Doc:    "Now, next and later, without days. Give outside names to what the team calls otherwise.",
	},
	{
		Audience: "team", Title: "The roadmap", Query: "type:feature,initiative,release", Form: Timeline, Group: "initiative", Dates: byDay, LaterDay: true, Download: true,
		Fields: []string{"title", "key", "kind", "state", "horizon", "dates", "progress", "objective", "initiative", "release", "owner"},
		Doc:    "Everything that helps to plan, to the day.",
	},
}
